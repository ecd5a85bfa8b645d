package dev.berth.server.logging;

import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The standard error stream, to which lines go together: a busy server logs thousands in a second, and a system call for each
 * would cost as much as the request that it tells of. A line waits for 20 ms at most.
 */
final class GatheredErrors extends OutputStream {
    private static final int CAPACITY = 64 << 10;
    private static final long PATIENCE_MILLIS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Condition gathering = lock.newCondition();
    private final byte[] gathered = new byte[CAPACITY];
    private int length;

    GatheredErrors() {
        Thread.ofPlatform().name("log").daemon().unstarted(this::run).start();
    }

    private void run() {
        lock.lock();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                while (length == 0) {
                    written.await();
                }
                long left = TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
                while (left > 0) {
                    left = gathering.awaitNanos(left);
                }
                handOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
        lock.lock();
        try {
            if (length + count > CAPACITY) {
                handOn();
            }
            if (count > CAPACITY) {
                System.err.write(bytes, offset, count);
                return;
            }
            if (length == 0) {
                written.signal();
            }
            System.arraycopy(bytes, offset, gathered, length, count);
            length += count;
        } finally {
            lock.unlock();
        }
    }

    /** Hands on what waits; for the end of the process. */
    void handOver() {
        lock.lock();
        try {
            handOn();
        } finally {
            lock.unlock();
        }
    }

    private void handOn() {
        System.err.write(gathered, 0, length);
        System.err.flush();
        length = 0;
    }
}
