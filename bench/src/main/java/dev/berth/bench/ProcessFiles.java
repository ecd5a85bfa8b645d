package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux tells about a process. */
final class ProcessFiles {
    /** The unit of times in {@code /proc}, the same on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private ProcessFiles() {}

    static double cpuSeconds(long pid) {
        return ticks(read(pid, "stat")) / TICKS_PER_SECOND;
    }

    static long memory(long pid, String field) {
        return kibibytes(read(pid, "status"), field) * 1024;
    }

    /** utime + stime of a {@code stat} line; the name before them may hold blanks and parentheses. */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length < 13 ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    static long kibibytes(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Empty when the process is gone. */
    private static String read(long pid, String file) {
        Path path = Path.of("/proc", Long.toString(pid), file);
        try {
            return Files.readString(path);
        } catch (IOException e) {
            if (Files.exists(path)) {
                throw new UncheckedIOException(e);
            }
            return "";
        }
    }
}
