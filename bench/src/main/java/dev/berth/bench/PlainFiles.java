package dev.berth.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/** Files that are written one after the other and brought to the disk: what it can take, without a registry. */
record PlainFiles(Path folder, int atATime) {
    private static final int PIECE = 1 << 20;

    /** Writes so many new files of a size, and tells how many seconds it took until all were on the disk; then they are deleted. */
    double write(int count, long size) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        byte[] bytes = new byte[PIECE];
        ThreadLocalRandom.current().nextBytes(bytes);
        List<Callable<Void>> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(String.valueOf(i));
            files.add(() -> {
                write(file, ByteBuffer.allocateDirect(PIECE).put(bytes), size);
                return null;
            });
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(atATime)) {
            long start = System.nanoTime();
            for (Future<Void> file : threads.invokeAll(files)) {
                file.get();
            }
            return (System.nanoTime() - start) / 1e9;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            for (int i = 0; i < count; i++) {
                Files.deleteIfExists(folder.resolve(String.valueOf(i)));
            }
        }
    }

    private static void write(Path file, ByteBuffer piece, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = size; left > 0; ) {
                left -= channel.write(piece.rewind().limit((int) Math.min(left, PIECE)));
            }
            channel.force(true);
        }
    }
}
