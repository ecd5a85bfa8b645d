package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.registry.CollectionRun.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The last collections of all nodes, in the database, so that every node tells of them. */
public final class CollectionRuns {
    /** How many are remembered. */
    private static final int KEPT = 200;

    private static final String COLUMNS =
            "id, node, begun_by, state, started_at, told_at, ended_at, examined, manifests," + " blobs, bytes, failure";

    private final Database database;
    private final Journal journal;

    CollectionRuns(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /** The last ones, the newest first. */
    public List<CollectionRun> last(int limit) {
        return database.read(transaction -> transaction.list(
                "select " + COLUMNS + " from collection_run order by started_at desc, id desc limit ?",
                CollectionRuns::run,
                limit));
    }

    private static CollectionRun run(Row row) {
        return new CollectionRun(
                row.number(1),
                row.text(2),
                row.optionalText(3),
                State.valueOf(row.text(4).toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.number(5)),
                Instant.ofEpochMilli(row.number(6)),
                row.optionalNumber(7).map(Instant::ofEpochMilli),
                row.number(8),
                row.number(9),
                row.number(10),
                row.number(11),
                row.optionalText(12));
    }

    /** Keeps a run that somebody has asked for. */
    void begin(CollectionRun run, String by) {
        database.write(transaction -> {
            put(transaction, run);
            journal.collectionBegun(transaction, by);
            return true;
        });
    }

    /** Keeps how far a run is, and forgets the oldest when one has ended. */
    void put(CollectionRun run) {
        database.write(Durability.PROCESS_DEATH, transaction -> {
            put(transaction, run);
            if (run.endedAt().isPresent()) {
                transaction.update(
                        "delete from collection_run where started_at < (select started_at from collection_run"
                                + " order by started_at desc limit 1 offset ?)",
                        KEPT - 1);
            }
            return true;
        });
    }

    private static void put(Transaction transaction, CollectionRun run) {
        transaction.update(
                "insert into collection_run (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (id) do update set state = excluded.state, told_at = excluded.told_at,"
                        + " ended_at = excluded.ended_at, examined = excluded.examined,"
                        + " manifests = excluded.manifests, blobs = excluded.blobs, bytes = excluded.bytes,"
                        + " failure = excluded.failure",
                run.id(),
                run.node(),
                run.begunBy(),
                run.state().name().toLowerCase(Locale.ROOT),
                run.startedAt().toEpochMilli(),
                run.toldAt().toEpochMilli(),
                run.endedAt().map(Instant::toEpochMilli),
                run.examined(),
                run.manifests(),
                run.blobs(),
                run.bytes(),
                run.failure());
    }
}
