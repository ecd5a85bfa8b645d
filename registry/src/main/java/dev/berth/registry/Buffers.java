package dev.berth.registry;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lends out buffers, so that each small request need not clear a large one of its own. Only so many are large: whoever comes
 * when they are lent, which may be to clients that have stopped, makes do with a small one.
 */
final class Buffers {
    private static final int MOST_LENT = 32;
    private static final int MOST_IDLE = 16;
    private static final int SMALL = 8 << 10;

    private final int size;
    private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();

    /** @param size how many bytes a large buffer has */
    Buffers(int size) {
        this.size = size;
    }

    /** A buffer with whatever its last user left in it. */
    byte[] take() {
        if (lent.incrementAndGet() > MOST_LENT) {
            lent.decrementAndGet();
            return new byte[SMALL];
        }
        byte[] buffer = idle.pollFirst();
        if (buffer == null) {
            return new byte[size];
        }
        idleCount.decrementAndGet();
        return buffer;
    }

    /** Takes a buffer back. */
    void give(byte[] buffer) {
        if (buffer.length < size) {
            return;
        }
        lent.decrementAndGet();
        if (idleCount.incrementAndGet() <= MOST_IDLE) {
            idle.addFirst(buffer);
        } else {
            idleCount.decrementAndGet();
        }
    }
}
