package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    private static final int CLIENTS = 24;
    private static final Duration GRACE = Duration.ofMillis(20);
    private static final Duration RUN = Duration.ofSeconds(5);

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
                    race(client, over);
                    return true;
                }));
            }
            Future<Long> collecting = threads.submit(() -> collect(registry, over));
            Future<Long> collectingToo = threads.submit(() -> collect(registry, over));
            Future<List<String>> scrubbing = threads.submit(() -> scrub(registry, over));
            try {
                for (Future<?> client : running) {
                    client.get();
                }
            } finally {
                over.set(true);
            }

            assertThat(collecting.get() + collectingToo.get())
                    .as("blobs collected")
                    .isGreaterThan(100);
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

    private static void race(RacingClient client, AtomicBoolean over) throws IOException {
        long end = System.nanoTime() + RUN.toNanos();
        while (System.nanoTime() < end && !over.get()) {
            client.act();
        }
    }

    private static long collect(TestRegistry registry, AtomicBoolean over) throws IOException {
        long collected = 0;
        while (!over.get()) {
            registry.registry().collector().rehearse();
            Collected round = registry.collect();
            collected += round.blobs();
        }
        return collected;
    }

    private static List<String> scrub(TestRegistry registry, AtomicBoolean over) throws IOException {
        List<String> reports = new ArrayList<>();
        while (!over.get()) {
            registry.registry().scrub().run(reports::add);
        }
        return reports;
    }
}
