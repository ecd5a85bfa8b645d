package dev.berth.bench;

import java.time.Duration;

/**
 * Sizes of what is measured of the hub.
 *
 * @param turn how long the latencies of one kind of page are taken in a round, of all callers together
 */
record HubScale(HubPlan plan, Duration turn) {

    static HubScale full() {
        return new HubScale(new HubPlan(100_000, 1_000_000), Duration.ofMillis(600));
    }

    static HubScale quick() {
        return new HubScale(new HubPlan(2_000, 20_000), Duration.ofMillis(100));
    }
}
