package dev.berth.storage;

import java.net.URI;
import java.time.Duration;

/** What a {@link BlobStore} can do besides, where clients can reach the bytes without Berth: say where. */
public interface Redirecting {
    /**
     * An address from which whoever has it can read the location's bytes, by {@code GET} and in ranges. Nobody is asked, so
     * it is also given for what does not exist.
     *
     * @param validity for how long from now on; at most seven days
     */
    URI addressOf(Location location, Duration validity);
}
