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
}
