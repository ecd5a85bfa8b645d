package dev.berth.registry;

import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;

/**
 * Which bytes of a blob a chunk is: the header {@code Content-Range} of an upload, {@code <first>-<last>}, both included
 * (distribution-spec, "Pushing a blob in chunks").
 *
 * @param first the position of the chunk's first byte
 * @param last the position of its last byte, where the client has said it
 */
public record ChunkRange(long first, long last) {
    private static final int LONGEST_NUMBER = 18;
    private static final long NOT_SAID = Long.MAX_VALUE;

    public ChunkRange {
        if (first < 0 || last < first) {
            throw invalid(first + "-" + last);
        }
    }

    /**
     * The range that this header spells.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_INVALID}
     */
    public static ChunkRange parse(String header) {
        int dash = header.indexOf('-');
        if (dash < 0) {
            throw invalid(header);
        }
        return new ChunkRange(number(header.substring(0, dash), header), number(header.substring(dash + 1), header));
    }

    /**
     * The range that begins at this position and ends with its body.
     *
     * @throws RegistryFailure {@link WireError#BLOB_UPLOAD_INVALID}
     */
    public static ChunkRange from(String first) {
        return new ChunkRange(number(first, first), NOT_SAID);
    }

    /** Whether the client has said where it ends. */
    boolean hasLast() {
        return last != NOT_SAID;
    }

    private static long number(String digits, String header) {
        if (digits.isEmpty()
                || digits.length() > LONGEST_NUMBER
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid(header);
        }
        return Long.parseLong(digits);
    }

    /** How many bytes the chunk has. */
    public long length() {
        return last - first + 1;
    }

    private static RegistryFailure invalid(String header) {
        return new RegistryFailure(
                WireError.BLOB_UPLOAD_INVALID,
                "the Content-Range of a chunk is <first>-<last>, both included, not '" + Quoted.of(header) + "'");
    }
}
