package dev.berth.registry.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.util.Optional;

/**
 * The part of a blob that a client asks for (RFC 9110, 14.1.2): one range of bytes.
 *
 * @param first the position of its first byte
 * @param last the position of its last byte, within the blob
 */
record ByteRange(long first, long last) {
    private static final String UNIT = "bytes=";
    private static final int LONGEST_NUMBER = 18;

    /**
     * The range that the header {@code Range} asks for; empty when the whole is to be answered, because the header asks for
     * several ranges, has another unit or cannot be read.
     *
     * @param size how many bytes the blob has
     * @throws RegistryFailure {@link WireError#RANGE_NOT_SATISFIABLE}
     */
    static Optional<ByteRange> parse(String header, long size) {
        if (!header.regionMatches(true, 0, UNIT, 0, UNIT.length()) || header.indexOf(',') >= 0) {
            return Optional.empty();
        }
        String range = header.substring(UNIT.length()).strip();
        int dash = range.indexOf('-');
        if (dash < 0 || !isNumberOrEmpty(range, 0, dash) || !isNumberOrEmpty(range, dash + 1, range.length())) {
            return Optional.empty();
        }
        String from = range.substring(0, dash);
        String to = range.substring(dash + 1);
        if (from.isEmpty() && to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(from.isEmpty() ? suffix(number(to), size) : between(number(from), to, size));
    }

    private static ByteRange suffix(long length, long size) {
        if (length == 0 || size == 0) {
            throw unsatisfiable(size);
        }
        return new ByteRange(Math.max(0, size - length), size - 1);
    }

    private static ByteRange between(long first, String to, long size) {
        long last = to.isEmpty() ? size - 1 : Math.min(number(to), size - 1);
        if (first >= size || last < first) {
            throw unsatisfiable(size);
        }
        return new ByteRange(first, last);
    }

    private static boolean isNumberOrEmpty(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** The number that these digits spell; more digits than any blob's size has are as good as the largest number. */
    private static long number(String digits) {
        return digits.length() > LONGEST_NUMBER ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    long length() {
        return last - first + 1;
    }

    private static RegistryFailure unsatisfiable(long size) {
        return new RegistryFailure(WireError.RANGE_NOT_SATISFIABLE, "the blob has " + size + " bytes");
    }
}
