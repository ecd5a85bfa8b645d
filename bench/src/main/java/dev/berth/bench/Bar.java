package dev.berth.bench;

import java.util.Optional;

/**
 * What a figure of Berth's should reach.
 *
 * @param peer whose figure the bound multiplies; empty when the bound is the figure itself
 */
record Bar(Sense sense, double bound, Optional<String> peer) {
    enum Sense {
        AT_LEAST,
        AT_MOST
    }

    static Bar atLeast(double times, String peer) {
        return new Bar(Sense.AT_LEAST, times, Optional.of(peer));
    }

    static Bar atLeast(double value) {
        return new Bar(Sense.AT_LEAST, value, Optional.empty());
    }

    static Bar atMost(double times, String peer) {
        return new Bar(Sense.AT_MOST, times, Optional.of(peer));
    }

    static Bar atMost(double value) {
        return new Bar(Sense.AT_MOST, value, Optional.empty());
    }

    boolean admits(double value) {
        return switch (sense) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }

    @Override
    public String toString() {
        String sign = sense == Sense.AT_LEAST ? "≥ " : "≤ ";
        return sign + Report.number(bound) + peer.map(name -> " × " + name).orElse("");
    }
}
