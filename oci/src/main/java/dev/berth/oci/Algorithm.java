package dev.berth.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** A hash function that a digest may name: the two that the image specification registers as in use. */
public enum Algorithm {
    SHA256("sha256", "SHA-256", 64),
    SHA512("sha512", "SHA-512", 128);

    private final String prefix;
    private final String javaName;
    private final int hexLength;

    Algorithm(String prefix, String javaName, int hexLength) {
        this.prefix = prefix;
        this.javaName = javaName;
        this.hexLength = hexLength;
    }

    /** The name before the colon of a digest, as in {@code sha256:…}. */
    public String prefix() {
        return prefix;
    }

    /** How many hexadecimal digits follow the colon. */
    public int hexLength() {
        return hexLength;
    }

    /** A fresh hash of no bytes. */
    public MessageDigest newHash() {
        try {
            return MessageDigest.getInstance(javaName);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + javaName, e);
        }
    }

    /** The algorithm with this prefix, or empty for one that Berth does not compute. */
    public static Optional<Algorithm> named(String prefix) {
        for (Algorithm algorithm : values()) {
            if (algorithm.prefix.equals(prefix)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
