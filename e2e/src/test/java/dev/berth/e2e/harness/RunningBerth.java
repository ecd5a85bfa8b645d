package dev.berth.e2e.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One process of the server, from {@code ./berth serve} to its end. */
public final class RunningBerth implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Berth is ready at (https?://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final Thread reader;

    private RunningBerth(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.reader = Thread.startVirtualThread(this::readOutput);
    }

    /** Starts the server and answers when it is ready; when it does not get there, the test fails with its log. */
    public static RunningBerth start(Start start) {
        var berth = launch(start);
        try {
            berth.awaitReady();
            return berth;
        } catch (AssertionError failure) {
            berth.kill();
            throw failure;
        }
    }

    /** Starts the server and answers at once, ready or not. */
    public static RunningBerth launch(Start start) {
        try {
            Path log = ServerLogs.next("berth");
            var builder = new ProcessBuilder(start.command()).redirectError(log.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("BERTH_"));
            builder.environment().putAll(start.environment());
            Process process = builder.start();
            process.getOutputStream().close();
            return new RunningBerth(process, log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where the server listens. */
    public URI uri() {
        return ready.join();
    }

    public int port() {
        return uri().getPort();
    }

    /** Host and port, as they stand in front of an image's name. */
    public String registry() {
        return uri().getAuthority();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    public void terminate() {
        process.destroy();
    }

    /** SIGKILL, to the launcher as well if it is still there, and waits for the end. */
    public void kill() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(handle -> handle.onExit().join());
        exit();
    }

    /** Waits for the end and answers the exit code. */
    public int exit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end within " + PATIENCE + "\n" + log());
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What the server wrote to its standard error so far. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the server wrote to its standard output so far. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** Stops the server if it still runs. */
    @Override
    public void close() {
        process.destroy();
        try {
            exit();
        } finally {
            kill();
        }
    }

    public void awaitReady() {
        try {
            ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new AssertionError("the server did not become ready\n" + String.join("\n", output) + log(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher matcher = READY.matcher(line);
                if (matcher.matches()) {
                    ready.complete(URI.create(matcher.group(1)));
                }
            }
            ready.completeExceptionally(new IllegalStateException("the server ended"));
        } catch (IOException failure) {
            ready.completeExceptionally(failure);
        }
    }
}
