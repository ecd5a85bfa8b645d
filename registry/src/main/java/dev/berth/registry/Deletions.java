package dev.berth.registry;

import dev.berth.storage.BlobStore;
import dev.berth.storage.Location;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Deletes bytes, several at a time, since some stores need a round trip for each. */
final class Deletions {
    private static final int AT_ONCE = 16;

    private Deletions() {}

    /**
     * What became of some deletions.
     *
     * @param gone where nothing is any more
     * @param failure why another could not be deleted, when one could not
     */
    record Outcome(List<Location> gone, Optional<IOException> failure) {}

    /** Deletes what is at these locations; what cannot be deleted keeps no other from it. */
    static Outcome delete(BlobStore bytes, List<Location> locations) {
        List<Future<Location>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, Math.max(1, locations.size())),
                Thread.ofVirtual().name("deletion-", 0).factory())) {
            for (Location location : locations) {
                all.add(threads.submit(() -> {
                    bytes.delete(location);
                    return location;
                }));
            }
        }
        List<Location> gone = new ArrayList<>();
        Optional<IOException> failure = Optional.empty();
        for (Future<Location> each : all) {
            try {
                gone.add(each.get());
            } catch (ExecutionException e) {
                failure =
                        Optional.of(e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failure = Optional.of(new IOException("interrupted while bytes are deleted", e));
            }
        }
        return new Outcome(gone, failure);
    }
}
