package dev.berth.database;

import java.io.Serial;

/**
 * The database could not answer. Nothing of the failed transaction stays, with one exception: when the connection to a server
 * broke while it committed, nobody knows, and whoever begins again must be ready to find the work done.
 */
public final class DatabaseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Why the database could not answer. */
    enum Reason {
        /** The storage under it has no room left. */
        FULL,
        /** It cannot be reached, or is too busy; the same may work soon. */
        UNAVAILABLE,
        /** Anything else, as a wrong statement or damaged data. */
        OTHER
    }

    private final Reason reason;

    DatabaseFailure(String message, Throwable cause, Reason reason) {
        super(message, cause);
        this.reason = reason;
    }

    /** Whether the reason is that the storage under the database is full. */
    public boolean isFull() {
        return reason == Reason.FULL;
    }

    /** Whether the database is away or too busy for the moment, so that the same may work soon. */
    public boolean isUnavailable() {
        return reason == Reason.UNAVAILABLE;
    }
}
