package dev.berth.storage.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** The bytes of one part, from the first that arrives until the part is sent. */
final class PartBuffer {
    private final PartMemory memory;
    private final PartMemory.Share share;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private final CRC32C sum = new CRC32C();
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
            ByteBuffer piece = bytes.slice(bytes.position(), count);
            segment.put(piece);
            sum.update(piece.rewind());
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
    Payload payload() {
        List<ByteBuffer> content = segments.stream()
                .map(segment -> segment.duplicate().flip().asReadOnlyBuffer())
                .toList();
        return Payload.of(content, size, sum);
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
        sum.reset();
        size = 0;
    }
}
