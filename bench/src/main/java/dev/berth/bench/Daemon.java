package dev.berth.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server's process with its children: what it printed, and what it costs. */
final class Daemon implements AutoCloseable {
    /** Long enough for a launcher that builds its server first. */
    private static final Duration START = Duration.ofMinutes(5);

    private static final Duration END = Duration.ofSeconds(30);

    private final Process process;
    private final Path output;
    private final Path errors;

    private Daemon(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    static Daemon start(List<String> command, Map<String, String> environment, Path output, Path errors)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return new Daemon(builder.start(), output, errors);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** The rest of the first line on standard output that starts so. */
    String awaitLine(String start) throws IOException, InterruptedException {
        return await("the line \"" + start + "\"", () -> {
            try (Stream<String> lines = Files.lines(output)) {
                return lines.filter(line -> line.startsWith(start))
                        .map(line -> line.substring(start.length()).strip())
                        .findFirst();
            }
        });
    }

    /** Returns when somebody listens there. */
    void awaitListener(URI address) throws IOException, InterruptedException {
        await("a listener at " + address, () -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
                return Optional.of(address);
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** Returns what the condition finds, as soon as it finds it. */
    <T> T await(String what, Condition<T> condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<T> found = condition.check();
            if (found.isPresent()) {
                return found.get();
            }
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IllegalStateException(what + " did not come: " + Files.readString(errors));
    }

    /** User and system time that the processes have spent so far, with that of children which have ended. */
    double cpuSeconds() {
        return processes()
                .mapToLong(ProcessHandle::pid)
                .mapToDouble(ProcessFiles::cpuSeconds)
                .sum();
    }

    /** Bytes of a field of {@code /proc/PID/status}, of the process that holds most: the server, not its launcher. */
    long memory(String field) {
        return processes()
                .mapToLong(handle -> ProcessFiles.memory(handle.pid(), field))
                .max()
                .orElse(0);
    }

    private Stream<ProcessHandle> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    /** Stops the server and waits for its end. */
    @Override
    public void close() {
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture<?>[] ends = all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(ends)
                .orTimeout(END.toSeconds(), TimeUnit.SECONDS)
                .handle((done, late) -> all)
                .join()
                .forEach(ProcessHandle::destroyForcibly);
    }

    interface Condition<T> {
        Optional<T> check() throws IOException, InterruptedException;
    }
}
