package dev.berth.registry;

import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.StorageFull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** A store with room for so many bytes and no more; of a write that does not fit it takes what does. */
final class RationedBlobStore implements BlobStore {
    private final BlobStore store;
    private final AtomicLong room = new AtomicLong();

    RationedBlobStore(BlobStore store) {
        this.store = store;
    }

    /** Has room for this many bytes from now on. */
    void allow(long bytes) {
        room.set(bytes);
    }

    @Override
    public BlobWriter write(Mark mark) throws IOException {
        BlobWriter writer = store.write(mark);
        return new BlobWriter() {
            @Override
            public void write(ByteBuffer bytes) throws IOException {
                int fits = (int) Math.min(room.get(), bytes.remaining());
                room.addAndGet(-fits);
                boolean full = fits < bytes.remaining();
                writer.write(bytes.slice(bytes.position(), fits));
                if (full) {
                    throw new StorageFull(new IOException("No space left on device"));
                }
                bytes.position(bytes.limit());
            }

            @Override
            public long size() {
                return writer.size();
            }

            @Override
            public Mark reached() {
                return writer.reached();
            }

            @Override
            public Mark mark() throws IOException {
                return writer.mark();
            }

            @Override
            public Location seal() throws IOException {
                return writer.seal();
            }

            @Override
            public void close() throws IOException {
                writer.close();
            }
        };
    }

    @Override
    public BlobReader read(Location location) throws IOException {
        return store.read(location);
    }

    @Override
    public void delete(Location location) throws IOException {
        store.delete(location);
    }

    @Override
    public void forEach(Consumer<Location> visitor) throws IOException {
        store.forEach(visitor);
    }

    @Override
    public void probe() throws IOException {
        store.probe();
    }
}
