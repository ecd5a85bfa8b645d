package dev.berth.http;

import java.io.IOException;

/** One operation on the wire. It answers the exchange exactly once, or throws what says why not. */
@FunctionalInterface
public interface Operation {
    /**
     * Serves this request. Runs on a virtual thread and may block.
     *
     * @throws IOException when the client's connection or the storage fails
     */
    void serve(Exchange exchange) throws IOException;
}
