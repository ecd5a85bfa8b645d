package dev.berth.registry;

import java.util.concurrent.ThreadLocalRandom;

/** Makes row ids that no other node makes: the time in milliseconds, then 21 random bits. */
final class Ids {
    private static final int RANDOM_BITS = 21;

    private Ids() {}

    static long fresh(long nowMillis) {
        return nowMillis << RANDOM_BITS | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
    }
}
