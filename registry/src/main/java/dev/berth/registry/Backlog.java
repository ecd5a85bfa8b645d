package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.database.jobs.Queue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the registry still has to do with what was pushed and deleted. */
public final class Backlog {
    private final Database database;
    private final InstantSource clock;

    Backlog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** All of it. */
    public List<Queue> queues() {
        return database.read(transaction -> List.of(
                Queue.of(
                        transaction,
                        "uploads",
                        "Uploads that have begun and are not finished",
                        "select id from upload"),
                Queue.of(
                        transaction,
                        "inspection",
                        "Pushed manifests whose platforms are not read yet",
                        "select digest from image where inspected <> 1"),
                due(transaction),
                Queue.of(
                        transaction,
                        "deletion",
                        "Bytes that nothing names any more and that are to be deleted",
                        "select location from discarded")));
    }

    /** What the collection is to look at, now and later. */
    public List<Queue> collection() {
        return database.read(transaction -> List.of(
                Queue.of(
                        transaction,
                        "candidates",
                        "Manifests and blobs that may have lost their last reference",
                        "select digest from collection_candidate"),
                due(transaction)));
    }

    /** When the next candidate's grace is over; empty where there is none. */
    public Optional<Instant> nextDue() {
        return database.read(transaction -> transaction.first(
                "select due_at from collection_candidate order by due_at limit 1",
                row -> Instant.ofEpochMilli(row.number(1))));
    }

    private Queue due(Transaction transaction) {
        return Queue.of(
                transaction,
                "collection",
                "Manifests and blobs whose grace is over, for the collection to look at",
                "select digest from collection_candidate where due_at <= ?",
                clock.millis());
    }
}
