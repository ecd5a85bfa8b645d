package dev.berth.http;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Remembers which requests were served within the last half minute: what they read is in memory still. Where two share a place
 * the later one is remembered; and the rare two that cannot be told apart are taken for one.
 */
final class RecentRequests {
    private static final int PLACES = 4096;
    private static final int NANOS_TO_SECONDS = 30; // as a power of two, which is near enough
    private static final int LONG_AGO = 30;

    /** The key of a request in the upper half, the second it was served in in the lower. */
    private final AtomicLongArray served = new AtomicLongArray(PLACES);

    /** Notes that a request of this method and path has been served. */
    void add(String method, String path, long nanoTime) {
        int key = key(method, path);
        long entry = entry(key, nanoTime);
        // Written once a second, however often it is served: a write takes the line from the other processors' caches.
        if (served.getPlain(place(key)) != entry) {
            served.setOpaque(place(key), entry);
        }
    }

    /** Whether such a request was served not long ago. */
    boolean contains(String method, String path, long nanoTime) {
        int key = key(method, path);
        long entry = served.getOpaque(place(key));
        int age = (int) entry(key, nanoTime) - (int) entry;
        return (int) (entry >>> 32) == key && age >= 0 && age <= LONG_AGO;
    }

    private static int key(String method, String path) {
        int key = path.hashCode() * 31 + method.hashCode();
        return key == 0 ? 1 : key;
    }

    private static int place(int key) {
        return (key ^ key >>> 16) & PLACES - 1;
    }

    private static long entry(int key, long nanoTime) {
        return (long) key << 32 | nanoTime >>> NANOS_TO_SECONDS & 0xffff_ffffL;
    }
}
