package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void ofEach_takesTheOperationsInTurn() throws IOException, InterruptedException {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        List<Latency> latencies = Latency.ofEach(
                List.of(() -> first.incrementAndGet() % 100 == 99 ? 9_000_000 : 1_000_000, () -> {
                    assertThat(second.incrementAndGet()).isEqualTo(first.get());
                    return 2_000_000;
                }),
                Duration.ofMillis(20));
        assertThat(latencies).containsExactly(new Latency(1, 1), new Latency(2, 2));
    }
}
