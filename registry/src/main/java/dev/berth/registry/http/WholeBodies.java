package dev.berth.registry.http;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.StorageFull;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Reads bodies that must be in memory as a whole. A small one is read as it comes. A large one waits in a file until all of
 * it is there, however slow its client, and until there is room for it. The file has no name any more once it is open, so
 * nothing is left of it however the process ends.
 */
final class WholeBodies {
    private static final int SMALL = 16 << 10;
    private static final int PIECE = 8 << 10;

    private final int maxBytes;
    private final Path scratch;
    private final MemoryBudget memory;

    /**
     * @param maxBytes the longest body
     * @param scratch the folder where large bodies wait
     * @param memory the room for them
     */
    WholeBodies(int maxBytes, Path scratch, MemoryBudget memory) {
        this.maxBytes = maxBytes;
        this.scratch = scratch;
        this.memory = memory;
    }

    /** What is done with a body. */
    interface Use {
        /** Does it, and lets go of the bytes. */
        void with(byte[] content) throws IOException;
    }

    /**
     * Reads the body and uses it.
     *
     * @throws RegistryFailure {@code tooLarge} for a body that is too long
     */
    void read(Exchange exchange, WireError tooLarge, Use use) throws IOException {
        long announced = exchange.contentLength();
        if (announced >= 0 && announced <= SMALL) {
            use.with(exchange.body(SMALL, tooLarge));
            return;
        }
        if (announced > maxBytes) {
            throw tooLarge(tooLarge);
        }
        Path name = scratch.resolve("body-" + UUID.randomUUID());
        // Where a system lets go of names of open files, this one goes before the first byte is written.
        try (FileChannel file = FileChannel.open(name, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE)) {
            int size = keep(exchange.body(), file, tooLarge);
            memory.within(size, () -> use.with(kept(file, size)));
        }
    }

    private RegistryFailure tooLarge(WireError error) {
        return new RegistryFailure(error, error.message() + ": at most " + maxBytes + " bytes");
    }

    /** Puts the body into the file, and tells how long it is. */
    private int keep(InputStream body, FileChannel file, WireError tooLarge) throws IOException {
        byte[] piece = new byte[PIECE];
        int size = 0;
        for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
            size += read;
            if (size > maxBytes) {
                throw tooLarge(tooLarge);
            }
            write(file, ByteBuffer.wrap(piece, 0, read));
        }
        return size;
    }

    private static void write(FileChannel file, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw StorageFull.or(e);
        }
    }

    private static byte[] kept(FileChannel file, int size) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(size);
        while (content.hasRemaining()) {
            if (file.read(content, content.position()) < 0) {
                throw new EOFException("a body that was kept has become shorter");
            }
        }
        return content.array();
    }
}
