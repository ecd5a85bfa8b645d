package dev.berth.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a client that waits for leave to send it, which the first look at it gives (RFC 9110, 10.1.1). */
final class AwaitedBody extends FilterInputStream {
    private boolean awaited = true;

    AwaitedBody(InputStream in) {
        super(in);
    }

    /** Whether nobody has looked at it yet. */
    boolean isAwaited() {
        return awaited;
    }

    @Override
    public int read() throws IOException {
        awaited = false;
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        awaited = false;
        return super.read(bytes, offset, length);
    }
}
