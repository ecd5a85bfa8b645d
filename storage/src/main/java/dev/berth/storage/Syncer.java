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

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("storage-sync-", 0).daemon().factory());

    /** Returns when the file's bytes and its name in the folder survive the loss of power. */
    void sync(FileChannel file, Path folder) throws IOException {
        Future<?> done = threads.submit(() -> {
            file.force(false);
            force(folder);
            return null;
        });
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
    }
}
