package dev.berth.storage.s3;

import dev.berth.storage.Location;
import java.util.Optional;

/**
 * How locations are named as keys of a bucket:
 *
 * <pre>
 * prefix
 *   00/ … ff/             the location's first two digits
 *     0123…               its other 30 digits: the object, or the multipart upload that becomes it
 *     0123….89ab…         a tail: what was behind the last part of an unfinished upload at a mark; 32 random digits
 *   probe/                what probes write and delete
 * </pre>
 *
 * No key is written twice, so nobody who is slow can overwrite what somebody else relies on.
 */
record Keys(String prefix) {
    private static final int FOLDER = 2;
    private static final int DIGITS = 32;

    String object(Location location) {
        String digits = location.value();
        return prefix + digits.substring(0, FOLDER) + "/" + digits.substring(FOLDER);
    }

    /** A tail's name, which its key is made of together with the location. */
    static String freshTail() {
        return Location.fresh().value();
    }

    String tail(Location location, String name) {
        return object(location) + "." + name;
    }

    /** What the keys of all probes begin with. */
    String probes() {
        return prefix + "probe/";
    }

    String freshProbe() {
        return probes() + Location.fresh();
    }

    /** The location that an object, a tail or an upload of this key belongs to, empty for what is not the store's. */
    Optional<Location> location(String key) {
        int length = prefix.length() + DIGITS + 1;
        if (!key.startsWith(prefix)
                || key.length() < length
                || key.charAt(prefix.length() + FOLDER) != '/'
                || key.length() > length && key.charAt(length) != '.') {
            return Optional.empty();
        }
        return Location.named(key.substring(prefix.length(), prefix.length() + FOLDER)
                + key.substring(prefix.length() + FOLDER + 1, length));
    }
}
