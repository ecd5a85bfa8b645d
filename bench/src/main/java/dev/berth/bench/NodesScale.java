package dev.berth.bench;

import java.time.Duration;

/**
 * Sizes of what is measured with many nodes.
 *
 * @param turn how long the rates are taken
 * @param shortTurn how long the latencies of one kind of request are taken, of both installations together
 * @param repositories of the large installation
 * @param manifests of the large installation
 * @param orphans how many blobs are collected in one go
 */
record NodesScale(
        Duration turn,
        Duration shortTurn,
        int largeBlobs,
        long largeBlob,
        int downloads,
        long download,
        int repositories,
        int manifests,
        int orphans) {

    static NodesScale full() {
        return new NodesScale(
                Duration.ofSeconds(4),
                Duration.ofSeconds(2),
                8,
                128 * Scale.MIB,
                2,
                512 * Scale.MIB,
                20_000,
                1_000_000,
                100_000);
    }

    static NodesScale quick() {
        return new NodesScale(
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                4,
                32 * Scale.MIB,
                1,
                64 * Scale.MIB,
                400,
                20_000,
                1_000);
    }
}
