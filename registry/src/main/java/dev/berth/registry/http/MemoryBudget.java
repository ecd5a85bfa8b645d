package dev.berth.registry.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the memory that long documents take at once: a quarter of what there is. Who finds no room waits for it. */
final class MemoryBudget {
    private static final int UNIT = 1024;

    /** A document is there as it came, as what it means, and as what is written of it. */
    private static final int COPIES = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int total;
    private final Semaphore room;

    MemoryBudget() {
        total = (int) Math.min(Runtime.getRuntime().maxMemory() / 4 / UNIT, Integer.MAX_VALUE);
        room = new Semaphore(total, true);
    }

    /** What is done with a document. */
    interface Use {
        /** Does it, and lets go of the document. */
        void run() throws IOException;
    }

    /**
     * Does something with a document of this many bytes.
     *
     * @throws RegistryFailure {@link WireError#UNAVAILABLE} when others keep the memory for too long
     */
    void within(long bytes, Use use) throws IOException {
        int units = (int) Math.min(total, COPIES * bytes / UNIT);
        if (!acquire(units)) {
            throw new RegistryFailure(WireError.UNAVAILABLE);
        }
        try {
            use.run();
        } finally {
            room.release(units);
        }
    }

    private boolean acquire(int units) {
        try {
            return room.tryAcquire(units, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
