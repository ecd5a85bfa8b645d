package dev.berth.http;

import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * Whether the next request of a connection is read by the thread that waits for all connections. It is, after a few requests
 * that could be served by a {@link Shortcut}: who pulls goes on pulling. All other connections are handed to a virtual thread
 * before they are read, since handing over a request that has been read takes two threads more.
 */
final class Haste {
    private static final int ENOUGH = 2;

    /** How many requests of one connection are served before the others have their turn. */
    private static final int MOST_IN_A_TURN = 16;

    private volatile int streak;
    private volatile @Nullable Thread waiting;
    private volatile int servedInTurn;

    /** Notes that a request was served by its shortcut, or could have been. */
    void goOn() {
        // More than one thread at a time is rare, and then it is a shorter streak.
        streak = Math.min(streak + 1, ENOUGH);
    }

    /** Notes that a request was not of that kind. */
    void end() {
        streak = 0;
    }

    /** The task that reads a new request, by whom it should be read. */
    Runnable reading(Runnable task) {
        if (streak < ENOUGH) {
            return task;
        }
        return Invocable.from(InvocationType.NON_BLOCKING, () -> {
            servedInTurn = 0;
            waiting = Thread.currentThread();
            try {
                task.run();
            } finally {
                waiting = null;
            }
        });
    }

    /** Whether this thread, which waits for all connections, may serve one more request. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // by the waiting thread alone
    boolean maySpend() {
        return waiting == Thread.currentThread() && ++servedInTurn <= MOST_IN_A_TURN;
    }
}
