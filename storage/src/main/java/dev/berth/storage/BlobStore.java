package dev.berth.storage;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Keeps bytes by location. Every method may be called by many threads at once; one location has one writer at a time, which
 * its caller sees to. A method that throws {@link StorageFull} has no room left, one that throws {@link StorageUnavailable}
 * may succeed later; what was sealed or marked before stays as it was.
 *
 * <p>A writer may keep its bytes elsewhere than where it began: what counts are the locations of the newest mark and of the
 * seal. Who notes one with another location discards the former one, with {@link #delete}.
 */
public interface BlobStore {

    /**
     * Goes on writing from this mark, which a writer of this store gave; what was written behind it is cut off. A mark
     * without bytes begins. Older marks of the same upload may not hold any more. Where another process may have gone on
     * from the mark, {@link #takeOver} is right, even if that process is dead.
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
     * Opens what was sealed at this location. When that is deleted, a reader that is open reads on or fails; it never gives
     * other bytes.
     *
     * @throws BlobMissing when nothing was; what was written and not sealed may be missing or there
     */
    BlobReader read(Location location) throws IOException;

    /** Deletes what is kept at this location, sealed or not; nothing happens when nothing is. */
    void delete(Location location) throws IOException;

    /** Names every location that is kept, in no order; those made or deleted meanwhile may be missed or named. */
    void forEach(Consumer<Location> visitor) throws IOException;

    /**
     * The same without those that a writer, of any process, may have made on its own just now, and that its caller may not
     * have noted yet: only what this names and nobody knows was surely left behind. What the store itself has left behind, as
     * by a probe that was cut off, it takes away on this occasion.
     */
    default void forEachSettled(Consumer<Location> visitor) throws IOException {
        forEach(visitor);
    }

    /** Answers if bytes can really be written, read and deleted now. */
    void probe() throws IOException;
}
