package dev.berth.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who ask whether the server is ready, and few trials. */
@Timeout(60)
class ReadinessTest {
    private final AtomicInteger trials = new AtomicInteger();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);

    private Readiness readiness(Readiness.Trial storage) {
        SequencedMap<String, Readiness.Trial> all = new LinkedHashMap<>();
        all.put("database", trials::incrementAndGet);
        all.put("storage", storage);
        return new Readiness(all, now::get);
    }

    private static void fail() throws IOException {
        throw new IOException("away");
    }

    @Test
    void failing_askedAgainWithinASecond_triesNothing() {
        Readiness readiness = readiness(() -> {});

        for (int i = 0; i < 100; i++) {
            assertThat(readiness.failing()).isEmpty();
        }
        now.addAndGet(Readiness.REMEMBERED.toNanos() - 1);
        assertThat(readiness.failing()).isEmpty();

        assertThat(trials).hasValue(1);
    }

    @Test
    void failing_afterASecond_seesWhatHasChanged() {
        List<Readiness.Trial> storage = new ArrayList<>(List.of(() -> {}));
        Readiness readiness = readiness(() -> storage.getFirst().run());
        assertThat(readiness.failing()).isEmpty();

        storage.set(0, ReadinessTest::fail);
        now.addAndGet(Readiness.REMEMBERED.toNanos());
        assertThat(readiness.failing()).containsExactly("storage");
        assertThat(readiness.failing()).containsExactly("storage");
        assertThat(trials).hasValue(2);

        storage.set(0, () -> {});
        now.addAndGet(Readiness.REMEMBERED.toNanos());
        assertThat(readiness.failing()).isEmpty();
    }

    @Test
    void outcomes_tellHowLongATrialTookAndWhyItFailed() {
        Readiness readiness = readiness(() -> {
            now.addAndGet(5_000_000);
            fail();
        });

        assertThat(readiness.outcomes())
                .containsExactly(
                        new Readiness.Outcome("database", Duration.ZERO, Optional.empty()),
                        new Readiness.Outcome("storage", Duration.ofMillis(5), Optional.of("away")));
    }

    @Test
    void failing_askedByManyAtOnce_isTriedByOne() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Readiness readiness = readiness(() -> {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            now.addAndGet(Readiness.REMEMBERED.toNanos() * 30);
            fail();
        });
        try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(asking.submit(readiness::failing));
            }
            begun.await();
            end.countDown();
            for (Future<List<String>> answer : answers) {
                assertThat(answer.get()).containsExactly("storage");
            }
        }
        assertThat(trials).hasValue(1);
    }
}
