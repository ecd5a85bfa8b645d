package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.database.DatabaseFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While many push what is just about to be collected, nobody who was told that a push succeeded misses anything. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectionRaceTest {
    private static final int CLIENTS = 12;
    private static final Duration GRACE = Duration.ofMillis(20);
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** So many bytes collected, of blobs of some fourteen, are enough of a race. */
    private static final long ENOUGH = 1400;

    /**
     * With so many candidates the collection is far behind, and clients wait for it: blobs that nobody needs are named by
     * manifests that nobody needs, and as long as these wait there is no race for blobs.
     */
    private static final long FAR_BEHIND = 150;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void collect_whileManyPush_takesNothingThatWasAcknowledged() throws Exception {
        CollectionConfig hasty = new CollectionConfig(
                true, GRACE, Duration.ofMillis(1), CollectionConfig.Untagged.COLLECT, Duration.ofSeconds(30));
        try (TestRegistry registry = new TestRegistry(folder, folder.resolve("blobs"), hasty, InstantSource.system());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean over = new AtomicBoolean();
            List<RacingClient> clients = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                RacingClient client = new RacingClient(registry, i % 3 == 0 ? OTHER : APP, i % 3 == 0 ? APP : OTHER, i);
                clients.add(client);
                running.add(threads.submit(() -> {
                    race(client, registry.registry().collector(), over);
                    return true;
                }));
            }
            Future<?> collecting = threads.submit(() -> collect(registry, over));
            Future<?> collectingToo = threads.submit(() -> collect(registry, over));
            Future<List<String>> scrubbing = threads.submit(() -> scrub(registry, over));
            try {
                for (Future<?> client : running) {
                    client.get();
                }
            } finally {
                over.set(true);
            }

            collecting.get();
            collectingToo.get();
            assertThat(registry.registry().collector().collectedBytes())
                    .as("bytes collected")
                    .isGreaterThanOrEqualTo(ENOUGH);
            assertThat(scrubbing.get()).as("reports of damage").isEmpty();
            assertThat(clients).allSatisfy(client -> assertThat(client.pushes()).isPositive());
            for (RacingClient client : clients) {
                client.assertAllIsThere();
                client.untagAll();
            }
            await().until(() -> {
                registry.collect();
                return registry.registry().collector().waiting() == 0;
            });
            assertThat(registry.files()).isEmpty();
        }
    }

    /** Goes on for its time, and on a slow machine until the collection has met the clients often enough. */
    private static void race(RacingClient client, Collector collector, AtomicBoolean over) throws IOException {
        long start = System.nanoTime();
        while (!over.get()
                && (System.nanoTime() - start < RUN.toNanos() || collector.collectedBytes() < ENOUGH)
                && System.nanoTime() - start < PATIENCE.toNanos()) {
            client.act();
            await().until(() -> over.get() || collector.waiting() < FAR_BEHIND);
        }
    }

    private static boolean collect(TestRegistry registry, AtomicBoolean over) throws IOException {
        while (!over.get()) {
            try {
                registry.registry().collector().rehearse(100);
                registry.collect();
            } catch (DatabaseFailure e) {
                // So many clients may be in the way of a collection each time; as in the server, it is tried again.
                assertThat(e.isUnavailable()).as("%s", e).isTrue();
            }
        }
        return true;
    }

    private static List<String> scrub(TestRegistry registry, AtomicBoolean over) throws IOException {
        List<String> reports = new ArrayList<>();
        while (!over.get()) {
            registry.registry().scrub().run(reports::add);
        }
        return reports;
    }
}
