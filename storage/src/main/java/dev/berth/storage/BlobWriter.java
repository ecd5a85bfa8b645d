package dev.berth.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes the bytes of one blob, in order. Closing without sealing keeps what the newest mark covers. When a method fails, the
 * blob has what {@link #reached} tells, or what its storage has taken of the last write, or is {@linkplain BlobMissing missing}
 * when bytes got lost on the way to a disk; all others may fail from then on.
 */
public interface BlobWriter extends Closeable {

    /** Appends everything that remains in the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** How many bytes the blob has by now. */
    long size();

    /** The newest mark that holds without further work: what it covers survives the death of the process. Never fails. */
    Mark reached();

    /** Brings everything written to a mark: it survives the death of the process when this returns. */
    Mark mark() throws IOException;

    /**
     * Makes everything written, and the location itself, survive the loss of power. Nothing is written afterwards.
     *
     * @return where the blob can be read from now on
     */
    Location seal() throws IOException;

    @Override
    void close() throws IOException;
}
