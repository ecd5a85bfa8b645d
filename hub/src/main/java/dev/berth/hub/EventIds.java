package dev.berth.hub;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that rise, and that no other node makes: the time in milliseconds, then 21 bits that are random at first. */
final class EventIds {
    private static final int BITS = 21;

    private final AtomicLong last = new AtomicLong();

    long next(long nowMillis) {
        long fresh = first(nowMillis) | ThreadLocalRandom.current().nextInt(1 << BITS);
        return last.updateAndGet(before -> Math.max(before + 1, fresh));
    }

    /** The lowest id that anything at this moment, or later, can have. */
    static long first(long millis) {
        return millis << BITS;
    }

    /** The lowest id that anything at this moment, or later, can have; moments out of all reason are brought to its edge. */
    static long first(Instant moment) {
        long seconds = Math.clamp(moment.getEpochSecond(), 0, (Long.MAX_VALUE >> BITS) / 1000 - 1);
        return first(seconds * 1000 + moment.getNano() / 1_000_000);
    }
}
