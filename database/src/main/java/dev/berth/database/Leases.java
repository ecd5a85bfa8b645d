package dev.berth.database;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Work that one node at a time does, of all that share a database: whoever holds the lease of its name. A node that dies keeps
 * its leases only until they end. Time is told by the database's clock, so nodes whose clocks differ agree on who holds what.
 */
public final class Leases {
    /** A database that tells whole seconds may be a second behind. */
    private static final Duration COARSENESS = Duration.ofSeconds(1);

    private final Database database;
    private final String holder = UUID.randomUUID().toString();

    /** The leases of this process, as one holder among all. */
    public Leases(Database database) {
        this.database = database;
    }

    /** The lease of this name for so long; empty while anybody holds it, be it somebody else in this process. */
    public Optional<Lease> tryTake(String name, Duration length) {
        long deadline = System.nanoTime() + length.toNanos();
        Optional<Long> until = database.write(transaction -> {
            long now = DatabaseTime.now(transaction).toEpochMilli();
            long end = end(now, length);
            int taken = transaction.update(
                    "insert into lease (name, holder, until) values (?, ?, ?) on conflict (name) do update"
                            + " set holder = excluded.holder, until = excluded.until where lease.until <= ?",
                    name,
                    holder,
                    end,
                    now);
            return taken == 1 ? Optional.of(end) : Optional.empty();
        });
        return until.map(end -> new Lease(name, end, deadline));
    }

    /** The same lease for so long from now; empty when it had ended and somebody else took it. */
    public Optional<Lease> renew(Lease lease, Duration length) {
        long deadline = System.nanoTime() + length.toNanos();
        Optional<Long> until = database.write(transaction -> {
            long end = end(DatabaseTime.now(transaction).toEpochMilli(), length);
            int renewed = transaction.update(
                    "update lease set until = ? where name = ? and holder = ? and until = ?",
                    end,
                    lease.name(),
                    holder,
                    lease.until());
            return renewed == 1 ? Optional.of(end) : Optional.empty();
        });
        return until.map(end -> new Lease(lease.name(), end, deadline));
    }

    /** Gives it back, so that others need not wait for its end. Changes nothing when somebody else took it. */
    public void release(Lease lease) {
        database.write(transaction -> transaction.update(
                "delete from lease where name = ? and holder = ? and until = ?", lease.name(), holder, lease.until()));
    }

    private static long end(long now, Duration length) {
        return now + length.plus(COARSENESS).toMillis();
    }
}
