package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rows of upload sessions, and the step that makes a finished one a blob. */
public final class UploadStore {
    private static final String COLUMNS = "id, repository, algorithm, size, location, writer_state, turn";
    private static final String SELECT = "select " + COLUMNS + " from upload";

    /** A writer notes every few seconds that it is at work; one that has not for so long is none. */
    private static final Duration SILENCE_OF_WRITERS = Duration.ofMinutes(5);

    private final Database database;
    private final Repositories repositories;
    private final Blobs blobs;
    private final InstantSource clock;

    public UploadStore(Database database, Repositories repositories, Blobs blobs, InstantSource clock) {
        this.database = database;
        this.repositories = repositories;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * Opens a session. It survives the death of the process, not necessarily a power cut.
     *
     * @throws RegistryFailure as {@link Repositories#requirePushable} does
     */
    UploadSession open(RepositoryName name, Algorithm algorithm) {
        UploadSession session = new UploadSession(UploadId.fresh(), name, algorithm, Mark.start(Location.fresh()), 0);
        long now = clock.millis();
        database.write(Durability.PROCESS_DEATH, transaction -> {
            repositories.requirePushable(transaction, name);
            return transaction.update(
                    "insert into upload (id, repository, algorithm, size, location, writer_state, started_at, touched_at)"
                            + " values (?, ?, ?, 0, ?, '', ?, ?)",
                    session.id().value(),
                    name.value(),
                    algorithm.prefix(),
                    session.mark().location().value(),
                    now,
                    now);
        });
        return session;
    }

    /** The session of this repository, empty when it ended or never was. */
    Optional<UploadSession> find(RepositoryName name, UploadId id) {
        return database.read(transaction -> transaction.first(
                SELECT + " where id = ? and repository = ?", UploadStore::session, id.value(), name.value()));
    }

    /** Begins a turn of writing, with which every other ends; empty when the session has ended or never was. */
    Optional<Claim> claim(RepositoryName name, UploadId id) {
        return database.write(
                Durability.PROCESS_DEATH,
                transaction -> transaction.first(
                        "update upload set turn = turn + 1, writing = writing + 1, touched_at = ?"
                                + " where id = ? and repository = ? returning " + COLUMNS + ", writing, hash_state",
                        row -> {
                            UploadSession session = session(row);
                            return new Claim(session, session.turn() - 1, row.number(8) == 1, row.optionalBytes(9));
                        },
                        clock.millis(),
                        id.value(),
                        name.value()));
    }

    private static UploadSession session(Row row) {
        return new UploadSession(
                new UploadId(row.text(1)),
                RepositoryName.parse(row.text(2)),
                Algorithm.named(row.text(3)).orElseThrow(),
                new Mark(new Location(row.text(5)), row.number(4), row.text(6)),
                row.number(7));
    }

    /**
     * Notes how far the session has come.
     *
     * @param hashState the hash of the bytes so far, where somebody may go on with it
     * @param ended whether the writer has stopped
     * @param locations where its turn has kept bytes; all but those of the mark are marked for deletion
     * @return false when the turn is over, and nothing is noted but what has to be deleted
     */
    boolean advance(
            UploadSession session, Mark reached, Optional<byte[]> hashState, boolean ended, Set<Location> locations) {
        return database.write(Durability.PROCESS_DEATH, transaction -> {
            int noted = transaction.update(
                    "update upload set size = ?, location = ?, writer_state = ?, hash_state = ?,"
                            + " writing = case when ? = 1 then 0 else writing end, touched_at = ? where id = ? and turn = ?",
                    reached.size(),
                    reached.location().value(),
                    reached.state(),
                    hashState,
                    ended,
                    clock.millis(),
                    session.id().value(),
                    session.turn());
            if (noted == 1) {
                discardAllBut(transaction, locations, reached.location());
            } else {
                discardUnnamed(transaction, locations);
            }
            return noted == 1;
        });
    }

    /** Notes that somebody is writing; answers false when the turn is over. */
    boolean touch(UploadSession session) {
        return database.write(
                        Durability.PROCESS_DEATH,
                        transaction -> transaction.update(
                                "update upload set touched_at = ? where id = ? and turn = ?",
                                clock.millis(),
                                session.id().value(),
                                session.turn()))
                == 1;
    }

    /** Ends a turn which leaves the session as it was noted last. */
    void release(UploadSession session, Set<Location> locations) {
        database.write(Durability.PROCESS_DEATH, transaction -> {
            transaction.update(
                    "update upload set writing = 0 where id = ? and turn = ?",
                    session.id().value(),
                    session.turn());
            discardUnnamed(transaction, locations);
            return true;
        });
    }

    private static void discardAllBut(Transaction transaction, Set<Location> locations, Location kept) {
        for (Location location : locations) {
            if (!location.equals(kept)) {
                Candidates.discard(transaction, location);
            }
        }
    }

    /** Discards those that neither a session nor a blob has: a turn that is over may have left them, or they are another's. */
    private static void discardUnnamed(Transaction transaction, Set<Location> locations) {
        for (Location location : locations) {
            if (!transaction.exists("select 1 from upload where location = ?", location.value())
                    && !transaction.exists("select 1 from blob where location = ?", location.value())) {
                Candidates.discard(transaction, location);
            }
        }
    }

    /** Ends the session, whoever writes to it, and marks its bytes for deletion; answers false when it had ended before. */
    boolean cancel(RepositoryName name, UploadId id) {
        return database.write(
                Durability.PROCESS_DEATH,
                transaction -> end(transaction, "id = ? and repository = ?", id.value(), name.value()));
    }

    /** The same by its writer; answers false when the turn is over. */
    boolean cancel(UploadSession session, Set<Location> locations) {
        return database.write(Durability.PROCESS_DEATH, transaction -> {
            boolean ended = end(transaction, session);
            discardUnnamed(transaction, locations);
            return ended;
        });
    }

    private static boolean end(Transaction transaction, UploadSession session) {
        return end(transaction, "id = ? and turn = ?", session.id().value(), session.turn());
    }

    private static boolean end(Transaction transaction, String condition, Object... parameters) {
        Optional<Location> bytes = transaction.first(
                "delete from upload where " + condition + " returning location",
                (Row row) -> new Location(row.text(1)),
                parameters);
        bytes.ifPresent(it -> Candidates.discard(transaction, it));
        return bytes.isPresent();
    }

    /**
     * Ends a session that nobody has gone on with since this moment; answers false when somebody has, or may be writing to
     * it now.
     */
    boolean cancelAbandoned(UploadSession session, long before) {
        return database.write(
                Durability.PROCESS_DEATH,
                transaction -> end(
                        transaction,
                        "id = ? and touched_at < ? and (writing = 0 or touched_at < ?)",
                        session.id().value(),
                        before,
                        clock.millis() - SILENCE_OF_WRITERS.toMillis()));
    }

    /**
     * Makes the session's sealed bytes a blob that its repository holds; returns when that survives the loss of power. Where
     * the same bytes are stored already, those stay and the session's are marked for deletion.
     *
     * @param sealed where the bytes were sealed
     * @param locations where the turn has kept bytes, this place among them
     * @return false when the turn is over
     */
    boolean finish(UploadSession session, PushedBlob blob, long size, Location sealed, Set<Location> locations) {
        return database.write(transaction -> {
            // The repository may have another name than when the turn began.
            Optional<RepositoryName> repository = transaction.first(
                    "delete from upload where id = ? and turn = ? returning repository",
                    (Row row) -> new RepositoryName(row.text(1)),
                    session.id().value(),
                    session.turn());
            if (repository.isPresent()) {
                discardAllBut(transaction, locations, keep(transaction, sealed, blob.digest(), size));
                blobs.hold(transaction, repository.get(), blob);
            } else {
                discardUnnamed(transaction, locations);
            }
            return repository.isPresent();
        });
    }

    /** Enters the blob, and answers where its bytes are: those that it had already stay, unless they are damaged. */
    private Location keep(Transaction transaction, Location location, Digest digest, long size) {
        record Kept(Location location, boolean quarantined) {}
        Kept kept = transaction
                .first(
                        "insert into blob (digest, size, location, quarantined, created_at) values (?, ?, ?, 0, ?)"
                                + " on conflict (digest) do update set size = excluded.size returning location, quarantined",
                        row -> new Kept(new Location(row.text(1)), row.flag(2)),
                        digest.toString(),
                        size,
                        location.value(),
                        clock.millis())
                .orElseThrow();
        if (kept.quarantined()) {
            transaction.update(
                    "update blob set location = ?, quarantined = 0 where digest = ?",
                    location.value(),
                    digest.toString());
            Candidates.discard(transaction, kept.location());
            return location;
        }
        return kept.location();
    }

    /** Sessions that nobody has gone on with since this moment. */
    List<UploadSession> abandoned(long before, int limit) {
        return database.read(transaction -> transaction.list(
                SELECT + " where touched_at < ? order by touched_at limit ?", UploadStore::session, before, limit));
    }

    /** How many sessions are open. */
    public long count() {
        return database.read(transaction -> transaction.number("select count(*) from upload"));
    }
}
