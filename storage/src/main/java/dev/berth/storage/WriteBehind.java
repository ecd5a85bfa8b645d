package dev.berth.storage;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Future;

/**
 * Brings what has been written to a file to the disk while more of it arrives. The disk works all the time then, and not only when
 * the last byte is there; and no client fills the memory of the machine faster than the disk empties it.
 */
final class WriteBehind {
    /** So many bytes are worth a sync of their own. */
    static final long STEP = 16L << 20;

    /** With so many bytes that are not on their way to the disk the next ones wait. */
    static final long MOST = 4 * STEP;

    private final Sync sync;
    private long begunAt;
    private Optional<Future<?>> begun = Optional.empty();

    /** Begins to bring what the file has to the disk. */
    interface Sync {
        Future<?> begin();
    }

    /** @param size how many bytes the file has that somebody else brings to the disk */
    WriteBehind(Sync sync, long size) {
        this.sync = sync;
        this.begunAt = size;
    }

    /**
     * Is told how many bytes the file has by now.
     *
     * @throws IOException when earlier ones did not get to the disk
     */
    void written(long size) throws IOException {
        if (size - begunAt < STEP || (size - begunAt < MOST && isAtWork())) {
            return;
        }
        settle();
        begunAt = size;
        begun = Optional.of(sync.begin());
    }

    private boolean isAtWork() {
        return begun.filter(it -> !it.isDone()).isPresent();
    }

    /**
     * Waits until what has been begun is done. A disk tells of a failure once only, and so does this: whoever asks later is told
     * that all is well.
     *
     * @throws IOException when bytes did not get to the disk
     */
    void settle() throws IOException {
        Optional<Future<?>> last = begun;
        begun = Optional.empty();
        if (last.isPresent()) {
            Syncer.await(last.get());
        }
    }
}
