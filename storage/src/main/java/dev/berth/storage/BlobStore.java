package dev.berth.storage;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Keeps bytes by location. Every method may be called by many threads at once; one location has one writer at a time, which
 * its caller sees to. A method that throws {@link StorageFull} has no room left; what was sealed before stays as it was.
 */
public interface BlobStore {

    /**
     * Goes on writing from this mark; what was written behind it is cut off. A mark without bytes begins.
     *
     * @throws BlobMissing when what the mark covers is not there any more
     */
    BlobWriter write(Mark mark) throws IOException;

    /**
     * The same where somebody else went on from the mark, too, and may still be writing: another node that was cut off, or
     * is slow to die. Nothing that the other one writes from now on becomes part of what this writer makes.
     */
    default BlobWriter takeOver(Mark mark) throws IOException {
        return write(mark);
    }

    /**
     * Opens what was sealed at this location.
     *
     * @throws BlobMissing when nothing was; what was written and not sealed may be missing or there
     */
    BlobReader read(Location location) throws IOException;

    /** Deletes what is kept at this location; nothing happens when nothing is. A reader that is open reads on. */
    void delete(Location location) throws IOException;

    /** Names every location that is kept, in no order; those made or deleted meanwhile may be missed or named. */
    void forEach(Consumer<Location> visitor) throws IOException;

    /** Answers if bytes can really be written, read and deleted now. */
    void probe() throws IOException;
}
