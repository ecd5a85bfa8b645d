package dev.berth.http;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The body of an answer that is written piece by piece. */
@FunctionalInterface
public interface LongBody {
    /** Writes all bytes, the last ones marked as such. */
    void writeTo(Sink sink) throws IOException;

    /** Where the bytes go. */
    @FunctionalInterface
    interface Sink {
        /** Sends these bytes, {@code last} when no more follow, and returns when the buffer may be used again. */
        void write(ByteBuffer bytes, boolean last) throws IOException;
    }
}
