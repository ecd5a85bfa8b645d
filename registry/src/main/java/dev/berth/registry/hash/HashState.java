package dev.berth.registry.hash;

import dev.berth.oci.Algorithm;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A hash of the SHA-2 family in the middle, as FIPS 180-4 describes it, so that every implementation can go on with it. As
 * bytes it is
 *
 * <pre>
 * 1 byte   the version of this layout, 1
 * 1 byte   1 for SHA-256, 2 for SHA-512
 * 8 bytes  how many bytes were hashed
 * 8 words  the intermediate hash value, in 4 bytes each for SHA-256, in 8 for SHA-512
 * the rest the bytes behind the last whole block
 * </pre>
 *
 * and all numbers begin with their highest byte.
 *
 * @param algorithm which hash it is
 * @param length how many bytes were hashed
 * @param words the intermediate hash value
 * @param pending the bytes that wait for their block to become whole
 */
public record HashState(Algorithm algorithm, long length, long[] words, byte[] pending) {
    static final int WORDS = 8;
    private static final byte VERSION = 1;

    /** More than any blob has; the number of bits must fit into a word. */
    private static final long LONGEST = 1L << 60;

    private static final int HEADER = 1 + 1 + Long.BYTES;

    public HashState {
        if (length < 0
                || length > LONGEST
                || words.length != WORDS
                || pending.length != length % blockSize(algorithm)) {
            throw new IllegalArgumentException("no state of a hash of " + length + " bytes");
        }
    }

    /** How many bytes are hashed at a time. */
    static int blockSize(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> 64;
            case SHA512 -> 128;
        };
    }

    static int wordSize(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> Integer.BYTES;
            case SHA512 -> Long.BYTES;
        };
    }

    private static byte number(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> 1;
            case SHA512 -> 2;
        };
    }

    /** The state that these bytes spell; empty for anything else, as what a newer Berth has written. */
    public static Optional<HashState> parse(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != VERSION) {
            return Optional.empty();
        }
        for (Algorithm algorithm : Algorithm.values()) {
            if (bytes[1] == number(algorithm)) {
                return parse(algorithm, ByteBuffer.wrap(bytes).position(2));
            }
        }
        return Optional.empty();
    }

    private static Optional<HashState> parse(Algorithm algorithm, ByteBuffer bytes) {
        long length = bytes.getLong();
        int wordSize = wordSize(algorithm);
        if (length < 0 || length > LONGEST || bytes.remaining() - WORDS * wordSize != length % blockSize(algorithm)) {
            return Optional.empty();
        }
        long[] words = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = wordSize == Integer.BYTES ? Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
        }
        byte[] pending = new byte[bytes.remaining()];
        bytes.get(pending);
        return Optional.of(new HashState(algorithm, length, words, pending));
    }

    /** The bytes that spell this state. */
    public byte[] toBytes() {
        int wordSize = wordSize(algorithm);
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + WORDS * wordSize + pending.length)
                .put(VERSION)
                .put(number(algorithm))
                .putLong(length);
        for (long word : words) {
            if (wordSize == Integer.BYTES) {
                bytes.putInt((int) word);
            } else {
                bytes.putLong(word);
            }
        }
        return bytes.put(pending).array();
    }
}
