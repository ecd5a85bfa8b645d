package dev.berth.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the bytes of one location, from any place in them. */
public interface BlobReader extends Closeable {

    /** How many bytes there are. */
    long size() throws IOException;

    /** Reads into the buffer from this position on, and tells how many bytes it read: at least one, or -1 at the end. */
    int read(ByteBuffer buffer, long position) throws IOException;

    @Override
    void close() throws IOException;
}
