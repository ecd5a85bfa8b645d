package dev.berth.registry.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.oci.Digest;
import java.util.Optional;

/**
 * The bytes of small blobs that are asked for again and again, as the configurations of popular images are. Opening and reading
 * their files costs more than all the rest of an answer. What is here was read against its digest. Whether a repository holds
 * the blob is no question to this.
 */
final class SmallBlobs {
    /** How long a blob may be to be kept here. */
    static final int LARGEST = 64 << 10;

    private static final long ALL_BYTES = 4 << 20;
    private static final int OVERHEAD = 200;

    private final Cache<Digest, byte[]> bytes = Caffeine.newBuilder()
            .maximumWeight(ALL_BYTES)
            .weigher((Digest digest, byte[] content) -> content.length + OVERHEAD)
            .executor(Runnable::run)
            .build();

    /** The bytes of the blob, not to be changed; empty where they are not here. */
    Optional<byte[]> find(Digest digest) {
        return Optional.ofNullable(bytes.getIfPresent(digest));
    }

    /** Keeps the bytes, if they are those of the blob; false when they are not. */
    boolean keep(Digest digest, byte[] content) {
        boolean right = Digest.of(digest.algorithm(), content).equals(digest);
        if (right) {
            bytes.put(digest, content);
        }
        return right;
    }
}
