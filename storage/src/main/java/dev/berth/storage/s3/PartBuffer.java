package dev.berth.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.sync.RequestBody;

/** The bytes of one part, from the first that arrives until the part is sent. */
final class PartBuffer {
    static final String CONTENT_TYPE = "application/octet-stream";

    private final PartMemory memory;
    private final PartMemory.Share share;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private final int capacity;
    private int size;
    private boolean departed;

    /** An empty part of this many bytes at most. */
    PartBuffer(PartMemory memory, int capacity) {
        this.memory = memory;
        this.share = memory.share();
        this.capacity = capacity;
        share.begin(capacity);
    }

    int size() {
        return size;
    }

    boolean isFull() {
        return size == capacity;
    }

    /** Takes as much from the buffer as there is room for. */
    void fill(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining() && !isFull()) {
            ByteBuffer segment = open();
            int count = Math.min(bytes.remaining(), Math.min(segment.remaining(), capacity - size));
            segment.put(bytes.slice(bytes.position(), count));
            bytes.position(bytes.position() + count);
            size += count;
        }
    }

    private ByteBuffer open() throws IOException {
        if (segments.isEmpty() || !segments.getLast().hasRemaining()) {
            segments.add(share.take());
        }
        return segments.getLast();
    }

    /** The bytes as a request carries them; what is added later is not among them. */
    RequestBody body() {
        List<ByteBuffer> content = segments.stream()
                .map(segment -> segment.duplicate().flip().asReadOnlyBuffer())
                .toList();
        return RequestBody.fromContentProvider(() -> new Content(content), size, CONTENT_TYPE);
    }

    /** The part is complete and on its way; its memory comes back by {@link #release}. */
    void depart() {
        share.depart();
        departed = true;
    }

    /** Gives the memory back; the bytes are gone. Repeated, it does nothing. */
    void release() {
        if (departed) {
            memory.giveBack(segments);
        } else {
            share.release(segments);
        }
        segments.clear();
        size = 0;
    }

    /** Reads segment after segment; each attempt of a request begins at the first. */
    private static final class Content extends InputStream {
        private final List<ByteBuffer> segments;
        private int at;

        Content(List<ByteBuffer> segments) {
            this.segments = segments.stream().map(ByteBuffer::duplicate).toList();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            while (at < segments.size() && !segments.get(at).hasRemaining()) {
                at++;
            }
            if (at == segments.size()) {
                return length == 0 ? 0 : -1;
            }
            ByteBuffer segment = segments.get(at);
            int count = Math.min(length, segment.remaining());
            segment.get(target, offset, count);
            return count;
        }

        @Override
        public int available() {
            return segments.stream().mapToInt(ByteBuffer::remaining).sum();
        }
    }
}
