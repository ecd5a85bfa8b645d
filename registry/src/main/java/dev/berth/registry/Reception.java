package dev.berth.registry;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** Moves the body of one request into the store, hashing it on the way. */
final class Reception {
    private final BlobWriter writer;
    private final RunningHash hash;
    private final Optional<ChunkRange> range;
    private final Buffers buffers;
    private final Duration interval;
    private final Progress progress;
    private long noted = System.nanoTime();

    /** What is told, now and then, how far the blob has come. */
    interface Progress {
        void note(Mark reached);
    }

    /**
     * @param range which bytes of the blob the client says that the body is
     * @param interval how often the progress is told
     * @param progress is told how far the blob has come
     */
    Reception(
            BlobWriter writer,
            RunningHash hash,
            Optional<ChunkRange> range,
            Buffers buffers,
            Duration interval,
            Progress progress) {
        this.writer = writer;
        this.hash = hash;
        this.range = range;
        this.buffers = buffers;
        this.interval = interval;
        this.progress = progress;
    }

    /**
     * Takes the whole body. When it breaks off, what has arrived is stored and hashed.
     *
     * @throws RegistryFailure {@link WireError#SIZE_INVALID} when it is not as long as its range
     */
    void receive(InputStream body) throws IOException {
        byte[] buffer = buffers.take();
        try {
            move(body, buffer);
        } finally {
            buffers.give(buffer);
        }
        if (range.filter(ChunkRange::hasLast).isPresent()
                && hash.size() != range.get().last() + 1) {
            throw new RegistryFailure(WireError.SIZE_INVALID, "the chunk is shorter than its Content-Range");
        }
    }

    private void move(InputStream body, byte[] buffer) throws IOException {
        int filled = 0;
        int read = 0;
        while (read >= 0) {
            try {
                read = body.read(buffer, filled, buffer.length - filled);
            } catch (IOException e) {
                take(buffer, filled);
                throw e;
            }
            filled += Math.max(read, 0);
            noteProgress();
            if (read < 0 || filled == buffer.length) {
                take(buffer, filled);
                filled = 0;
            }
        }
    }

    private void take(byte[] buffer, int length) throws IOException {
        if (range.filter(ChunkRange::hasLast).isPresent()
                && hash.size() + length > range.get().last() + 1) {
            throw new RegistryFailure(WireError.SIZE_INVALID, "the chunk is longer than its Content-Range");
        }
        hash.update(buffer, 0, length);
        writer.write(ByteBuffer.wrap(buffer, 0, length));
    }

    /** Notes now and then how far the blob has come, and that somebody is at work, even if the store has nothing new. */
    private void noteProgress() {
        if (System.nanoTime() - noted > interval.toNanos()) {
            progress.note(writer.reached());
            noted = System.nanoTime();
        }
    }
}
