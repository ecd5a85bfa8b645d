package dev.berth.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** From the command to the first 200 on {@code /v2/}; it comes last, because it stops the servers of the run. */
final class Starts implements Measurement {
    private static final Duration POLL = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private int folders;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Figure> measure(Run run) throws IOException, InterruptedException {
        run.berth().daemon().close();
        run.registry().daemon().close();
        Samples<Double> fresh =
                run.interleave(run.registries(), contender -> seconds(run, contender, "start-" + folders++));
        Samples<Double> existing = run.interleave(
                run.registries(),
                contender -> seconds(run, contender, contender instanceof Berth ? "berth" : "docker-registry"));
        return List.of(
                fresh.figure("Start on a new data folder", "s", Double::doubleValue)
                        .wanting(Bar.atMost(0.8)),
                existing.figure("Start on the data folder of the run", "s", Double::doubleValue)
                        .wanting(Bar.atMost(0.8)));
    }

    private static double seconds(Run run, Contender contender, String folder)
            throws IOException, InterruptedException {
        int port = Daemon.freePort();
        Path data = run.workspace().path(folder);
        List<String> command = contender instanceof DockerRegistry
                ? DockerRegistry.command(run.workspace(), data, port)
                : List.of(
                        run.options().launcher().toString(),
                        "serve",
                        "--open",
                        "--data",
                        data.toString(),
                        "--port",
                        Integer.toString(port));
        long start = System.nanoTime();
        try (Daemon _ = run.workspace().start("start-" + port, command, Map.of())) {
            while (!answers(port)) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException(contender.title() + " does not start");
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Whether a GET of {@code /v2/} is answered with 200. */
    private static boolean answers(int port) {
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.write(ByteBuffer.wrap(
                    "GET /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(512);
            channel.read(answer);
            return new String(answer.array(), StandardCharsets.US_ASCII).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false;
        }
    }
}
