package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Bounds the memory that the bodies of all requests at once may take. Small bodies pass; a large one waits until the others
 * that are held leave room.
 */
final class BodyBudget {
    private static final int SMALL = 64 << 10;
    private static final int AT_ONCE = 2;

    private final int maxBytes;
    private final Semaphore large = new Semaphore(AT_ONCE, true);

    /** @param maxBytes the longest body */
    BodyBudget(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What is done with a body while it counts against the budget. */
    interface Use {
        void with(byte[] content) throws IOException;
    }

    /**
     * Reads the body and uses it.
     *
     * @throws RegistryFailure {@code tooLarge} for a body that is too long
     */
    void read(Exchange exchange, WireError tooLarge, Use use) throws IOException {
        long announced = exchange.contentLength();
        if (announced >= 0 && announced <= SMALL) {
            use.with(exchange.body(SMALL, tooLarge));
            return;
        }
        if (announced > maxBytes) {
            throw new RegistryFailure(tooLarge, tooLarge.message() + ": at most " + maxBytes + " bytes");
        }
        large.acquireUninterruptibly();
        try {
            use.with(exchange.body(maxBytes, tooLarge));
        } finally {
            large.release();
        }
    }
}
