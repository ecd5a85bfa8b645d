package dev.berth.server;

import dev.berth.server.Warning.Weight;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The disk that the data folder is on.
 *
 * @param folder where it is looked at
 * @param total how many bytes it has room for
 * @param free how many more Berth can write
 */
record DataDisk(String folder, long total, long free) {
    private static final double LITTLE = 0.05;
    private static final long ENOUGH = 50L << 30;
    private static final long NOTHING = 256L << 20;

    /** How it is now; empty where the operating system does not tell. */
    static Optional<DataDisk> of(Path folder) {
        try {
            FileStore store = Files.getFileStore(folder);
            return Optional.of(
                    new DataDisk(folder.toAbsolutePath().toString(), store.getTotalSpace(), store.getUsableSpace()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What is to be said where there is little room left. */
    Optional<Warning> warning() {
        if (free >= NOTHING && (free >= ENOUGH || free >= total * LITTLE)) {
            return Optional.empty();
        }
        return Optional.of(
                new Warning(
                        "disk_full",
                        free < NOTHING ? Weight.TROUBLE : Weight.WARNING,
                        "The disk of " + folder + " is nearly full: " + (free >> 20) + " MiB are left of "
                                + (total >> 20) + ".",
                        "Give it more room, or delete images and then collect under Collection; uploads fail when it is full."));
    }
}
