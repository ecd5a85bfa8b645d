package dev.berth.storage.s3;

/**
 * How long each part of an upload is. S3 takes 10,000 parts; with 8 MiB for the first ones they reach 410 GiB, and small
 * blobs still need little memory.
 */
record PartSizes(int first) {
    static final int MOST_PARTS = 10_000;
    private static final int STEP = 1000;

    /** How many bytes the part of this number has, unless it is the last. */
    int of(int number) {
        if (number <= STEP) {
            return first;
        }
        if (number <= 2 * STEP) {
            return 2 * first;
        }
        if (number <= 3 * STEP) {
            return 4 * first;
        }
        return largest();
    }

    int largest() {
        return first * 6 + first / 2;
    }
}
