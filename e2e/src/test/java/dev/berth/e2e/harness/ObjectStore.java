package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An S3 endpoint of the test's own, which keeps objects as files. It writes an object under another name and renames it, so
 * whatever it confirmed is there after a SIGKILL.
 */
public final class ObjectStore implements AutoCloseable {
    public static final String ACCESS_KEY = "berth-e2e";
    public static final String SECRET_KEY = "a secret of the object store";

    /** What the endpoint was writing when it was killed, which never becomes an object. */
    private static final Pattern HALF_WRITTEN =
            Pattern.compile(".*-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final Path folder;
    private final int port;
    private Daemon server;

    private ObjectStore(Path folder, int port) {
        this.folder = folder;
        this.port = port;
        this.server = launch();
    }

    /** An endpoint that keeps its objects in the folder, and has one bucket. */
    public static ObjectStore start(Path folder, String bucket) {
        try {
            int port = Ports.free();
            Files.createDirectories(folder.resolve("buckets"));
            Files.writeString(folder.resolve("s3proxy.properties"), """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(
                            port, ACCESS_KEY, SECRET_KEY, folder.resolve("buckets")));
            var store = new ObjectStore(folder, port);
            store.create(bucket);
            return store;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void create(String bucket) throws IOException {
        Files.createDirectories(folder.resolve("buckets").resolve(bucket));
    }

    /** The names of the objects, and of the parts of unfinished uploads, that are in a bucket. */
    public List<String> objects(String bucket) {
        Path root = folder.resolve("buckets").resolve(bucket);
        return files(root).stream()
                .map(file -> root.relativize(file).toString())
                .filter(name -> !HALF_WRITTEN.matcher(name).matches())
                .toList();
    }

    /** Makes whatever is in a bucket as old as this. */
    public void age(String bucket, Duration age) {
        for (Path file : files(folder.resolve("buckets").resolve(bucket))) {
            // What has just been deleted is old enough.
            boolean _ = file.toFile().setLastModified(Instant.now().minus(age).toEpochMilli());
        }
    }

    /** What is below a folder, from which objects are taken away meanwhile. */
    private static List<Path> files(Path root) {
        while (true) {
            try (Stream<Path> all = Files.walk(root)) {
                return all.filter(Files::isRegularFile).toList();
            } catch (UncheckedIOException goneMeanwhile) {
                if (!(goneMeanwhile.getCause() instanceof NoSuchFileException)) {
                    throw goneMeanwhile;
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** SIGKILL. */
    public void kill() {
        server.kill();
    }

    /** Starts the endpoint again, on what it has on the disk and at the same port. */
    public void startAgain() {
        server = launch();
    }

    @Override
    public void close() {
        if (server.runs()) {
            server.kill();
        }
    }

    private Daemon launch() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var words = List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "org.gaul.s3proxy.Main",
                "--properties",
                folder.resolve("s3proxy.properties").toString());
        return Daemon.start("s3proxy", words, this::answers);
    }

    private boolean answers() {
        try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connection.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
