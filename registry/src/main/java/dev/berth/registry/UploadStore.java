package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The rows of upload sessions, and the step that makes a finished one a blob. */
public final class UploadStore {
    private static final String COLUMNS = "select id, repository, algorithm, size, location, writer_state from upload";

    private final Database database;
    private final Blobs blobs;
    private final InstantSource clock;

    public UploadStore(Database database, Blobs blobs, InstantSource clock) {
        this.database = database;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** Opens a session. It survives the death of the process, not necessarily a power cut. */
    UploadSession open(RepositoryName name, Algorithm algorithm) {
        UploadSession session = new UploadSession(UploadId.fresh(), name, algorithm, Mark.start(Location.fresh()));
        long now = clock.millis();
        database.write(
                Durability.PROCESS_DEATH,
                transaction -> transaction.update(
                        "insert into upload (id, repository, algorithm, size, location, writer_state, started_at, touched_at)"
                                + " values (?, ?, ?, 0, ?, '', ?, ?)",
                        session.id().value(),
                        name.value(),
                        algorithm.prefix(),
                        session.mark().location().value(),
                        now,
                        now));
        return session;
    }

    /** The session of this repository, empty when it ended or never was. */
    Optional<UploadSession> find(RepositoryName name, UploadId id) {
        return database.read(transaction -> transaction.first(
                COLUMNS + " where id = ? and repository = ?", UploadStore::session, id.value(), name.value()));
    }

    private static UploadSession session(Row row) {
        return new UploadSession(
                new UploadId(row.text(1)),
                RepositoryName.parse(row.text(2)),
                Algorithm.named(row.text(3)).orElseThrow(),
                new Mark(new Location(row.text(5)), row.number(4), row.text(6)));
    }

    /** Notes how far the session has come; bytes that were kept elsewhere until now are marked for deletion. */
    void advance(UploadSession session, Mark reached) {
        database.write(Durability.PROCESS_DEATH, transaction -> {
            if (!reached.location().equals(session.mark().location())) {
                Candidates.discard(transaction, session.mark().location());
            }
            return transaction.update(
                    "update upload set size = ?, location = ?, writer_state = ?, touched_at = ? where id = ?",
                    reached.size(),
                    reached.location().value(),
                    reached.state(),
                    clock.millis(),
                    session.id().value());
        });
    }

    /** Ends the session and marks its bytes for deletion; answers false when it had ended before. */
    boolean cancel(UploadSession session) {
        return database.write(Durability.PROCESS_DEATH, transaction -> cancel(transaction, session));
    }

    private static boolean cancel(Transaction transaction, UploadSession session) {
        boolean ended = end(transaction, session);
        if (ended) {
            Candidates.discard(transaction, session.mark().location());
        }
        return ended;
    }

    private static boolean end(Transaction transaction, UploadSession session) {
        return transaction.update(
                        "delete from upload where id = ?", session.id().value())
                == 1;
    }

    /** The same for a session that nobody has gone on with since this moment; answers false when somebody has. */
    boolean cancelAbandoned(UploadSession session, long before) {
        return database.write(
                Durability.PROCESS_DEATH,
                transaction -> transaction.exists(
                                "select 1 from upload where id = ? and touched_at < ?",
                                session.id().value(),
                                before)
                        && cancel(transaction, session));
    }

    /**
     * Makes the session's sealed bytes a blob that its repository holds; returns when that survives the loss of power. Where
     * the same bytes are stored already, those stay and the session's are marked for deletion.
     *
     * @param sealed where the bytes were sealed
     * @return false when the session has ended meanwhile
     */
    boolean finish(UploadSession session, Digest digest, long size, Location sealed) {
        return database.write(transaction -> {
            if (!end(transaction, session)) {
                return false;
            }
            if (!keep(transaction, sealed, digest, size)) {
                Candidates.discard(transaction, sealed);
            }
            if (!sealed.equals(session.mark().location())) {
                Candidates.discard(transaction, session.mark().location());
            }
            blobs.hold(transaction, session.repository(), digest);
            return true;
        });
    }

    /** Enters the blob, and answers whether it is these bytes that are kept for it. */
    private boolean keep(Transaction transaction, Location location, Digest digest, long size) {
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
            return true;
        }
        return kept.location().equals(location);
    }

    /** Sessions that nobody has gone on with since this moment. */
    List<UploadSession> abandoned(long before, int limit) {
        return database.read(transaction -> transaction.list(
                COLUMNS + " where touched_at < ? order by touched_at limit ?", UploadStore::session, before, limit));
    }

    /** How many sessions are open. */
    public long count() {
        return database.read(transaction -> transaction.number("select count(*) from upload"));
    }
}
