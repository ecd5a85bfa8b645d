package dev.berth.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes large blocks to a file past the page cache (O_DIRECT). The bytes of a large blob are not read again soon, and
 * copying them into pages that the kernel has to find first costs more than hashing them. Where the file system or the
 * buffer does not allow it, nothing is written here and the caller writes as usual.
 */
final class DirectFile implements Closeable {
    /** What a buffer must have at least for the detour to pay. */
    private static final int LEAST = 512 << 10;

    /** What positions, lengths and addresses must be multiples of; no file system in use wants more. */
    static final int BLOCK = 4096;

    private static final Optional<OpenOption> DIRECT = direct();

    private final Path path;
    private @Nullable FileChannel channel;
    private boolean refused;

    /** The option of the JDK that no standard interface names, where this JDK has it. */
    private static Optional<OpenOption> direct() {
        try {
            return Stream.of(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .filter(it -> it.toString().equals("DIRECT"))
                    .map(OpenOption.class::cast)
                    .findFirst();
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }

    /** A file that exists; it is opened when there is something to write. */
    DirectFile(Path path) {
        this.path = path;
    }

    /**
     * Writes as many whole blocks of the buffer as can be, and tells how many bytes that were; the buffer stands behind them.
     *
     * @param position where in the file the buffer's first byte belongs
     */
    int writeWholeBlocks(ByteBuffer bytes, long position) {
        int whole = bytes.remaining() - bytes.remaining() % BLOCK;
        if (refused
                || DIRECT.isEmpty()
                || whole < LEAST
                || position % BLOCK != 0
                || !bytes.isDirect()
                || bytes.alignmentOffset(bytes.position(), BLOCK) != 0) {
            return 0;
        }
        FileChannel open = open();
        if (open == null) {
            return 0;
        }
        int written = 0;
        int limit = bytes.limit();
        try {
            while (written < whole) {
                bytes.limit(bytes.position() + whole - written);
                int count = open.write(bytes, position + written);
                written += count;
                if (count % BLOCK != 0) {
                    // Less than a block fitted in: the rest goes the usual way, or fails with a reason.
                    break;
                }
            }
        } catch (IOException e) {
            // Some file systems want larger blocks and say so only here. If the reason is another, the usual way meets
            // it too.
            refused = true;
        } finally {
            bytes.limit(limit);
        }
        return written;
    }

    private @Nullable FileChannel open() {
        FileChannel known = channel;
        if (known == null) {
            try {
                known = FileChannel.open(path, StandardOpenOption.WRITE, DIRECT.orElseThrow());
                channel = known;
            } catch (IOException | UnsupportedOperationException e) {
                refused = true;
            }
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        FileChannel known = channel;
        if (known != null) {
            known.close();
        }
    }
}
