package dev.berth.e2e.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Docker engine of the test's own, with its own store, socket and containerd. It touches no network of the machine:
 * its containers have none.
 */
public final class DockerEngine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process daemon;
    private final String host;

    private DockerEngine(Process daemon, String host) {
        this.daemon = daemon;
        this.host = host;
    }

    public static DockerEngine start(Path folder) throws IOException {
        Tools.require("dockerd", "containerd", "runc", "docker");
        String host = "unix://" + folder.resolve("docker.sock");
        Path log = folder.resolve("dockerd.log");
        Process daemon = new ProcessBuilder(words(folder, host))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var engine = new DockerEngine(daemon, host);
        try {
            await("dockerd")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("dockerd ended", () -> !daemon.isAlive())
                    .until(() -> engine.client(folder).with("version").run().exit() == 0);
        } catch (RuntimeException failure) {
            engine.close();
            throw new AssertionError("dockerd did not start:\n" + Files.readString(log), failure);
        }
        return engine;
    }

    private static List<String> words(Path folder, String host) {
        return List.of(
                "dockerd",
                "--data-root=" + folder.resolve("root"),
                "--exec-root=" + folder.resolve("exec"),
                "--pidfile=" + folder.resolve("pid"),
                "--host=" + host,
                "--iptables=false",
                "--ip6tables=false",
                "--bridge=none");
    }

    /** The command line client with a configuration folder, where it keeps the logins of one person. */
    public Command client(Path configuration) {
        // The classic builder is part of the engine; the newer one is a separate program.
        return Command.of("docker", "--config", configuration.toString(), "--host", host)
                .env("DOCKER_BUILDKIT", "0");
    }

    @Override
    public void close() {
        daemon.destroy();
        try {
            if (!daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                daemon.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            daemon.destroyForcibly();
        }
    }
}
