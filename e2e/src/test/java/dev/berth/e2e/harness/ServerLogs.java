package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** What the servers said, one file a server in {@code target/server-logs}; shown when a test fails. */
public final class ServerLogs implements TestExecutionExceptionHandler {
    // The crash test starts some hundred servers: only the last ones say anything about a failure.
    private static final int KEPT = 12;
    private static final int SHOWN = 2;
    private static final int LINES = 80;
    private static final Deque<Path> NEWEST_FIRST = new ArrayDeque<>();

    static synchronized Path next(String server) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "server-logs"));
        Path log = Files.createTempFile(folder, server + "-", ".log");
        NEWEST_FIRST.addFirst(log);
        if (NEWEST_FIRST.size() > KEPT) {
            Files.deleteIfExists(NEWEST_FIRST.removeLast());
        }
        return log;
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        System.err.println(context.getDisplayName() + " failed; the last servers said, the newest first:\n" + newest());
        throw failure;
    }

    private static synchronized String newest() {
        var text = new StringBuilder();
        Iterator<Path> logs = NEWEST_FIRST.iterator();
        for (int shown = 0; shown < SHOWN && logs.hasNext(); shown++) {
            Path log = logs.next();
            text.append("--- ").append(log).append('\n').append(tail(log)).append('\n');
        }
        return text.toString();
    }

    private static String tail(Path log) {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
