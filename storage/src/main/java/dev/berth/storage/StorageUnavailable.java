package dev.berth.storage;

import java.io.IOException;
import java.io.Serial;

/** The storage cannot be reached, or cannot serve now; trying again later may succeed. */
public final class StorageUnavailable extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public StorageUnavailable(String message) {
        super(message);
    }

    public StorageUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
