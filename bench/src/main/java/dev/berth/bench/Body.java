package dev.berth.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** The body of a request. */
sealed interface Body {
    Body NONE = new Text("");

    /** The header that tells where the body ends. */
    String framing();

    void writeTo(WritableByteChannel channel) throws IOException;

    private static void write(String text, WritableByteChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** ASCII of a length known beforehand. */
    record Text(String content) implements Body {
        @Override
        public String framing() {
            return "Content-Length: " + content.length();
        }

        @Override
        public void writeTo(WritableByteChannel channel) throws IOException {
            write(content, channel);
        }
    }

    /** A stream of chunks, as Docker sends a layer: from a file that holds them framed, and a last one of its own. */
    record Chunks(FileChannel framed, String last) implements Body {
        private static final String LINE_END = "\r\n";

        @Override
        public String framing() {
            return "Transfer-Encoding: chunked";
        }

        @Override
        public void writeTo(WritableByteChannel channel) throws IOException {
            long size = framed.size();
            for (long sent = 0; sent < size; ) {
                sent += framed.transferTo(sent, size - sent, channel);
            }
            write(Integer.toHexString(last.length()) + LINE_END + last + LINE_END + "0" + LINE_END + LINE_END, channel);
        }

        /** Writes bytes as a chunk. */
        static void frame(byte[] bytes, WritableByteChannel channel) throws IOException {
            write(Integer.toHexString(bytes.length) + LINE_END, channel);
            channel.write(ByteBuffer.wrap(bytes));
            write(LINE_END, channel);
        }
    }
}
