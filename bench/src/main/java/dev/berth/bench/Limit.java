package dev.berth.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Says in words where the limit of a rate was. */
record Limit(String requests, List<Usage> rounds) {
    /** With less than this of the cores idle, more of them would have helped. */
    private static final double IDLE = 0.1;

    /**
     * The sentences.
     *
     * @param waits for what requests wait when no processor works
     * @param databasePerThousand processor seconds that PostgreSQL takes for a thousand requests
     */
    String sentences(String waits, double databasePerThousand) {
        double idle = cores(Usage::idle);
        String shares = String.format(
                Locale.ROOT,
                "With %s, of %d cores the nodes had %.2f, PostgreSQL %.2f, the S3 endpoint %.2f, the load %.2f, others on the"
                        + " machine %.2f, and nobody %.2f.",
                requests,
                Usage.CORES,
                cores(Usage::nodes),
                cores(Usage::database),
                cores(Usage::store),
                cores(Usage::load),
                cores(Usage::others),
                idle);
        String limit = idle < IDLE * Usage.CORES
                ? " The processor was the limit."
                : " The processor was not the limit alone: requests also waited for " + waits + ".";
        return shares + limit + " One core of PostgreSQL's would be full at "
                + Report.number(1000 / databasePerThousand) + " requests/s, however many nodes there are.";
    }

    /** How many cores something had, in the median of the rounds. */
    private double cores(ToDoubleFunction<Usage> time) {
        return Figure.median(rounds.stream()
                .map(usage -> time.applyAsDouble(usage) / usage.seconds())
                .toList());
    }
}
