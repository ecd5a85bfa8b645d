package dev.berth.storage.s3;

import dev.berth.storage.Location;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The locations at which this process has begun to keep something, the last few thousand of them. A request that seems to
 * have failed may still reach the store, so none of them is begun at again.
 */
final class UsedLocations {
    private static final int MOST = 16_384;

    private final Map<Location, Boolean> used = new LinkedHashMap<>(16, 0.75f, false) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Location, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized void add(Location location) {
        used.put(location, true);
    }

    synchronized boolean contains(Location location) {
        return used.containsKey(location);
    }

    synchronized void remove(Location location) {
        used.remove(location);
    }
}
