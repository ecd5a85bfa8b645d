package dev.berth.registry;

import dev.berth.database.DatabaseFailure;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes blobs in (distribution-spec, "Pushing blobs"). The bytes are hashed while they arrive. Where nobody has kept the hash
 * of what came before, as after a restart, the stored bytes are hashed again, at the latest when the blob is sealed.
 */
public final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 64 << 10;
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    private final BlobStore bytes;
    private final UploadStore sessions;
    private final Turns turns;
    private final Duration progress;
    private final RunningHashes hashes = new RunningHashes();
    private final Buffers buffers = new Buffers(BUFFER);

    Uploads(BlobStore bytes, UploadStore sessions, Turns turns) {
        this(bytes, sessions, turns, PROGRESS);
    }

    /** @param progress how often it is noted, while a body arrives, how far it has come */
    Uploads(BlobStore bytes, UploadStore sessions, Turns turns, Duration progress) {
        this.bytes = bytes;
        this.sessions = sessions;
        this.turns = turns;
        this.progress = progress;
    }

    /** Opens a session for a blob of this repository. */
    public UploadSession open(RepositoryName name, Algorithm algorithm) {
        return sessions.open(name, algorithm);
    }

    /**
     * The session.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_UNKNOWN}
     */
    public UploadSession find(RepositoryName name, UploadId id) {
        return sessions.find(name, id).orElseThrow(() -> new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN));
    }

    /**
     * Appends a chunk. What arrived of a chunk that broke off is kept.
     *
     * @param chunk the bytes
     * @param range which bytes of the blob the client says they are; empty for those that come next
     * @return the session as it stands now
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_OUT_OF_ORDER} when the chunk does not start where the session
     *     stands; {@link WireError#SIZE_INVALID} when it is not as long as its range; {@link WireError#BLOB_UPLOAD_UNKNOWN}
     */
    public UploadSession append(RepositoryName name, UploadId id, InputStream chunk, Optional<ChunkRange> range)
            throws IOException {
        try (UploadTurn turn = begin(name, id)) {
            checkOrder(turn.session(), range);
            RunningHash hash = hashSoFar(turn);
            Optional<IOException> brokenOff = Optional.empty();
            Mark mark;
            try (BlobWriter writer = turn.open(bytes, hash)) {
                try {
                    receive(turn, writer, hash, chunk, range);
                } catch (IOException e) {
                    brokenOff = Optional.of(e);
                }
                mark = mark(writer, brokenOff);
            }
            turn.end(mark, hash);
            if (brokenOff.isPresent()) {
                throw brokenOff.get();
            }
            return turn.session();
        }
    }

    /** What has come to safety; when the store has failed, that is what it was told to keep before. */
    private static Mark mark(BlobWriter writer, Optional<IOException> brokenOff) throws IOException {
        try {
            return writer.mark();
        } catch (IOException e) {
            brokenOff.orElseThrow(() -> e).addSuppressed(e);
            return writer.reached();
        }
    }

    private UploadTurn begin(RepositoryName name, UploadId id) {
        return UploadTurn.begin(sessions, turns, hashes.take(id), () -> turns.begin(sessions, name, id));
    }

    private static void checkOrder(UploadSession session, Optional<ChunkRange> range) {
        if (range.isPresent() && range.get().first() != session.size()) {
            throw new RegistryFailure(
                    WireError.BLOB_UPLOAD_OUT_OF_ORDER,
                    "the chunk starts at byte " + range.get().first() + ", the upload stands at " + session.size());
        }
    }

    private void receive(
            UploadTurn turn, BlobWriter writer, RunningHash hash, InputStream chunk, Optional<ChunkRange> range)
            throws IOException {
        new Reception(writer, hash, range, buffers, progress, mark -> turn.progress(mark, hash)).receive(chunk);
    }

    /**
     * Takes the last bytes, if any, and makes the whole a blob of the repository; returns when it survives the loss of power.
     *
     * @param blob what the client says that it is
     * @throws RegistryFailure {@link WireError#DIGEST_INVALID} when the bytes have another, which ends the session; and as
     *     {@link #append} does
     */
    public void finish(RepositoryName name, UploadId id, InputStream chunk, Optional<ChunkRange> range, PushedBlob blob)
            throws IOException {
        try (UploadTurn turn = begin(name, id)) {
            checkOrder(turn.session(), range);
            try {
                finish(turn, chunk, range, blob);
            } catch (WrongDigest e) {
                turn.cancel();
                throw e.failure;
            }
        }
    }

    private void finish(UploadTurn turn, InputStream chunk, Optional<ChunkRange> range, PushedBlob blob)
            throws IOException, WrongDigest {
        Digest digest = blob.digest();
        RunningHash hash = hashSoFar(turn);
        Optional<Digest> actual;
        long size;
        Location sealed;
        try (BlobWriter writer = turn.open(bytes, hash)) {
            receive(turn, writer, hash, chunk, range);
            size = writer.size();
            actual = hash.digest(digest.algorithm());
            if (actual.isPresent()) {
                verify(actual.get(), digest);
            }
            sealed = turn.sealed(writer.seal());
        }
        if (actual.isEmpty()) {
            // Some stores give back nothing that is not sealed. A wrong blob is deleted; nobody has seen it.
            RunningHash whole = RunningHash.ofThisNode(digest.algorithm());
            read(sealed, size, whole);
            verify(whole.digest(digest.algorithm()).orElseThrow(), digest);
        }
        turn.finish(blob, size, sealed);
    }

    /**
     * Takes a blob in one go, as {@link #finish} does. Nobody is told of the session, so when this fails it is given up.
     *
     * @throws RegistryFailure {@link WireError#DIGEST_INVALID}; {@link WireError#UNAVAILABLE} when the database has lost the
     *     session meanwhile, as one that is killed may
     */
    public void takeWhole(RepositoryName name, InputStream content, PushedBlob blob) throws IOException {
        UploadSession session = open(name, blob.digest().algorithm());
        try {
            finish(name, session.id(), content, Optional.empty(), blob);
        } catch (RegistryFailure e) {
            giveUp(session);
            throw e.error() == WireError.BLOB_UPLOAD_UNKNOWN ? lost(session) : e;
        } catch (IOException | RuntimeException e) {
            giveUp(session);
            throw e;
        }
    }

    private static RegistryFailure lost(UploadSession session) {
        log.warn("upload {} of one request has been lost in the middle of it", session.id());
        return new RegistryFailure(WireError.UNAVAILABLE, "the upload was lost in the middle; send the blob again");
    }

    /** A database that fails too leaves the session to its expiry. */
    private void giveUp(UploadSession session) {
        try {
            sessions.cancel(session.repository(), session.id());
        } catch (DatabaseFailure e) {
            log.debug("upload {} is left to its expiry", session.id(), e);
        }
    }

    /** The client's digest is not that of its bytes. */
    private static final class WrongDigest extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final transient RegistryFailure failure;

        WrongDigest(Digest actual, Digest expected) {
            this.failure = new RegistryFailure(
                    WireError.DIGEST_INVALID, "the content's digest is " + actual + ", not " + expected);
        }
    }

    private static void verify(Digest actual, Digest digest) throws WrongDigest {
        if (!actual.equals(digest)) {
            throw new WrongDigest(actual, digest);
        }
    }

    /** The hash of what the session has: as it was kept, or else of the stored bytes, or else unknown where they cannot be read. */
    private RunningHash hashSoFar(UploadTurn turn) throws IOException {
        UploadSession session = turn.session();
        if (session.size() == 0) {
            return turns.hash(session.algorithm());
        }
        Optional<RunningHash> kept = turn.hash();
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            RunningHash hash = turns.hash(session.algorithm());
            read(session.mark().location(), session.size(), hash);
            return hash;
        } catch (BlobMissing e) {
            return RunningHash.unknown(session.algorithm(), session.size());
        }
    }

    /** Hashes the first stored bytes. */
    private void read(Location location, long length, RunningHash hash) throws IOException {
        try (BlobReader reader = bytes.read(location)) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long at = 0;
            while (at < length) {
                buffer.clear().limit((int) Math.min(BUFFER, length - at));
                int read = reader.read(buffer, at);
                if (read < 0) {
                    throw new BlobMissing(location);
                }
                hash.update(buffer.array(), 0, read);
                at += read;
            }
        }
    }

    /**
     * Gives the session up, also while another node writes to it; its bytes go.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_UNKNOWN}
     */
    public void cancel(RepositoryName name, UploadId id) {
        try (RunningHashes.Turn turn = hashes.take(id)) {
            turn.forget();
            if (!sessions.cancel(name, id)) {
                throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
            }
        }
    }

    /** Gives up a session that nobody has gone on with since this moment, and that nobody is writing to. */
    boolean expire(UploadSession session, long before) {
        Optional<RunningHashes.Turn> turn = hashes.tryTake(session.id());
        if (turn.isEmpty()) {
            return false;
        }
        try (RunningHashes.Turn taken = turn.get()) {
            boolean ended = sessions.cancelAbandoned(session, before);
            if (ended) {
                taken.forget();
            }
            return ended;
        }
    }
}
