package dev.berth.registry.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lends out buffers outside the heap, through which a file's bytes go to a socket without being copied once more. There is
 * an end to them: whoever comes when they are lent, which may be to clients that have stopped, gets a small one on the heap.
 */
final class DirectBuffers {
    private static final int SIZE = 256 << 10;
    private static final int SMALL = 16 << 10;
    private static final int MOST_LENT = 64;
    private static final int MOST_IDLE = 32;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();
    private final AtomicInteger lent = new AtomicInteger();

    /** A buffer with whatever its last user left in it. */
    ByteBuffer take() {
        if (lent.incrementAndGet() > MOST_LENT) {
            lent.decrementAndGet();
            return ByteBuffer.allocate(SMALL);
        }
        ByteBuffer buffer = idle.pollFirst();
        if (buffer == null) {
            return ByteBuffer.allocateDirect(SIZE);
        }
        idleCount.decrementAndGet();
        return buffer;
    }

    /** Takes a buffer back. */
    void give(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
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
