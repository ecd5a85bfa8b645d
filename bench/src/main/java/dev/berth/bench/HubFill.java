package dev.berth.bench;

import dev.berth.database.Durability;
import dev.berth.database.SqliteDatabase;
import dev.berth.database.Transaction;
import java.nio.file.Path;
import java.util.List;

/**
 * Fills the embedded database of a Berth that does not run with the hub of a {@link HubPlan}, as a program on the classes of
 * that Berth: listings and their terms, keys of versions and platforms are written by what writes them in a server. The blobs
 * have rows, but no bytes in the store.
 */
public final class HubFill {
    /** So large that no page is written twice. */
    private static final int CACHE_KIB = 1_500_000;

    private HubFill() {}

    /**
     * Fills, and ends.
     *
     * @param arguments the database's file, how many repositories and how many tags, and the digest of a configuration that
     *     is in the store, which all images share
     */
    public static void main(String[] arguments) {
        HubPlan plan = new HubPlan(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        fill(Path.of(arguments[0]), plan, arguments[3]);
    }

    static void fill(Path file, HubPlan plan, String config) {
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            database.write(Durability.PROCESS_DEATH, transaction -> {
                transaction.update("pragma cache_size = -" + CACHE_KIB);
                List<Index> indexes = indexes(transaction);
                indexes.forEach(index -> transaction.update("drop index " + index.name()));
                fill(transaction, plan, config);
                indexes.forEach(index -> transaction.update(index.definition()));
                return plan.tags();
            });
        }
    }

    private static void fill(Transaction transaction, HubPlan plan, String config) {
        long now = System.currentTimeMillis();
        HubRows rows = new HubRows(transaction);
        HubRepositoryRows repositories = new HubRepositoryRows(transaction, rows, now);
        HubTagRows tags = new HubTagRows(rows, now, config);
        repositories.organisations();
        for (int number = 0; number < plan.repositories(); number++) {
            HubPlan.Repository repository = plan.repository(number);
            repositories.add(repository);
            tags.add(repository);
        }
        rows.flush();
    }

    /** An index, which is made in a fraction of the time when the rows are in. */
    private record Index(String name, String definition) {}

    private static List<Index> indexes(Transaction transaction) {
        return transaction.list(
                "select name, sql from sqlite_master where type = 'index' and sql is not null",
                row -> new Index(row.text(1), row.text(2)));
    }
}
