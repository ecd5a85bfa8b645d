package dev.berth.storage;

/**
 * How far the writing of one blob has come: any node can go on from here, with the store that gave the mark.
 *
 * @param location where the bytes are, or will be
 * @param size how many bytes the mark covers
 * @param state what the store wants to know when somebody goes on; only the store reads it, and it may be empty
 */
public record Mark(Location location, long size, String state) {
    public Mark {
        if (size < 0) {
            throw new IllegalArgumentException("a mark at " + size);
        }
    }

    /** Where nothing was written yet. */
    public static Mark start(Location location) {
        return new Mark(location, 0, "");
    }
}
