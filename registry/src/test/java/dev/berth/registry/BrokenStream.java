package dev.berth.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives some bytes, then fails as a connection that was cut. */
final class BrokenStream extends FilterInputStream {
    BrokenStream(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0) {
            throw new IOException("the client is gone");
        }
        return read;
    }
}
