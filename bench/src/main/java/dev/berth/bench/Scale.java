package dev.berth.bench;

import java.time.Duration;

/** Sizes of everything that is measured. */
record Scale(
        Duration turn,
        int largeBlobs,
        long largeBlob,
        int downloads,
        long download,
        int tags,
        int repositories,
        long memoryUpload,
        long memoryBlob) {
    static final long MIB = 1L << 20;

    static Scale full() {
        return new Scale(Duration.ofSeconds(4), 8, 128 * MIB, 24, 512 * MIB, 100_000, 20_000, 2048 * MIB, 1024 * MIB);
    }

    static Scale quick() {
        return new Scale(Duration.ofSeconds(1), 4, 32 * MIB, 2, 64 * MIB, 5_000, 3_000, 128 * MIB, 64 * MIB);
    }
}
