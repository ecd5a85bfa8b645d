package dev.berth.storage.s3;

import java.io.IOException;
import java.io.Serial;

/** The store cannot be used as it is configured; the message is one line that says why, and what to do. */
public final class StoreRefused extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    StoreRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
