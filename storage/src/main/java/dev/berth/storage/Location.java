package dev.berth.storage;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the bytes of one upload are kept, for as long as they exist. Never used twice, so bytes that are being deleted are
 * never those that somebody is pushing again.
 *
 * @param value 32 lower-case hexadecimal digits
 */
public record Location(String value) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int DIGITS = 32;

    public Location {
        if (!isLocation(value)) {
            throw new IllegalArgumentException("no location: " + value);
        }
    }

    private static boolean isLocation(String value) {
        return value.length() == DIGITS && value.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** The location that this text spells, empty when it spells none. */
    public static Optional<Location> named(String value) {
        return isLocation(value) ? Optional.of(new Location(value)) : Optional.empty();
    }

    /** A location that was never used. */
    public static Location fresh() {
        byte[] bytes = new byte[DIGITS / 2];
        RANDOM.nextBytes(bytes);
        return new Location(HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return value;
    }
}
