package dev.berth.storage.s3;

import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Writes one blob. What is no longer than a part becomes an object as a whole; what is longer, a multipart upload. An object
 * is never written over: what follows a marked object goes to another location, together with what the object has.
 */
final class S3Writer implements BlobWriter {
    private final S3BlobStore store;
    private final Bucket bucket;
    private final PartSizes sizes;

    private Mark newest;
    /** Where an object or an upload may be begun; empty when that location may have been used. */
    private Optional<Location> unused;

    private Optional<Multipart> upload;
    private PartBuffer filling;
    /** The object that the newest mark covers, and whose bytes were not read back yet. */
    private boolean resting;

    private Optional<IOException> failure = Optional.empty();
    private boolean closed;

    /**
     * @param mark where it goes on
     * @param unused the location that nothing was ever kept at
     * @param upload the upload that has the first bytes already
     */
    S3Writer(S3BlobStore store, Mark mark, Optional<Location> unused, Optional<Multipart> upload) {
        this.store = store;
        this.bucket = store.bucket();
        this.sizes = store.sizes();
        this.newest = mark;
        this.unused = unused;
        this.upload = upload;
        this.filling = emptyPart();
        this.resting = upload.isEmpty() && mark.size() > 0;
    }

    private PartBuffer emptyPart() {
        return new PartBuffer(
                store.memory(), sizes.of(upload.map(Multipart::next).orElse(1)));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        checkUsable();
        try {
            if (resting && bytes.hasRemaining()) {
                append(store.keys().object(newest.location()), newest.size());
                resting = false;
            }
            take(bytes);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (filling.isFull()) {
                sendPart();
            }
            filling.fill(bytes);
        }
    }

    /** Reads bytes back that an earlier writer left: a tail, or an object no longer than a part. */
    void append(String key, long length) throws IOException {
        try (S3Reader reader = new S3Reader(bucket, newest.location(), key)) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(length, 64 << 10));
            for (long at = 0; at < length; at += buffer.limit()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), length - at));
                while (buffer.hasRemaining()) {
                    if (reader.read(buffer, at + buffer.position()) < 0) {
                        throw new IOException("what was kept of an upload has become shorter");
                    }
                }
                take(buffer.flip());
            }
        }
    }

    private void sendPart() throws IOException {
        Multipart parts;
        if (upload.isPresent()) {
            parts = upload.get();
        } else {
            parts = store.begin(takeUnused());
            upload = Optional.of(parts);
        }
        parts.send(filling);
        filling = emptyPart();
    }

    private Location takeUnused() {
        Location location = unused.orElseGet(Location::fresh);
        unused = Optional.empty();
        store.use(location);
        return location;
    }

    @Override
    public long size() {
        if (failure.isPresent()) {
            return reached().size();
        }
        return resting ? newest.size() : upload.map(Multipart::bytes).orElse(0L) + filling.size();
    }

    @Override
    public Mark reached() {
        upload.ifPresent(parts -> {
            if (parts.partBytes() > newest.size()) {
                newest = new Mark(
                        parts.location(),
                        parts.partBytes(),
                        parts.state(Optional.empty()).toString());
            }
        });
        return newest;
    }

    @Override
    public Mark mark() throws IOException {
        checkUsable();
        if (size() == newest.size()) {
            return newest;
        }
        try {
            newest = upload.isPresent() ? markParts(upload.get()) : markObject();
            return newest;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private Mark markObject() throws IOException {
        Location location = takeUnused();
        bucket.put(store.keys().object(location), filling.payload());
        return new Mark(location, filling.size(), new WriterState.Whole().toString());
    }

    private Mark markParts(Multipart parts) throws IOException {
        if (filling.isFull()) {
            sendPart();
        }
        Optional<String> tail = Optional.empty();
        if (filling.size() > 0) {
            tail = Optional.of(Keys.freshTail());
            bucket.put(store.keys().tail(parts.location(), tail.get()), filling.payload());
        }
        parts.awaitAll();
        noteTailForDeletion();
        return new Mark(parts.location(), size(), parts.state(tail).toString());
    }

    /** A tail that a newer mark does not need is only deleted when the newer mark is surely noted. */
    private void noteTailForDeletion() {
        if (WriterState.parse(newest.state()) instanceof WriterState.Parts old) {
            old.tail().ifPresent(it -> store.deleteLater(store.keys().tail(newest.location(), it)));
        }
    }

    @Override
    public Location seal() throws IOException {
        checkUsable();
        try {
            if (upload.isEmpty()) {
                boolean stands = newest.size() > 0 && newest.size() == size();
                return stands ? newest.location() : markObject().location();
            }
            Multipart parts = upload.get();
            if (filling.size() > 0) {
                sendPart();
            }
            parts.complete();
            noteTailForDeletion();
            return parts.location();
        } catch (IOException e) {
            throw failed(e);
        } finally {
            filling.release();
        }
    }

    private void checkUsable() throws IOException {
        if (failure.isPresent()) {
            throw new IOException("writing has failed before", failure.get());
        }
        if (closed) {
            throw new IOException("the writer is closed");
        }
    }

    private IOException failed(IOException e) {
        failure = Optional.of(e);
        filling.release();
        return e;
    }

    @Override
    public void close() {
        closed = true;
        upload.ifPresent(Multipart::stop);
        filling.release();
    }
}
