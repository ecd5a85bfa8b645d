package dev.berth.registry;

import dev.berth.accounts.Sees;
import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.ReadCache;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.storage.Location;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which repository holds which blob. Blobs are stored once for all repositories, and served only by those that hold them. */
public final class Blobs {
    private static final String FIND = "select b.size, b.location, l.touched_at, l.repository_id from repository r"
            + " join repository_blob l on l.repository_id = r.id join blob b on b.digest = l.digest"
            + " where r.name = ? and l.digest = ? and b.quarantined = 0";

    private static final int MOST_LOOKED_AT = 100;

    private final Database database;
    private final Repositories repositories;
    private final Candidates candidates;
    private final Duration grace;
    private final InstantSource clock;
    private final ReadCache<Named, Found> atHand;

    public Blobs(
            Database database, Repositories repositories, Candidates candidates, Duration grace, InstantSource clock) {
        this.database = database;
        this.repositories = repositories;
        this.candidates = candidates;
        this.grace = grace;
        this.clock = clock;
        this.atHand = new ReadCache<>(database, 1024, any -> true);
    }

    /** What a client asks for. */
    private record Named(RepositoryName name, Digest digest) {}

    private record Found(StoredBlob blob, long touchedAt, long repository) {}

    /**
     * The blob.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UNKNOWN} or {@link WireError#NAME_UNKNOWN}; a damaged blob is unknown
     *     until somebody pushes it again
     */
    public StoredBlob find(RepositoryName name, Digest digest) {
        return database.read(transaction -> found(transaction, name, digest))
                .orElseThrow(() -> unknown(name))
                .blob();
    }

    /** The blob; empty when there is none, or that would take waiting. */
    public Optional<StoredBlob> findAtOnce(RepositoryName name, Digest digest) {
        return foundAtOnce(name, digest).map(Found::blob);
    }

    /** The blob that stays for most of its grace; empty when there is none, or that would take waiting. */
    public Optional<StoredBlob> findForPushAtOnce(RepositoryName name, Digest digest) {
        return foundAtOnce(name, digest)
                .filter(it -> !needsTouch(it, clock.millis()))
                .map(Found::blob);
    }

    private Optional<Found> foundAtOnce(RepositoryName name, Digest digest) {
        return atHand.readAtOnce(new Named(name, digest), transaction -> found(transaction, name, digest));
    }

    private boolean needsTouch(Found found, long now) {
        return now - found.touchedAt() > grace.toMillis() / 4;
    }

    /**
     * The blob, which from now on stays for most of its grace: whoever asks so is about to push a manifest that names it.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UNKNOWN} or {@link WireError#NAME_UNKNOWN}
     */
    public StoredBlob findForPush(RepositoryName name, Digest digest) {
        Found found =
                database.read(transaction -> found(transaction, name, digest)).orElseThrow(() -> unknown(name));
        long now = clock.millis();
        if (needsTouch(found, now)) {
            int touched = database.write(
                    Durability.PROCESS_DEATH,
                    transaction -> transaction.update(
                            "update repository_blob set touched_at = ? where repository_id = ? and digest = ?",
                            now,
                            found.repository(),
                            digest.toString()));
            if (touched == 0) {
                throw unknown(name);
            }
        }
        return found.blob();
    }

    private static Optional<Found> found(Transaction transaction, RepositoryName name, Digest digest) {
        return transaction.first(
                FIND,
                row -> new Found(
                        new StoredBlob(digest, row.number(1), new Location(row.text(2))), row.number(3), row.number(4)),
                name.value(),
                digest.toString());
    }

    private RegistryFailure unknown(RepositoryName name) {
        return repositories.unknown(name, WireError.BLOB_UNKNOWN);
    }

    /**
     * Lets the repository hold a blob that another one holds (distribution-spec, "Mounting a blob from another repository").
     *
     * @return false when that repository does not hold it
     */
    public boolean mount(RepositoryName name, PushedBlob blob, RepositoryName from) {
        return database.write(transaction -> {
            boolean held = found(transaction, from, blob.digest()).isPresent();
            if (held) {
                hold(transaction, name, blob);
            }
            return held;
        });
    }

    /**
     * Lets the repository hold a blob that any repository holds which the caller may see.
     *
     * @return false when none does
     */
    public boolean mountFromAnywhere(RepositoryName name, PushedBlob blob, Sees sees) {
        return database.write(transaction -> {
            boolean held = sees(transaction, blob.digest(), sees);
            if (held) {
                hold(transaction, name, blob);
            }
            return held;
        });
    }

    private static boolean sees(Transaction transaction, Digest digest, Sees sees) {
        String holders = "select 1 from repository_blob l join blob b on b.digest = l.digest"
                + " join repository r on r.id = l.repository_id where l.digest = ? and b.quarantined = 0";
        return switch (sees) {
            case Sees.Everything() -> transaction.exists(holders + " limit 1", digest.toString());
            case Sees.PublicAnd some ->
                transaction.exists(holders + " and r.visibility = 'public' limit 1", digest.toString())
                        || anyHolds(transaction, holders + " and r.namespace = ? limit 1", digest, some.namespaces())
                        || anyHolds(transaction, holders + " and r.name = ? limit 1", digest, names(some));
        };
    }

    private static boolean anyHolds(Transaction transaction, String sql, Digest digest, Collection<String> each) {
        return each.stream().anyMatch(one -> transaction.exists(sql, digest.toString(), one));
    }

    /** A mount only saves an upload, so a transaction does not look through any number of repositories for one. */
    private static List<String> names(Sees.PublicAnd sees) {
        return sees.repositories().stream()
                .limit(MOST_LOOKED_AT)
                .map(RepositoryName::value)
                .toList();
    }

    /** Notes that the repository holds the blob from now on, and that a push counts on it. */
    void hold(Transaction transaction, RepositoryName name, PushedBlob blob) {
        String digest = blob.digest().toString();
        long repository = repositories.ensure(transaction, name, blob.pusher());
        transaction.update(
                "insert into repository_blob (repository_id, digest, touched_at) values (?, ?, ?)"
                        + " on conflict (repository_id, digest) do update set touched_at = excluded.touched_at",
                repository,
                digest,
                clock.millis());
        candidates.addBlob(transaction, repository, digest);
        transaction.update("delete from collected where repository_id = ? and digest = ?", repository, digest);
    }

    /**
     * Takes the blob from the repository. Its bytes go when no repository holds them any more.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UNKNOWN}, {@link WireError#NAME_UNKNOWN}, or
     *     {@link WireError#BLOB_IN_USE} while a manifest of this repository names it
     */
    public void delete(RepositoryName name, Digest digest) {
        boolean deleted = database.write(transaction -> {
            Optional<Long> repository = Repositories.writable(transaction, name);
            return repository.isPresent() && delete(transaction, repository.get(), digest);
        });
        if (!deleted) {
            throw unknown(name);
        }
    }

    private static boolean delete(Transaction transaction, long repository, Digest digest) {
        if (isNamed(transaction, repository, digest.toString())) {
            throw new RegistryFailure(WireError.BLOB_IN_USE);
        }
        return release(transaction, repository, digest.toString()).isPresent();
    }

    /** Whether a manifest of the repository names the blob. */
    static boolean isNamed(Transaction transaction, long repository, String digest) {
        return transaction.exists(
                "select 1 from manifest_reference where repository_id = ? and digest = ? and kind in ('config', 'layer')",
                repository,
                digest);
    }

    /**
     * Takes the blob from the repository, and discards its bytes when this was the last to hold them.
     *
     * @return how many bytes were discarded; empty when the repository does not hold the blob
     */
    static Optional<Long> release(Transaction transaction, long repository, String digest) {
        int released = transaction.update(
                "delete from repository_blob where repository_id = ? and digest = ?", repository, digest);
        if (released == 0) {
            return Optional.empty();
        }
        if (transaction.exists("select 1 from repository_blob where digest = ? limit 1", digest)) {
            return Optional.of(0L);
        }
        record Bytes(Location location, long size) {}
        Optional<Bytes> bytes = transaction.first(
                "delete from blob where digest = ? returning location, size",
                (Row row) -> new Bytes(new Location(row.text(1)), row.number(2)),
                digest);
        bytes.ifPresent(it -> Candidates.discard(transaction, it.location()));
        return Optional.of(bytes.map(Bytes::size).orElse(0L));
    }
}
