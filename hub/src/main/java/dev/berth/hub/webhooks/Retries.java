package dev.berth.hub.webhooks;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** When a delivery that failed is tried again: after 10 seconds, then after four times as long as before, up to 4 hours. */
final class Retries {
    /** With the pauses between them these take a little more than a day. */
    static final int MOST = 12;

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(4);

    private Retries() {}

    /** How long to wait after so many tries, a little more or less so that many do not come at once; empty to give up. */
    static Optional<Duration> after(int tries, RandomGenerator random) {
        if (tries >= MOST) {
            return Optional.empty();
        }
        Duration pause = FIRST;
        for (int i = 1; i < tries && pause.compareTo(LONGEST) < 0; i++) {
            pause = pause.multipliedBy(4);
        }
        long millis = Math.min(pause.toMillis(), LONGEST.toMillis());
        return Optional.of(Duration.ofMillis(millis * 9 / 10 + random.nextLong(millis / 5)));
    }
}
