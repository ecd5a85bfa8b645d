package dev.berth.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Gives its bytes, and lets something happen before it says that there are no more. */
final class BeforeTheEnd extends FilterInputStream {
    private final Runnable event;
    private boolean happened;

    BeforeTheEnd(InputStream in, Runnable event) {
        super(in);
        this.event = event;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0 && !happened) {
            happened = true;
            event.run();
        }
        return read;
    }
}
