package dev.berth.e2e.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A program that runs until it is told to end; what it says is a file beside those of the servers. */
final class Daemon {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Process process;
    private final Path log;

    private Daemon(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts the program, and answers when the condition holds; when it does not get there, the test fails with its log. */
    static Daemon start(String name, List<String> words, Callable<Boolean> ready) {
        Daemon daemon = launch(name, words);
        try {
            await(name)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(name + " ended", () -> !daemon.process.isAlive())
                    .until(ready);
            return daemon;
        } catch (RuntimeException failure) {
            daemon.kill();
            throw new AssertionError(name + " did not start:\n" + daemon.log(), failure);
        }
    }

    private static Daemon launch(String name, List<String> words) {
        try {
            Path log = ServerLogs.next(name);
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            process.getOutputStream().close();
            return new Daemon(name, process, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Sends a signal, and waits until the program has ended. */
    void end(String signal) {
        Command.of("kill", "-" + signal, "" + process.pid()).run();
        awaitEnd();
    }

    /** SIGKILL, to the program and to all that it started, as when the machine loses them at once. */
    void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        children.forEach(child -> child.onExit().join());
        awaitEnd();
    }

    boolean runs() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name + " did not end within " + PATIENCE + "\n" + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
