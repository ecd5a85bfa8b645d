package dev.berth.storage.cache;

import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Keeps what is read from another store in a local folder, as far as there is room, and serves it from there the next time.
 * Many who want the same at once share one fetch, and have the first bytes before the last have come. Whatever goes wrong
 * with the folder, the other store answers instead.
 */
public final class CachingBlobStore implements BlobStore {
    private final BlobStore store;
    private final CacheFolder folder;
    private final ConcurrentMap<Location, CompletableFuture<Optional<Fill>>> fills = new ConcurrentHashMap<>();
    private final Set<Thread> fillers = ConcurrentHashMap.newKeySet();
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();

    /**
     * @param store what is cached
     * @param folder where; made when it does not exist, and owned by this cache alone
     * @param bytes how much the folder may hold
     */
    public CachingBlobStore(BlobStore store, Path folder, long bytes) {
        this.store = store;
        this.folder = CacheFolder.open(folder, bytes);
    }

    @Override
    public BlobReader read(Location location) throws IOException {
        Optional<BlobReader> kept = kept(location);
        if (kept.isPresent()) {
            hits.increment();
            return kept.get();
        }
        misses.increment();
        CompletableFuture<Optional<Fill>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Fill>> theirs = fills.putIfAbsent(location, mine);
        if (theirs != null) {
            Optional<BlobReader> joined = theirs.join().flatMap(fill -> fill.reader(() -> store.read(location)));
            return joined.isPresent() ? joined.get() : store.read(location);
        }
        return fetch(location, mine);
    }

    private Optional<BlobReader> kept(Location location) {
        return folder.find(location).map(file -> new CachedReader(file, () -> store.read(location)));
    }

    private BlobReader fetch(Location location, CompletableFuture<Optional<Fill>> announced) throws IOException {
        Optional<Fill> fill = Optional.empty();
        try {
            // Somebody may have finished between the look and the announcement.
            Optional<BlobReader> kept = kept(location);
            if (kept.isPresent()) {
                return kept.get();
            }
            BlobReader source = store.read(location);
            fill = begin(location, source);
            if (fill.isEmpty()) {
                return source;
            }
            BlobReader reader = fill.get().reader(() -> store.read(location)).orElseThrow();
            Fill begun = fill.get();
            Thread filler = Thread.ofVirtual().name("cache-fill").unstarted(() -> {
                begun.run();
                fills.remove(location, announced);
                fillers.remove(Thread.currentThread());
            });
            fillers.add(filler);
            filler.start();
            return reader;
        } finally {
            if (fill.isEmpty()) {
                fills.remove(location, announced);
            }
            announced.complete(fill);
        }
    }

    private Optional<Fill> begin(Location location, BlobReader source) throws IOException {
        try {
            return folder.begin(location, source.size()).map(partial -> new Fill(source, partial));
        } catch (IOException e) {
            source.close();
            throw e;
        }
    }

    /** Returns when nobody writes to the folder of what was read until now. */
    void settle() {
        try {
            for (Thread filler : fillers) {
                filler.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How many bytes the folder holds, those that are on their way included. */
    public long cachedBytes() {
        return folder.bytes();
    }

    /** How many reads the folder has answered. */
    public long hits() {
        return hits.sum();
    }

    /** How many reads had to ask the other store, or whoever was asking it already. */
    public long misses() {
        return misses.sum();
    }

    @Override
    public BlobWriter write(Mark mark) throws IOException {
        return store.write(mark);
    }

    @Override
    public BlobWriter takeOver(Mark mark) throws IOException {
        return store.takeOver(mark);
    }

    @Override
    public void delete(Location location) throws IOException {
        folder.remove(location);
        store.delete(location);
    }

    @Override
    public void forEach(Consumer<Location> visitor) throws IOException {
        store.forEach(visitor);
    }

    @Override
    public void forEachSettled(Consumer<Location> visitor) throws IOException {
        store.forEachSettled(visitor);
    }

    @Override
    public void probe() throws IOException {
        store.probe();
    }
}
