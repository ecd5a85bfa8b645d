package dev.berth.database.jobs;

import dev.berth.database.Transaction;

/**
 * Something that waits to be done in the background.
 *
 * @param name what it is called
 * @param about what waits there
 * @param waiting how much of it, or so much at least
 * @param more whether it is more than that
 */
public record Queue(String name, String about, long waiting, boolean more) {
    /** To count all of a long queue takes long, and says no more than that it is long. */
    private static final int MOST = 10_000;

    /** The queue of the rows which this query answers. */
    public static Queue of(Transaction transaction, String name, String about, String sql, Object... parameters) {
        long counted = transaction.countUpTo(MOST + 1, sql, parameters);
        return new Queue(name, about, Math.min(counted, MOST), counted > MOST);
    }
}
