package dev.berth.registry;

import dev.berth.database.DatabaseFailure;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn of writing to one session. What it notes counts only while no other turn has begun; it remembers every place where
 * its bytes have been, so that none of them is left behind, however the turn ends.
 */
final class UploadTurn implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(UploadTurn.class);

    private final UploadStore sessions;
    private final Turns turns;
    private final RunningHashes.Turn local;
    private final Claim claim;
    private final Set<Location> locations = new LinkedHashSet<>();
    private UploadSession session;
    private boolean over;

    private UploadTurn(UploadStore sessions, Turns turns, RunningHashes.Turn local, Claim claim) {
        this.sessions = sessions;
        this.turns = turns;
        this.local = local;
        this.claim = claim;
        this.session = claim.session();
        locations.add(session.mark().location());
    }

    /**
     * Begins a turn, which ends with {@code local} when it is closed.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_UNKNOWN}
     */
    static UploadTurn begin(
            UploadStore sessions, Turns turns, RunningHashes.Turn local, Supplier<Optional<Claim>> beginning) {
        try {
            Claim claim = beginning.get().orElseThrow(() -> new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN));
            return new UploadTurn(sessions, turns, local, claim);
        } catch (RuntimeException e) {
            local.close();
            throw e;
        }
    }

    /** The session as it was noted last. */
    UploadSession session() {
        return session;
    }

    /** The hash of the bytes so far, where this node or the one before has kept it. */
    Optional<RunningHash> hash() {
        Optional<RunningHash> remembered = local.hashAt(claim.before(), session.size());
        return remembered.isPresent() ? remembered : turns.hash(claim);
    }

    /**
     * Opens the bytes.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_UNKNOWN} when they are gone, which ends the session
     */
    BlobWriter open(BlobStore bytes, RunningHash hash) throws IOException {
        BlobWriter writer;
        try {
            writer = claim.inOrder() ? bytes.write(session.mark()) : bytes.takeOver(session.mark());
        } catch (BlobMissing e) {
            cancel();
            throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
        }
        try {
            // What is sealed later has a name in the database before, lest a scrub take it for something left by a
            // crash.
            if (!writer.reached().location().equals(session.mark().location())) {
                progress(writer.reached(), hash);
            }
            return writer;
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /**
     * Notes how far the bytes have come, or at least that somebody is at work.
     *
     * @throws RegistryFailure when the turn is over: {@link WireError#BLOB_UPLOAD_OUT_OF_ORDER} where another has begun,
     *     {@link WireError#BLOB_UPLOAD_UNKNOWN} where the session has ended; and so do all that note something
     */
    void progress(Mark reached, RunningHash hash) {
        locations.add(reached.location());
        if (!reached.equals(session.mark()) && hash.canBeTakenUpAt(reached.size())) {
            advance(reached, hash, false);
        } else {
            requireTurn(noted(() -> sessions.touch(session)));
        }
    }

    /** Notes what the bytes have come to, and that nobody writes any more; keeps the hash for the next turn. */
    void end(Mark reached, RunningHash hash) {
        locations.add(reached.location());
        if (!hash.canBeTakenUpAt(reached.size())) {
            // Rather a little less than bytes whose hash nobody knows.
            return;
        }
        advance(reached, hash, true);
        over = true;
        if (hash.size() == reached.size()) {
            local.keep(hash, session.turn());
        }
    }

    private void advance(Mark reached, RunningHash hash, boolean ended) {
        Optional<byte[]> state = hash.stateAt(reached.size());
        requireTurn(noted(() -> sessions.advance(session, reached, state, ended, locations)));
        session = session.at(reached);
        locations.clear();
        locations.add(reached.location());
    }

    /** Remembers where bytes are that have been sealed. */
    Location sealed(Location location) {
        locations.add(location);
        return location;
    }

    /** Makes the sealed bytes a blob. */
    void finish(PushedBlob blob, long size, Location sealed) {
        requireTurn(noted(() -> sessions.finish(session, blob, size, sealed, locations)));
        over = true;
    }

    /** Gives the session up. */
    void cancel() {
        requireTurn(noted(() -> sessions.cancel(session, locations)));
        over = true;
    }

    /** Whoever cannot know what was noted leaves all as it is: the next turn takes over, and the scrub what is left. */
    private boolean noted(Supplier<Boolean> noting) {
        try {
            return noting.get();
        } catch (DatabaseFailure e) {
            over = true;
            throw e;
        }
    }

    private void requireTurn(boolean isOurs) {
        if (isOurs) {
            return;
        }
        over = true;
        boolean goesOn = sessions.find(session.repository(), session.id()).isPresent();
        throw goesOn
                ? new RegistryFailure(
                        WireError.BLOB_UPLOAD_OUT_OF_ORDER, "another request has gone on with this upload meanwhile")
                : new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
    }

    @Override
    public void close() {
        try (local) {
            if (!over && (turns.mustBeEnded() || locations.size() > 1)) {
                sessions.release(session, locations);
            }
        } catch (DatabaseFailure e) {
            log.debug("the turn of upload {} is left to whoever takes over", session.id(), e);
        }
    }
}
