package dev.berth.storage.s3;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes tails that a newer mark or a seal has replaced, when that has been noted for sure: minutes later, or at the end.
 * What a crash leaves goes with the location.
 */
final class LaterDeletion implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LaterDeletion.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Bucket bucket;
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("s3-tails").daemon().factory());

    LaterDeletion(Bucket bucket) {
        this.bucket = bucket;
    }

    /** Deletes the object in a while. */
    void add(String key) {
        waiting.add(key);
        var _ = timer.schedule(() -> delete(key), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void delete(String key) {
        try {
            waiting.remove(key);
            bucket.delete(key);
        } catch (IOException e) {
            log.debug("{} is left to the deletion of its blob", key, e);
        }
    }

    /** Deletes all that waits: nobody writes any more. */
    @Override
    public void close() {
        timer.shutdownNow();
        waiting.forEach(this::delete);
    }
}
