package dev.berth.registry;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Lends out buffers, so that each small request need not clear a large one of its own. */
final class Buffers {
    private static final int MOST_IDLE = 16;

    private final int size;
    private final ConcurrentLinkedDeque<byte[]> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    /** @param size how many bytes a buffer has */
    Buffers(int size) {
        this.size = size;
    }

    /** A buffer with whatever its last user left in it. */
    byte[] take() {
        byte[] buffer = idle.pollFirst();
        if (buffer == null) {
            return new byte[size];
        }
        count.decrementAndGet();
        return buffer;
    }

    /** Takes a buffer back. */
    void give(byte[] buffer) {
        if (count.incrementAndGet() <= MOST_IDLE) {
            idle.addFirst(buffer);
        } else {
            count.decrementAndGet();
        }
    }
}
