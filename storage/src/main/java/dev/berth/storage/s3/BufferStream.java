package dev.berth.storage.s3;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;

/** Reads buffer after buffer, and leaves them as they are: each attempt of a request begins at the first. */
final class BufferStream extends InputStream {
    private final List<ByteBuffer> buffers;
    private int at;

    BufferStream(List<ByteBuffer> buffers) {
        this.buffers = buffers.stream().map(ByteBuffer::duplicate).toList();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        while (at < buffers.size() && !buffers.get(at).hasRemaining()) {
            at++;
        }
        if (at == buffers.size()) {
            return length == 0 ? 0 : -1;
        }
        ByteBuffer buffer = buffers.get(at);
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    @Override
    public int available() {
        return buffers.stream().mapToInt(ByteBuffer::remaining).sum();
    }
}
