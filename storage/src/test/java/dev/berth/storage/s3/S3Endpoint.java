package dev.berth.storage.s3;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A real S3 endpoint that keeps its buckets in a folder: it checks signatures, and refuses parts that S3 would refuse. In a
 * test it is {@link #shared}; run as a program it is a process that can be killed and started again over the same folder.
 */
public final class S3Endpoint implements AutoCloseable {
    public static final S3Config.Credentials CREDENTIALS = new S3Config.Credentials("berth-test", "a-secret-of-tests");

    /** Small parts and quick failures. */
    public static final S3Config.Limits LIMITS = new S3Config.Limits(
            java.time.Duration.ofSeconds(2), java.time.Duration.ofSeconds(20), 2, 64, 5 << 20, 35L << 20);

    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static @Nullable S3Endpoint shared;

    private final S3Proxy proxy;
    private final String scheme;

    private S3Endpoint(S3Proxy proxy, String scheme) {
        this.proxy = proxy;
        this.scheme = scheme;
    }

    /** The one endpoint of this JVM, over a temporary folder; it ends with the JVM. */
    public static synchronized S3Endpoint shared() throws IOException {
        if (shared == null) {
            Path folder = Files.createTempDirectory("berth-s3");
            S3Endpoint endpoint = start(folder, 0);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                endpoint.close();
                deleteAll(folder);
            }));
            shared = endpoint;
        }
        return shared;
    }

    private static void deleteAll(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** An endpoint over this folder; port 0 is any free one. */
    public static S3Endpoint start(Path folder, int port) throws IOException {
        return start(
                builder(folder).endpoint(URI.create("http://127.0.0.1:" + port)).build(), "http");
    }

    /** An endpoint that speaks TLS, with the key of this PKCS#12 file. */
    public static S3Endpoint startSecure(Path folder, Path keyStore, String password) throws IOException {
        return start(
                builder(folder)
                        .secureEndpoint(URI.create("https://127.0.0.1:0"))
                        .keyStore(keyStore.toString(), password)
                        .build(),
                "https");
    }

    private static S3Proxy.Builder builder(Path folder) throws IOException {
        Files.createDirectories(folder);
        return S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, CREDENTIALS.accessKey(), CREDENTIALS.secretKey())
                .stopTimeout(0);
    }

    private static S3Endpoint start(S3Proxy proxy, String scheme) throws IOException {
        try {
            proxy.start();
            return new S3Endpoint(proxy, scheme);
        } catch (Exception e) {
            throw new IOException("the S3 endpoint does not start", e);
        }
    }

    /** Where it answers. */
    public URI uri() {
        return URI.create(
                scheme + "://127.0.0.1:" + (scheme.equals("https") ? proxy.getSecurePort() : proxy.getPort()));
    }

    /** How to use a new, empty bucket of it. */
    public S3Config freshBucket() throws IOException {
        return freshBucket(Optional.empty());
    }

    /** The same, where its certificate is only known from this file. */
    public S3Config freshBucket(Optional<Path> authority) throws IOException {
        S3Config config = at(uri(), "bucket-" + BUCKETS.incrementAndGet() + "-" + System.nanoTime(), authority);
        createBucket(config);
        return config;
    }

    /** How to use a bucket of whatever answers there. */
    public static S3Config at(URI uri, String bucket, Optional<Path> authority) {
        return new S3Config(
                Optional.of(uri),
                "us-east-1",
                bucket,
                "a/prefix/",
                true,
                Optional.of(CREDENTIALS),
                authority,
                S3Config.Checksums.WHEN_REQUIRED,
                new S3Config.Encryption.StoresOwn(),
                LIMITS);
    }

    /** Makes the bucket; nothing happens when it exists. */
    public static void createBucket(S3Config config) throws IOException {
        try (S3Client client = Clients.client(config, new S3Figures())) {
            if (client.listBuckets().buckets().stream()
                    .noneMatch(it -> it.name().equals(config.bucket()))) {
                client.createBucket(it -> it.bucket(config.bucket()));
            }
        }
    }

    @Override
    public void close() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the S3 endpoint does not stop", e);
        }
    }

    /**
     * Serves until the process ends.
     *
     * @param arguments the folder, the port, and the names of buckets to make
     */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        S3Endpoint endpoint = start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        for (int i = 2; i < arguments.length; i++) {
            createBucket(at(endpoint.uri(), arguments[i], Optional.empty()));
        }
        System.out.println("ready " + endpoint.uri());
        Thread.currentThread().join();
    }
}
