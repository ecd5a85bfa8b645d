package dev.berth.registry;

import dev.berth.database.Transaction;
import dev.berth.storage.Location;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Puts what may have lost its last reference into the queue of the collection. Always inside the transaction that took it. */
public final class Candidates {
    private static final String MANIFEST = "manifest";
    private static final String BLOB = "blob";

    private final Duration grace;
    private final InstantSource clock;

    public Candidates(Duration grace, InstantSource clock) {
        this.grace = grace;
        this.clock = clock;
    }

    /** Has the collection look at this manifest when its grace is over. */
    void addManifest(Transaction transaction, long repository, String digest) {
        add(transaction, MANIFEST, repository, digest);
    }

    /** Has the collection look at this repository's hold on a blob when its grace is over. */
    void addBlob(Transaction transaction, long repository, String digest) {
        add(transaction, BLOB, repository, digest);
    }

    private void add(Transaction transaction, String kind, long repository, String digest) {
        schedule(transaction, kind, repository, digest, clock.millis() + grace.toMillis());
    }

    static void schedule(Transaction transaction, String kind, long repository, String digest, long dueAt) {
        transaction.update(
                "insert into collection_candidate (kind, repository_id, digest, due_at) values (?, ?, ?, ?)"
                        + " on conflict (repository_id, kind, digest) do update set due_at = excluded.due_at",
                kind,
                repository,
                digest,
                dueAt);
    }

    /** Deletes a manifest with its edges; what it held, and what referred to it, become candidates with a grace of their own. */
    boolean removeManifest(Transaction transaction, long repository, String digest) {
        return removeManifest(transaction, repository, digest, clock.millis() + grace.toMillis());
    }

    /** The same for a manifest whose grace is over: what it held shared it, and is looked at now. */
    boolean collectManifest(Transaction transaction, long repository, String digest) {
        return removeManifest(transaction, repository, digest, clock.millis());
    }

    private static boolean removeManifest(Transaction transaction, long repository, String digest, long dueAt) {
        int deleted =
                transaction.update("delete from manifest where repository_id = ? and digest = ?", repository, digest);
        if (deleted == 0) {
            return false;
        }
        Images.forget(transaction, repository, digest);
        record Edge(String kind, String digest) {}
        List<Edge> edges = transaction.list(
                "select kind, digest from manifest_reference where repository_id = ? and manifest = ?",
                row -> new Edge(row.text(1), row.text(2)),
                repository,
                digest);
        for (Edge edge : edges) {
            String kind = Edges.leadsToManifest(edge.kind()) ? MANIFEST : BLOB;
            schedule(transaction, kind, repository, edge.digest(), dueAt);
        }
        transaction.update(
                "delete from manifest_reference where repository_id = ? and manifest = ?", repository, digest);
        List<String> referrers = transaction.list(
                "select digest from manifest where repository_id = ? and subject = ?",
                row -> row.text(1),
                repository,
                digest);
        referrers.forEach(referrer -> schedule(transaction, MANIFEST, repository, referrer, dueAt));
        return true;
    }

    /** Marks bytes that no row names any more for deletion, which happens after the commit. */
    static void discard(Transaction transaction, Location location) {
        transaction.update(
                "insert into discarded (location) values (?) on conflict (location) do nothing", location.value());
    }
}
