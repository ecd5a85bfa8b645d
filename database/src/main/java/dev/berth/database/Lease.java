package dev.berth.database;

/** The right to do alone, for a while, what this name stands for. */
public final class Lease {
    private final String name;
    private final long until;
    private final long deadline;

    /**
     * A lease.
     *
     * @param until when it ends for others, by the database's clock, in epoch milliseconds
     * @param deadline when it ends for its holder, as {@link System#nanoTime} counts
     */
    Lease(String name, long until, long deadline) {
        this.name = name;
        this.until = until;
        this.deadline = deadline;
    }

    /** What it stands for. */
    public String name() {
        return name;
    }

    /**
     * Whether it still holds. Its holder counts from before it asked for it, so that the lease ends for it before anybody else
     * can take it.
     */
    public boolean holds() {
        return System.nanoTime() - deadline < 0;
    }

    long until() {
        return until;
    }
}
