package dev.berth.storage;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Keeps bytes by location. Every method may be called by many threads at once; one location has one writer at a time, which
 * its caller sees to. A method that throws {@link StorageFull} has no room left; what was sealed before stays as it was.
 */
public interface BlobStore {

    /**
     * Goes on writing at this offset; what was written behind it is cut off. Offset 0 makes the location.
     *
     * @throws BlobMissing when the offset is not 0 and fewer bytes than that are there
     */
    BlobWriter write(Location location, long offset) throws IOException;

    /**
     * Opens what is kept at this location.
     *
     * @throws BlobMissing when nothing is
     */
    BlobReader read(Location location) throws IOException;

    /** Deletes what is kept at this location; nothing happens when nothing is. A reader that is open reads on. */
    void delete(Location location) throws IOException;

    /** Names every location that is kept, in no order; those made or deleted meanwhile may be missed or named. */
    void forEach(Consumer<Location> visitor) throws IOException;

    /** Answers if bytes can really be written, read and deleted now. */
    void probe() throws IOException;
}
