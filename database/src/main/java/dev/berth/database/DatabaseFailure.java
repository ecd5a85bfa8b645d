package dev.berth.database;

import java.io.Serial;

/** The database could not answer. Nothing of the failed transaction stays. */
public final class DatabaseFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean full;

    /** A failure with its cause; {@code full} when there is no room left to write. */
    public DatabaseFailure(String message, Throwable cause, boolean full) {
        super(message, cause);
        this.full = full;
    }

    /** Whether the reason is that the storage under the database is full. */
    public boolean isFull() {
        return full;
    }
}
