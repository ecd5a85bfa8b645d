package dev.berth.storage.s3;

import dev.berth.storage.Location;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Names each location once, of a listing that names an object and its tails one after the other. */
final class Grouping {
    private final Instant latest;
    private final Consumer<Location> visitor;
    private Optional<Location> current = Optional.empty();
    private boolean settled;

    /**
     * @param latest passes over locations of which something came later
     */
    Grouping(Instant latest, Consumer<Location> visitor) {
        this.latest = latest;
        this.visitor = visitor;
    }

    void take(Location location, Instant since) {
        if (!current.equals(Optional.of(location))) {
            end();
            current = Optional.of(location);
            settled = true;
        }
        settled &= !since.isAfter(latest);
    }

    void end() {
        if (settled) {
            current.ifPresent(visitor);
        }
        current = Optional.empty();
    }
}
