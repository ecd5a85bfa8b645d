package dev.berth.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One thing measured: a value of each round of each contender.
 *
 * @param rounds by the contender's title
 */
record Figure(String title, String unit, Map<String, List<Double>> rounds, Optional<Bar> bar) {

    /** The contender that is no server: files, written and brought to the disk. */
    static final String DISK = "disk";

    /** Those that show what the machine can do without a registry. */
    private static final List<String> LIMITS = List.of("nginx", DISK);

    static Figure of(String title, String unit, Map<String, List<Double>> rounds) {
        return new Figure(title, unit, rounds, Optional.empty());
    }

    /** The figure with what it should reach. */
    Figure wanting(Bar wanted) {
        return new Figure(title, unit, rounds, Optional.of(wanted));
    }

    /** The figure without a contender that it says nothing of. */
    Figure without(String contender) {
        Map<String, List<Double>> others = new LinkedHashMap<>(rounds);
        others.remove(contender);
        return new Figure(title, unit, others, bar);
    }

    /** Who shows here what the machine can do without a registry. */
    Optional<String> limit() {
        return LIMITS.stream().filter(rounds::containsKey).findFirst();
    }

    OptionalDouble median(String contender) {
        return rounds.containsKey(contender)
                ? OptionalDouble.of(median(rounds.get(contender)))
                : OptionalDouble.empty();
    }

    /** Berth's median divided by the peer's. */
    OptionalDouble ratio(String peer) {
        OptionalDouble berth = median(Berth.TITLE);
        OptionalDouble other = median(peer);
        return berth.isPresent() && other.isPresent()
                ? OptionalDouble.of(berth.getAsDouble() / other.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Whether Berth is where the bar wants it; empty without a bar. */
    Optional<Boolean> met() {
        return bar.map(wanted -> {
            OptionalDouble value = wanted.peer().map(this::ratio).orElseGet(() -> median(Berth.TITLE));
            return wanted.admits(value.orElseThrow());
        });
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
