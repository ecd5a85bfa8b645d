package dev.berth.registry.usage;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How much is stored, as it was measured last, and on each day before. Reading it counts nothing. */
public final class Usage {
    private static final String COLUMNS =
            "taken_at, took, bytes, logical_bytes, blobs, damaged, manifests, tags, repositories";
    private static final String SELECT = "select " + COLUMNS + " from storage_sample ";
    private static final Duration DAY = Duration.ofDays(1);

    private final Database database;

    public Usage(Database database) {
        this.database = database;
    }

    /** What shares are told of. */
    public enum Kind {
        REPOSITORY("repository"),
        NAMESPACE("namespace");

        private final String name;

        Kind(String name) {
            this.name = name;
        }
    }

    /** The newest sample; empty while nothing has been measured. */
    public Optional<UsageSample> newest() {
        return database.read(transaction -> transaction.first(SELECT + "order by day desc limit 1", Usage::sample));
    }

    /** The last sample of each of so many days, the newest last; days without one are left out. */
    public List<UsageSample> history(int days) {
        return database.read(transaction -> transaction.list(SELECT + "order by day desc limit ?", Usage::sample, days))
                .reversed();
    }

    /** The largest of a kind by the newest sample, the largest first. */
    public List<UsageShare> largest(Kind kind) {
        return database.read(transaction -> transaction.list(
                "select name, repositories, bytes from storage_share where kind = ? order by place",
                row -> new UsageShare(row.text(1), row.number(2), row.number(3)),
                kind.name));
    }

    /** Keeps a sample as that of its day, with the largest shares. */
    void keep(UsageSample sample, List<UsageShare> repositories, List<UsageShare> namespaces) {
        database.write(Durability.PROCESS_DEATH, transaction -> {
            put(transaction, sample);
            put(transaction, Kind.REPOSITORY, repositories);
            put(transaction, Kind.NAMESPACE, namespaces);
            return true;
        });
    }

    private static void put(Transaction transaction, UsageSample sample) {
        transaction.update(
                "insert into storage_sample (day, " + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (day) do update set taken_at = excluded.taken_at, took = excluded.took,"
                        + " bytes = excluded.bytes, logical_bytes = excluded.logical_bytes, blobs = excluded.blobs,"
                        + " damaged = excluded.damaged, manifests = excluded.manifests, tags = excluded.tags,"
                        + " repositories = excluded.repositories",
                sample.takenAt().toEpochMilli() / DAY.toMillis(),
                sample.takenAt().toEpochMilli(),
                sample.took().toMillis(),
                sample.bytes(),
                sample.logicalBytes(),
                sample.blobs(),
                sample.damaged(),
                sample.manifests(),
                sample.tags(),
                sample.repositories());
    }

    private static void put(Transaction transaction, Kind kind, List<UsageShare> shares) {
        transaction.update("delete from storage_share where kind = ?", kind.name);
        for (int i = 0; i < shares.size(); i++) {
            UsageShare share = shares.get(i);
            transaction.update(
                    "insert into storage_share (kind, place, name, repositories, bytes) values (?, ?, ?, ?, ?)",
                    kind.name,
                    i + 1,
                    share.name(),
                    share.repositories(),
                    share.bytes());
        }
    }

    private static UsageSample sample(Row row) {
        return new UsageSample(
                Instant.ofEpochMilli(row.number(1)),
                Duration.ofMillis(row.number(2)),
                row.number(3),
                row.number(4),
                row.number(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.number(9));
    }
}
