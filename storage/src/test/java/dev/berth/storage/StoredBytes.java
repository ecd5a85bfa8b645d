package dev.berth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts bytes into a store and gets them back, whole. */
public final class StoredBytes {
    private static final int PIECE = 64 << 10;

    private StoredBytes() {}

    /** Bytes that look random and are the same for the same seed. */
    public static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** Keeps the content, sealed, at this location or where the store wants it, which is answered. */
    public static Location keep(BlobStore store, Location location, byte[] content) throws IOException {
        try (BlobWriter writer = store.write(Mark.start(location))) {
            for (int at = 0; at < content.length; at += PIECE) {
                writer.write(ByteBuffer.wrap(content, at, Math.min(PIECE, content.length - at)));
            }
            return writer.seal();
        }
    }

    /** Writes the content up to a mark, without a seal, from this location on. */
    public static Mark mark(BlobStore store, Location location, byte[] content) throws IOException {
        try (BlobWriter writer = store.write(Mark.start(location))) {
            writer.write(ByteBuffer.wrap(content));
            return writer.mark();
        }
    }

    /** Goes on from the mark with the content, and seals it all. */
    public static Location finish(BlobStore store, Mark mark, byte[] content) throws IOException {
        try (BlobWriter writer = store.write(mark)) {
            writer.write(ByteBuffer.wrap(content));
            return writer.seal();
        }
    }

    /** Everything that is kept at this location. */
    public static byte[] content(BlobStore store, Location location) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try (BlobReader reader = store.read(location)) {
            ByteBuffer buffer = ByteBuffer.allocate(PIECE);
            int read = reader.read(buffer, 0);
            while (read >= 0) {
                content.write(buffer.array(), 0, read);
                read = reader.read(buffer.clear(), content.size());
            }
            assertThat(reader.size()).isEqualTo(content.size());
        }
        return content.toByteArray();
    }

    /** The bytes from {@code from} on, up to but without {@code to}. */
    public static byte[] part(BlobReader reader, int from, int to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(to - from);
        while (buffer.hasRemaining()) {
            assertThat(reader.read(buffer, from + buffer.position())).isPositive();
        }
        return buffer.array();
    }

    /** Every location that the store names. */
    public static List<Location> named(BlobStore store) throws IOException {
        List<Location> named = new ArrayList<>();
        store.forEach(named::add);
        return named;
    }
}
