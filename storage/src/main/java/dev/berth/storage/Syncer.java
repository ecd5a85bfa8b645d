package dev.berth.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings files to the disk on threads of its own. An fsync holds the thread that calls it, and virtual threads have only as
 * many of those as there are cores, whereas a file system serves many fsyncs with one commit of its journal: the more of them
 * wait together, the less each costs.
 */
final class Syncer implements AutoCloseable {
    private static final int THREADS = 16;

    /** Parts of large files have threads of their own, so that small files need not wait for them. */
    private static final int THREADS_OF_PARTS = 8;

    private final ExecutorService threads = daemons("storage-sync-", THREADS);
    private final ExecutorService threadsOfParts = daemons("storage-part-", THREADS_OF_PARTS);

    private static ExecutorService daemons(String name, int count) {
        return Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name(name, 0).daemon().factory());
    }

    /** Returns when the file's bytes and its name in the folder survive the loss of power. */
    void sync(FileChannel file, Path folder) throws IOException {
        await(threads.submit(() -> {
            file.force(false);
            force(folder);
            return null;
        }));
    }

    /** Begins to bring what has been written to a file to the disk. */
    Future<?> begin(FileChannel file) {
        return threadsOfParts.submit(() -> {
            file.force(false);
            return null;
        });
    }

    /** Returns when this has been done, or throws as it did. */
    static void await(Future<?> done) throws IOException {
        try {
            done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while bringing a file to the disk", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    /** Brings a folder's list of names to the disk. */
    static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        threadsOfParts.shutdown();
    }
}
