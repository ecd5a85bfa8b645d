package dev.berth.registry;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/** Lends out a few large buffers outside the heap, aligned as disks want them; who gets none does without. */
final class Blocks {
    private static final int SIZE = 1 << 20;
    private static final int MOST = 24;
    private static final int ALIGNMENT = 4096;

    private final ConcurrentLinkedDeque<ByteBuffer> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();

    /** An empty buffer of a mebibyte, or none when all are lent. */
    Optional<ByteBuffer> tryTake() {
        ByteBuffer block = idle.pollFirst();
        if (block != null) {
            return Optional.of(block.clear());
        }
        if (made.incrementAndGet() > MOST) {
            made.decrementAndGet();
            return Optional.empty();
        }
        return Optional.of(ByteBuffer.allocateDirect(SIZE + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .limit(SIZE)
                .slice());
    }

    /** Takes a buffer back. */
    void give(ByteBuffer block) {
        idle.addFirst(block);
    }
}
