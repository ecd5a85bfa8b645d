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
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes blobs in (distribution-spec, "Pushing blobs"). The bytes are hashed while they arrive; a node that does not have the
 * hash of what came before, after a restart or because another node took it, hashes the stored bytes again.
 */
public final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int BUFFER = 256 << 10;

    private final BlobStore bytes;
    private final UploadStore sessions;
    private final RunningHashes hashes = new RunningHashes();
    private final Buffers buffers = new Buffers(BUFFER);
    private final Blocks blocks = new Blocks();

    public Uploads(BlobStore bytes, UploadStore sessions) {
        this.bytes = bytes;
        this.sessions = sessions;
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
        try (RunningHashes.Turn turn = hashes.take(id)) {
            UploadSession session = find(name, id);
            checkOrder(session, range);
            return append(session, turn, chunk, range);
        }
    }

    private static void checkOrder(UploadSession session, Optional<ChunkRange> range) {
        if (range.isPresent() && range.get().first() != session.size()) {
            throw new RegistryFailure(
                    WireError.BLOB_UPLOAD_OUT_OF_ORDER,
                    "the chunk starts at byte " + range.get().first() + ", the upload stands at " + session.size());
        }
    }

    private UploadSession append(
            UploadSession session, RunningHashes.Turn turn, InputStream chunk, Optional<ChunkRange> range)
            throws IOException {
        MessageDigest hash = hashSoFar(session, turn);
        try (BlobWriter writer = open(session)) {
            Reception reception = reception(session, writer, hash, range);
            try {
                reception.receive(chunk);
            } catch (IOException e) {
                if (reception.isHashed()) {
                    turn.keep(hash, writer.size());
                }
                sessions.advance(session.id(), writer.size());
                throw e;
            }
            turn.keep(hash, writer.size());
            sessions.advance(session.id(), writer.size());
            return new UploadSession(
                    session.id(), session.repository(), session.algorithm(), writer.size(), session.location());
        }
    }

    private BlobWriter open(UploadSession session) throws IOException {
        try {
            return bytes.write(session.location(), session.size());
        } catch (BlobMissing e) {
            sessions.cancel(session);
            throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
        }
    }

    private Reception reception(
            UploadSession session, BlobWriter writer, MessageDigest hash, Optional<ChunkRange> range) {
        return new Reception(writer, hash, range, buffers, blocks, size -> sessions.advance(session.id(), size));
    }

    /**
     * Takes the last bytes, if any, and makes the whole a blob of the repository; returns when it survives the loss of power.
     *
     * @param digest the name that the client gives it
     * @throws RegistryFailure {@link WireError#DIGEST_INVALID} when the bytes have another, which ends the session; and as
     *     {@link #append} does
     */
    public void finish(RepositoryName name, UploadId id, InputStream chunk, Optional<ChunkRange> range, Digest digest)
            throws IOException {
        try (RunningHashes.Turn turn = hashes.take(id)) {
            UploadSession session = find(name, id);
            checkOrder(session, range);
            MessageDigest hash = hashSoFar(session, turn);
            long size;
            try (BlobWriter writer = open(session)) {
                reception(session, writer, hash, range).receive(chunk);
                size = writer.size();
                verify(session, hash, digest);
                writer.seal();
            }
            if (!sessions.finish(session, digest, size)) {
                throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
            }
        }
    }

    private void verify(UploadSession session, MessageDigest hash, Digest digest) throws IOException {
        Digest actual = digest.algorithm() == session.algorithm()
                ? Digest.of(session.algorithm(), hash)
                : Digest.of(digest.algorithm(), rehash(session, digest.algorithm(), Long.MAX_VALUE));
        if (!actual.equals(digest)) {
            sessions.cancel(session);
            throw new RegistryFailure(
                    WireError.DIGEST_INVALID, "the content's digest is " + actual + ", not " + digest);
        }
    }

    private MessageDigest hashSoFar(UploadSession session, RunningHashes.Turn turn) throws IOException {
        Optional<MessageDigest> running = turn.hashAt(session.size());
        return running.isPresent() ? running.get() : rehash(session, session.algorithm(), session.size());
    }

    /** The hash of the first {@code length} stored bytes, or of all where there are fewer. */
    private MessageDigest rehash(UploadSession session, Algorithm algorithm, long length) throws IOException {
        MessageDigest hash = algorithm.newHash();
        if (length == 0) {
            return hash;
        }
        try (BlobReader reader = bytes.read(session.location())) {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
            long at = 0;
            while (at < length) {
                buffer.clear().limit((int) Math.min(BUFFER, length - at));
                int read = reader.read(buffer, at);
                if (read < 0) {
                    return hash;
                }
                hash.update(buffer.array(), 0, read);
                at += read;
            }
        } catch (BlobMissing e) {
            sessions.cancel(session);
            throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
        }
        return hash;
    }

    /**
     * Gives the session up; its bytes go.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_UNKNOWN}
     */
    public void cancel(RepositoryName name, UploadId id) {
        try (RunningHashes.Turn turn = hashes.take(id)) {
            UploadSession session = find(name, id);
            turn.forget();
            if (!sessions.cancel(session)) {
                throw new RegistryFailure(WireError.BLOB_UPLOAD_UNKNOWN);
            }
        }
    }

    /** What is done with a place for bytes. */
    public interface Use {
        /** Does it. */
        void with(Location place) throws IOException;
    }

    /**
     * Lends a place for bytes that are no blob. A session of its own, that no client knows, names it meanwhile: so no scrub
     * takes it for what a crash has left, and after a crash it goes as every session that nobody goes on with.
     */
    public void lend(RepositoryName name, Use use) throws IOException {
        UploadSession session = sessions.open(name, Algorithm.SHA256);
        try (RunningHashes.Turn _ = hashes.take(session.id())) {
            use.with(session.location());
        } finally {
            bytes.delete(session.location());
            giveUp(session);
        }
    }

    /** Gives up a session that failed; a database that fails too leaves it to its expiry. */
    public void giveUp(UploadSession session) {
        try {
            sessions.cancel(session);
        } catch (DatabaseFailure e) {
            log.debug("upload {} is left to its expiry", session.id(), e);
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
