package dev.berth.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Which bucket of which store, and how to speak with it.
 *
 * @param endpoint where the store answers, {@code http} or {@code https} without a path; empty (the default) for Amazon's own
 * @param region the region that requests are signed for; default {@code us-east-1}, which stores without regions take
 * @param bucket the bucket, which must exist
 * @param prefix what every key begins with, empty (the default) or with a slash at its end
 * @param pathStyle whether the bucket is named in the path instead of the host; default: true with an endpoint, else false
 * @param credentials the access key; empty (the default) for what the environment, a profile or the machine's role gives
 * @param authority a PEM file of the certificates that alone are trusted; empty (the default) for the machine's usual ones
 * @param checksums which checksums go with the bytes; default: {@link Checksums#WHEN_REQUIRED} with an endpoint, else
 *     {@link Checksums#WHEN_SUPPORTED}
 * @param encryption how the store encrypts what it keeps; default {@link Encryption.StoresOwn}
 * @param limits what requests may take; default {@link Limits#DEFAULT}
 */
public record S3Config(
        Optional<URI> endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        Optional<Credentials> credentials,
        Optional<Path> authority,
        Checksums checksums,
        Encryption encryption,
        Limits limits) {

    public S3Config {
        endpoint.ifPresent(S3Config::check);
        require(!region.isBlank(), "a region has a name");
        require(bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"), "no name of a bucket: '" + bucket + "'");
        require(prefix.isEmpty() || prefix.endsWith("/"), "a prefix ends with a slash: '" + prefix + "'");
        require(!prefix.startsWith("/") && !prefix.contains("//"), "a prefix has no empty part: '" + prefix + "'");
    }

    private static void check(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme());
        require(
                scheme.equals("https") || scheme.equals("http"),
                "an endpoint begins with https:// or http://: '" + endpoint + "'");
        require(endpoint.getHost() != null, "an endpoint names a host: '" + endpoint + "'");
        String path = String.valueOf(endpoint.getPath());
        require(
                (path.isEmpty() || path.equals("/")) && endpoint.getQuery() == null && endpoint.getUserInfo() == null,
                "an endpoint has a host and a port only: '" + endpoint + "'");
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The bucket of a store that is not Amazon's, with the defaults for everything else. */
    public static S3Config of(URI endpoint, String bucket, Credentials credentials) {
        return new S3Config(
                Optional.of(endpoint),
                "us-east-1",
                bucket,
                "",
                true,
                Optional.of(credentials),
                Optional.empty(),
                Checksums.WHEN_REQUIRED,
                new Encryption.StoresOwn(),
                Limits.DEFAULT);
    }

    /** The same with other limits. */
    public S3Config with(Limits other) {
        return new S3Config(
                endpoint, region, bucket, prefix, pathStyle, credentials, authority, checksums, encryption, other);
    }

    /** The store as messages name it. */
    String place() {
        return "bucket '" + bucket + "' at " + endpoint.map(URI::toString).orElse("Amazon S3, region " + region);
    }

    /** Who Berth is for the store. */
    public record Credentials(String accessKey, String secretKey) {
        public Credentials {
            require(!accessKey.isBlank() && !secretKey.isBlank(), "an access key and its secret belong together");
        }

        @Override
        public String toString() {
            return "Credentials[" + accessKey + "]";
        }
    }

    /** Which checksums go with the bytes, beside what signing or TLS already protect. */
    public enum Checksums {
        /** None that has to be announced; what covers the bytes without TLS is found out at the start ({@link Guard}). */
        WHEN_REQUIRED,
        /** A CRC-32C of every object and part, announced as Amazon wants it, which the store compares and keeps. */
        WHEN_SUPPORTED
    }

    /** How the store encrypts what it keeps. */
    public sealed interface Encryption {
        /** As the bucket says. */
        record StoresOwn() implements Encryption {}

        /** With keys that the store manages (AES256). */
        record Aes256() implements Encryption {}

        /**
         * With a key of the key service (aws:kms).
         *
         * @param keyId which key; empty for the service's default one
         */
        record Kms(Optional<String> keyId) implements Encryption {}
    }

    /**
     * What requests may take.
     *
     * @param connectTimeout how long a connection may take to come about; default 5 seconds
     * @param requestTimeout how long one attempt of a request may take, a part's upload included, and how long the store may
     *     be silent in the middle of an answer; default 60 seconds
     * @param attempts how often a request is tried in all, with growing pauses; default 4
     * @param connections how many connections are open at most, each pull and each part needs one; default 256
     * @param partBytes how long the first parts of a large upload are, and up to which size a blob is one request; at least 5
     *     MiB; default 8 MiB. Later parts are longer, so that 10,000 parts are 52,500 times as long
     * @param bufferBytes the memory for bytes on their way to the store, for the whole process, outside the heap; at least 7
     *     parts; default 64 MiB
     */
    public record Limits(
            Duration connectTimeout,
            Duration requestTimeout,
            int attempts,
            int connections,
            int partBytes,
            long bufferBytes) {
        private static final int LEAST_PART = 5 << 20;
        private static final int MOST_PART = 512 << 20;

        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(5), Duration.ofSeconds(60), 4, 256, 8 << 20, 64L << 20);

        public Limits {
            require(connectTimeout.isPositive() && requestTimeout.isPositive(), "a timeout is longer than nothing");
            require(attempts >= 1 && attempts <= 20, "a request is tried once or a few times");
            require(connections >= 8, "fewer than 8 connections are not enough");
            require(partBytes >= LEAST_PART, "S3 takes no parts of less than 5 MiB");
            require(partBytes <= MOST_PART, "a part has 512 MiB at most");
            require(bufferBytes >= 7L * partBytes, "the buffers must hold 7 parts: " + 7L * partBytes + " bytes");
        }
    }
}
