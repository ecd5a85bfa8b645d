package dev.berth.storage;

import java.io.IOException;
import java.io.Serial;

/** The storage has no room for what should be written. */
public final class StorageFull extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public StorageFull(IOException cause) {
        super("the storage is full", cause);
    }

    /** This failure of a file system as what it means: the same failure, unless it says that there is no room left. */
    public static IOException or(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        boolean full = message.contains("No space left on device")
                || message.contains("Disk quota exceeded")
                || message.contains("File too large");
        return full ? new StorageFull(failure) : failure;
    }
}
