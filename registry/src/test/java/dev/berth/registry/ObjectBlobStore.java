package dev.berth.registry;

import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.StorageFull;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A store in memory that is as awkward as an object store may be: what is not sealed cannot be read, bytes that are safe
 * come in steps of parts, and every mark and seal is an object of its own, at a location that was never used.
 */
final class ObjectBlobStore implements BlobStore {
    static final int PART = RunningHash.STEP;

    private final Map<Location, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger takenOver = new AtomicInteger();
    private final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    private volatile String undeletable = "";

    private record Kept(byte[] bytes, boolean sealed) {}

    /** Every location that has an object. */
    SortedSet<String> locations() {
        return kept.keySet().stream().map(Location::value).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How often something was opened for reading. */
    int reads() {
        return reads.get();
    }

    /** How often a writer took over from one that may have been alive. */
    int takenOver() {
        return takenOver.get();
    }

    /** Has room for this many bytes from now on. */
    void allow(long bytes) {
        room.set(bytes);
    }

    @Override
    public BlobWriter write(Mark mark) throws IOException {
        return new Writer(mark, found(mark));
    }

    @Override
    public BlobWriter takeOver(Mark mark) throws IOException {
        takenOver.incrementAndGet();
        byte[] content = found(mark);
        return new Writer(mark.size() == 0 ? mark : put(content, false), content);
    }

    private byte[] found(Mark mark) throws IOException {
        Optional<Kept> found = Optional.ofNullable(kept.get(mark.location()));
        byte[] content = found.map(Kept::bytes).orElse(new byte[0]);
        if (mark.size() > 0 && !mark.state().equals(state(content)) || content.length < mark.size()) {
            throw new BlobMissing(mark.location());
        }
        return Arrays.copyOf(content, (int) mark.size());
    }

    private Mark put(byte[] content, boolean sealed) {
        Location location = Location.fresh();
        kept.put(location, new Kept(content, sealed));
        return new Mark(location, content.length, state(content));
    }

    private static String state(byte[] content) {
        return "object " + Arrays.hashCode(content);
    }

    private final class Writer implements BlobWriter {
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private Mark newest;
        private boolean failed;
        private boolean closed;

        Writer(Mark newest, byte[] before) {
            this.newest = newest;
            content.writeBytes(before);
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            requireUsable();
            if (room.addAndGet(-bytes.remaining()) < 0) {
                failed = true;
                throw new StorageFull(new IOException("the quota is exceeded"));
            }
            byte[] more = new byte[bytes.remaining()];
            bytes.get(more);
            content.writeBytes(more);
        }

        private void requireUsable() throws IOException {
            if (failed || closed) {
                throw new IOException("the writer has failed or is closed");
            }
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public Mark reached() {
            int whole = content.size() / PART * PART;
            if (whole > newest.size()) {
                newest = put(Arrays.copyOf(content.toByteArray(), whole), false);
            }
            return newest;
        }

        @Override
        public Mark mark() throws IOException {
            requireUsable();
            if (content.size() > newest.size()) {
                newest = put(content.toByteArray(), false);
            }
            return newest;
        }

        @Override
        public Location seal() throws IOException {
            requireUsable();
            closed = true;
            return put(content.toByteArray(), true).location();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Override
    public BlobReader read(Location location) throws IOException {
        reads.incrementAndGet();
        Kept found = kept.get(location);
        if (found == null || !found.sealed()) {
            throw new BlobMissing(location);
        }
        return new Reader(found.bytes());
    }

    private record Reader(byte[] bytes) implements BlobReader {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public int read(ByteBuffer buffer, long position) {
            if (position >= bytes.length) {
                return -1;
            }
            int count = (int) Math.min(buffer.remaining(), bytes.length - position);
            buffer.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public void close() {}
    }

    /** Fails when it is to delete what is at this location. */
    void refuseToDelete(String location) {
        undeletable = location;
    }

    @Override
    public void delete(Location location) throws IOException {
        if (location.value().equals(undeletable)) {
            throw new IOException("access denied");
        }
        kept.remove(location);
    }

    @Override
    public void forEach(Consumer<Location> visitor) {
        kept.keySet().forEach(visitor);
    }

    @Override
    public void probe() {}
}
