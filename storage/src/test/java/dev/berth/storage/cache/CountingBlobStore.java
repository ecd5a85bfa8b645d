package dev.berth.storage.cache;

import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts who reads, and has readers wait or fail where the test wants it. */
final class CountingBlobStore implements BlobStore {
    private final BlobStore store;
    private final AtomicInteger opened = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile long holdAfter = Long.MAX_VALUE;
    private volatile boolean holdsFirstAlone;
    private volatile long breakAfter = Long.MAX_VALUE;
    private volatile boolean failing;

    CountingBlobStore(BlobStore store) {
        this.store = store;
    }

    int opened() {
        return opened.get();
    }

    void failReads() {
        failing = true;
    }

    void holdReadsAfter(long bytes) {
        holdAfter = bytes;
    }

    void holdFirstReaderAfter(long bytes) {
        holdsFirstAlone = true;
        holdAfter = bytes;
    }

    void letReadsGo() {
        gate.countDown();
    }

    void breakNextReaderAfter(long bytes) {
        breakAfter = bytes;
    }

    @Override
    public BlobReader read(Location location) throws IOException {
        if (failing) {
            throw new IOException("the store is not asked");
        }
        int number = opened.incrementAndGet();
        long end = breakAfter;
        breakAfter = Long.MAX_VALUE;
        long hold = holdsFirstAlone && number > 1 ? Long.MAX_VALUE : holdAfter;
        BlobReader reader = store.read(location);
        return new BlobReader() {
            @Override
            public long size() throws IOException {
                return reader.size();
            }

            @Override
            public int read(ByteBuffer buffer, long position) throws IOException {
                if (position >= end) {
                    throw new IOException("broken off");
                }
                if (position >= hold) {
                    awaitGate();
                }
                return reader.read(buffer, position);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    private void awaitGate() throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public BlobWriter write(Mark mark) throws IOException {
        return store.write(mark);
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
