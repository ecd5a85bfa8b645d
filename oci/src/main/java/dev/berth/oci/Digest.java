package dev.berth.oci;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The name of some bytes by their hash, as {@code algorithm:hex} (image-spec, descriptor.md, "Digests").
 *
 * @param algorithm the hash function
 * @param hex its value in lower-case hexadecimal digits
 */
public record Digest(Algorithm algorithm, String hex) implements Reference {

    public Digest {
        if (!isHex(hex, 0, algorithm.hexLength()) || hex.length() != algorithm.hexLength()) {
            throw invalid(algorithm.prefix() + ":" + hex);
        }
    }

    /**
     * The digest that this text spells.
     *
     * @throws RegistryFailure {@link WireError#DIGEST_INVALID} for anything but {@code sha256:} or {@code sha512:} and the
     *     right number of lower-case hexadecimal digits
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw invalid(text);
        }
        Algorithm algorithm = Algorithm.named(text.substring(0, colon)).orElseThrow(() -> invalid(text));
        return new Digest(algorithm, text.substring(colon + 1));
    }

    /** The digest that a finished hash stands for. The hash is reset. */
    public static Digest of(Algorithm algorithm, MessageDigest hash) {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }

    /** The digest of these bytes. */
    public static Digest of(Algorithm algorithm, byte[] bytes) {
        MessageDigest hash = algorithm.newHash();
        hash.update(bytes);
        return of(algorithm, hash);
    }

    /** The canonical digest, sha256, of these bytes. */
    public static Digest of(byte[] bytes) {
        return of(Algorithm.SHA256, bytes);
    }

    private static boolean isHex(String text, int from, int to) {
        if (text.length() < to) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static RegistryFailure invalid(String text) {
        return new RegistryFailure(
                WireError.DIGEST_INVALID,
                "a digest is sha256: and 64, or sha512: and 128 lower-case hexadecimal digits, not '" + Quoted.of(text)
                        + "'");
    }

    @Override
    public String toString() {
        return algorithm.prefix() + ":" + hex;
    }
}
