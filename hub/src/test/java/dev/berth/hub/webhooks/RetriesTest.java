package dev.berth.hub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The pauses between the tries of a delivery. */
class RetriesTest {
    private final Random random = new Random(7);

    @Test
    void after_moreAndMoreTries_growsUpToHours() {
        assertThat(Retries.after(1, random).orElseThrow()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        assertThat(Retries.after(2, random).orElseThrow()).isBetween(Duration.ofSeconds(36), Duration.ofSeconds(44));
        assertThat(Retries.after(Retries.MOST - 1, random).orElseThrow())
                .isBetween(Duration.ofMinutes(216), Duration.ofMinutes(264));
    }

    @Test
    void after_theLastTry_isNever() {
        assertThat(Retries.after(Retries.MOST, random)).isEmpty();
    }

    @Test
    void after_allTries_isADayTogether() {
        Duration whole = Duration.ZERO;
        for (int tries = 1; Retries.after(tries, random).isPresent(); tries++) {
            Optional<Duration> pause = Retries.after(tries, random);
            whole = whole.plus(pause.orElseThrow());
        }
        assertThat(whole).isBetween(Duration.ofHours(20), Duration.ofHours(32));
    }
}
