package dev.berth.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long something took that was done again and again for the time of a turn, in milliseconds. */
record Latency(double median, double p95) {

    /** Does these operations in turn, one after the other, so that whatever else the machine does meets all alike. */
    static List<Latency> ofEach(List<Operation> operations, Duration turn) throws IOException, InterruptedException {
        List<List<Double>> milliseconds = new ArrayList<>();
        operations.forEach(operation -> milliseconds.add(new ArrayList<>()));
        long end = System.nanoTime() + turn.toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < operations.size(); i++) {
                milliseconds.get(i).add(operations.get(i).run() / 1e6);
            }
        }
        return milliseconds.stream().map(Latency::of).toList();
    }

    private static Latency of(List<Double> milliseconds) {
        List<Double> sorted = milliseconds.stream().sorted().toList();
        return new Latency(Figure.median(sorted), sorted.get(sorted.size() * 95 / 100));
    }

    interface Operation {
        /** Does it once, and answers the nanoseconds that count. */
        long run() throws IOException, InterruptedException;
    }
}
