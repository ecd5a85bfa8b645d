package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Uploads;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads bodies that must be in memory as a whole. A small one is read as it comes. A large one waits in the store until all
 * of it is there, however slow its client, and until there is room for it.
 */
final class WholeBodies {
    private static final int SMALL = 16 << 10;
    private static final int PIECE = 8 << 10;

    private final int maxBytes;
    private final BlobStore store;
    private final Uploads uploads;
    private final MemoryBudget memory;

    /**
     * @param maxBytes the longest body
     * @param store where large bodies wait
     * @param uploads what lends them a place there
     * @param memory the room for them
     */
    WholeBodies(int maxBytes, BlobStore store, Uploads uploads, MemoryBudget memory) {
        this.maxBytes = maxBytes;
        this.store = store;
        this.uploads = uploads;
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
     * @param name the repository that it is for
     * @throws RegistryFailure {@code tooLarge} for a body that is too long
     */
    void read(Exchange exchange, RepositoryName name, WireError tooLarge, Use use) throws IOException {
        long announced = exchange.contentLength();
        if (announced >= 0 && announced <= SMALL) {
            use.with(exchange.body(SMALL, tooLarge));
            return;
        }
        if (announced > maxBytes) {
            throw tooLarge(tooLarge);
        }
        uploads.lend(name, location -> {
            int size = keep(exchange.body(), location, tooLarge);
            memory.within(size, () -> use.with(kept(location, size)));
        });
    }

    private RegistryFailure tooLarge(WireError error) {
        return new RegistryFailure(error, error.message() + ": at most " + maxBytes + " bytes");
    }

    /** Puts the body into the store, and tells how long it is. */
    private int keep(InputStream body, Location location, WireError tooLarge) throws IOException {
        byte[] piece = new byte[PIECE];
        int size = 0;
        try (BlobWriter writer = store.write(location, 0)) {
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                size += read;
                if (size > maxBytes) {
                    throw tooLarge(tooLarge);
                }
                writer.write(ByteBuffer.wrap(piece, 0, read));
            }
        }
        return size;
    }

    private byte[] kept(Location location, int size) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(size);
        try (BlobReader reader = store.read(location)) {
            while (content.hasRemaining()) {
                if (reader.read(content, content.position()) < 0) {
                    throw new EOFException("a body that was kept has become shorter");
                }
            }
        } catch (BlobMissing e) {
            // Whoever deletes files by hand, or a restore, may have taken it.
            throw new RegistryFailure(WireError.UNAVAILABLE);
        }
        return content.array();
    }
}
