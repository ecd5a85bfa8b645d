package dev.berth.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes the bytes of one location, in order. Closing without sealing keeps what was written, not yet safe from power loss. */
public interface BlobWriter extends Closeable {

    /** Appends everything that remains in the buffer. It survives the death of the process when this returns. */
    void write(ByteBuffer bytes) throws IOException;

    /** How many bytes the location has by now. */
    long size();

    /** Makes everything written, and the location itself, survive the loss of power. Nothing is written afterwards. */
    void seal() throws IOException;

    @Override
    void close() throws IOException;
}
