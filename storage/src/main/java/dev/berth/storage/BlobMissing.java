package dev.berth.storage;

import java.io.IOException;
import java.io.Serial;

/** Nothing, or too little, is kept at the location. */
public final class BlobMissing extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    public BlobMissing(Location location) {
        super("nothing is kept at " + location);
    }
}
