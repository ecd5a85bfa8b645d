package dev.berth.server;

import dev.berth.server.config.CacheConfig;
import dev.berth.storage.cache.CachingBlobStore;
import dev.berth.storage.s3.S3BlobStore;
import dev.berth.storage.s3.S3Config;
import dev.berth.storage.s3.S3Figures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.Optional;

/** Blobs in a bucket. Loaded by those alone who have one. */
final class S3 {
    private S3() {}

    /** @throws StartupFailure when the bucket cannot be used, with what to do about it */
    static OpenStore blobs(S3Config config, Optional<CacheConfig> cache) throws StartupFailure {
        S3BlobStore blobs;
        try {
            blobs = S3BlobStore.open(config);
        } catch (IOException e) {
            throw new StartupFailure(String.valueOf(e.getMessage()), e);
        }
        if (cache.isEmpty()) {
            return new OpenStore(blobs, meters -> bind(meters, blobs), blobs::close);
        }
        CachingBlobStore cached =
                new CachingBlobStore(blobs, cache.get().folder(), cache.get().bytes());
        return new OpenStore(
                cached,
                meters -> {
                    bind(meters, blobs);
                    bind(meters, cached);
                },
                blobs::close);
    }

    private static void bind(MeterRegistry meters, S3BlobStore blobs) {
        S3Figures figures = blobs.figures();
        FunctionCounter.builder("berth.s3.requests", figures, S3Figures::requests)
                .description("Requests to the store, each counted once however often it was tried")
                .register(meters);
        FunctionCounter.builder("berth.s3.failures", figures, S3Figures::failures)
                .description("Requests to the store that failed in the end, or asked for what is not there")
                .register(meters);
        FunctionCounter.builder("berth.s3.repetitions", figures, S3Figures::repetitions)
                .description("Times that a request to the store was tried once more")
                .register(meters);
        FunctionCounter.builder("berth.s3.sent.bytes", figures, S3Figures::sentBytes)
                .description("Bytes of blobs that the store has taken")
                .register(meters);
        FunctionCounter.builder("berth.s3.received.bytes", figures, S3Figures::receivedBytes)
                .description("Bytes of blobs that came from the store")
                .register(meters);
        Gauge.builder("berth.s3.memory.free", blobs, S3BlobStore::freeMemory)
                .description("Bytes of the memory for parts on their way to the store that nobody uses")
                .register(meters);
    }

    private static void bind(MeterRegistry meters, CachingBlobStore cache) {
        FunctionCounter.builder("berth.cache.hits", cache, CachingBlobStore::hits)
                .description("Reads of blobs that the node's cache has answered")
                .register(meters);
        FunctionCounter.builder("berth.cache.misses", cache, CachingBlobStore::misses)
                .description("Reads of blobs that the node's cache has not answered")
                .register(meters);
        Gauge.builder("berth.cache.bytes", cache, CachingBlobStore::cachedBytes)
                .description("Bytes in the node's cache")
                .register(meters);
    }
}
