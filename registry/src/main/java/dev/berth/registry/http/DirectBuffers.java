package dev.berth.registry.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Lends out buffers outside the heap, through which a file's bytes go to a socket without being copied once more. */
final class DirectBuffers {
    private static final int SIZE = 256 << 10;
    private static final int MOST_IDLE = 32;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger count = new AtomicInteger();

    /** A buffer of 256 KiB with whatever its last user left in it. */
    ByteBuffer take() {
        ByteBuffer buffer = idle.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(SIZE);
        }
        count.decrementAndGet();
        return buffer;
    }

    /** Takes a buffer back. */
    void give(ByteBuffer buffer) {
        if (count.incrementAndGet() <= MOST_IDLE) {
            idle.addFirst(buffer);
        } else {
            count.decrementAndGet();
        }
    }
}
