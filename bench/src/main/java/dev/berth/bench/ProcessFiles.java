package dev.berth.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

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

    /**
     * utime + stime of a {@code stat} line, and those of the children that have ended; the name before them may hold blanks
     * and parentheses.
     */
    static long ticks(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
        return fields.length < 15
                ? 0
                : Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
    }

    /** For how long the first so many cores have had nothing to do, added up, since the machine started. */
    static double idleSeconds(int cores) throws IOException {
        return idleTicks(Files.readString(Path.of("/proc/stat")), cores) / TICKS_PER_SECOND;
    }

    /** idle + iowait of a {@code /proc/stat}. */
    static long idleTicks(String stat, int cores) {
        return stat.lines()
                .map(line -> line.split(" "))
                .filter(fields -> fields[0].matches("cpu\\d+") && Integer.parseInt(fields[0].substring(3)) < cores)
                .mapToLong(fields -> Long.parseLong(fields[4]) + Long.parseLong(fields[5]))
                .sum();
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
