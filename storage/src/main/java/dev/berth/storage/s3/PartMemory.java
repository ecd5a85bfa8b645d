package dev.berth.storage.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory, bounded for the whole process, in which parts are gathered. It is lent in small segments, so a slow client
 * holds no more than what it has sent.
 *
 * <p>A part that is begun needs more segments until it is full, and only a full one is sent off and gives them back; so many
 * that are half full could wait for each other for ever. A segment is therefore lent only when afterwards all parts that
 * were begun can still be filled one after the other (the banker's algorithm). Within that, who asked first is served first.
 */
final class PartMemory {
    static final int SEGMENT = 128 << 10;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<ByteBuffer> idle = new ArrayDeque<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private final Set<Share> begun = new HashSet<>();
    private final int segments;
    private int free;
    /** Lent to parts that are being sent: they come back whatever others do. */
    private int leaving;

    PartMemory(long bytes) {
        segments = (int) (bytes / SEGMENT);
        free = segments;
    }

    /** What one writer has of it; used by one thread at a time. */
    Share share() {
        return new Share();
    }

    /** How many bytes are not lent now. */
    long freeBytes() {
        lock.lock();
        try {
            return (long) free * SEGMENT;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back the segments of a part that was sent. */
    void giveBack(List<ByteBuffer> sent) {
        lock.lock();
        try {
            leaving -= sent.size();
            takeIn(sent);
        } finally {
            lock.unlock();
        }
    }

    private void takeIn(List<ByteBuffer> returned) {
        idle.addAll(returned);
        free += returned.size();
        serveWaiters();
    }

    private void serveWaiters() {
        Iterator<Waiter> waiting = waiters.iterator();
        while (free > 0 && waiting.hasNext()) {
            Waiter waiter = waiting.next();
            if (isSafe(waiter.share)) {
                waiting.remove();
                lendTo(waiter.share);
                waiter.served = true;
                waiter.turn.signal();
            }
        }
    }

    /** Whether all parts can still be filled when this one gets a segment now. */
    private boolean isSafe(Share asking) {
        int available = free + leaving - 1;
        List<Share> others = new ArrayList<>(begun);
        others.remove(asking);
        others.sort(Comparator.comparingInt(Share::needed));
        boolean counted = false;
        for (Share other : others) {
            if (!counted && asking.needed() - 1 <= available) {
                available += asking.held + 1;
                counted = true;
            }
            if (other.needed() > available) {
                return false;
            }
            available += other.held;
        }
        return counted || asking.needed() - 1 <= available;
    }

    private void lendTo(Share share) {
        free--;
        share.held++;
        begun.add(share);
    }

    private final class Waiter {
        private final Share share;
        private final Condition turn = lock.newCondition();
        private boolean served;

        Waiter(Share share) {
            this.share = share;
        }
    }

    /** The segments of the part that one writer fills. */
    final class Share {
        private int claim;
        private int held;

        private int needed() {
            return claim - held;
        }

        /** Begins a part of this many bytes, with nothing lent. */
        void begin(int bytes) {
            int wanted = Math.ceilDiv(bytes, SEGMENT);
            if (wanted > segments) {
                throw new IllegalArgumentException("a part of " + bytes + " bytes does not fit into the memory");
            }
            claim = wanted;
        }

        /** An empty segment; waits until one can be lent. */
        ByteBuffer take() throws IOException {
            lock.lock();
            try {
                if (free > 0 && waiters.isEmpty() && isSafe(this)) {
                    lendTo(this);
                } else {
                    await();
                }
                @Nullable ByteBuffer known = idle.pollLast();
                return known == null ? allocate() : known.clear();
            } finally {
                lock.unlock();
            }
        }

        private ByteBuffer allocate() throws IOException {
            try {
                return ByteBuffer.allocateDirect(SEGMENT);
            } catch (OutOfMemoryError e) {
                held--;
                free++;
                throw new IOException("the JVM allows less memory outside the heap than parts may have", e);
            }
        }

        private void await() throws InterruptedIOException {
            Waiter waiter = new Waiter(this);
            waiters.addLast(waiter);
            // Others may wait for what this one, who is nearly done, need not wait for.
            serveWaiters();
            try {
                while (!waiter.served) {
                    waiter.turn.await();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                if (!waiter.served) {
                    waiters.remove(waiter);
                    throw interrupted();
                }
            }
        }

        private static InterruptedIOException interrupted() {
            return new InterruptedIOException("interrupted while waiting for memory");
        }

        /** The part is full and leaves; its segments come back by {@link #giveBack}. */
        void depart() {
            lock.lock();
            try {
                leaving += held;
                held = 0;
                begun.remove(this);
                serveWaiters();
            } finally {
                lock.unlock();
            }
        }

        /** The part is given up. */
        void release(List<ByteBuffer> lent) {
            lock.lock();
            try {
                begun.remove(this);
                held = 0;
                takeIn(lent);
            } finally {
                lock.unlock();
            }
        }
    }
}
