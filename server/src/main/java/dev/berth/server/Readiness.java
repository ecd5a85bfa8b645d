package dev.berth.server;

import dev.berth.database.DatabaseFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of the things that the server needs fail now. They are tried by one thread at a time and once a second at most, however
 * many balancers ask, since a trial writes to each of them; all who ask meanwhile wait for its answer.
 */
final class Readiness {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);
    static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final SequencedMap<String, Trial> trials;
    private final LongSupplier nanoTime;
    private List<Outcome> outcomes = List.of();
    private boolean tried;
    private long triedAt;

    /** Writes to something and reads it back. */
    interface Trial {
        void run() throws IOException;
    }

    /**
     * How a trial ended.
     *
     * @param name of what was tried
     * @param took how long it took
     * @param failure why it failed; empty when all is well
     */
    record Outcome(String name, Duration took, Optional<String> failure) {}

    /**
     * @param trials of what the server needs, by the name that is told when it fails
     * @param nanoTime a clock that never goes back
     */
    Readiness(SequencedMap<String, Trial> trials, LongSupplier nanoTime) {
        this.trials = trials;
        this.nanoTime = nanoTime;
    }

    /** Names what fails, by a trial that ended a second ago at most. */
    List<String> failing() {
        return outcomes().stream()
                .filter(it -> it.failure().isPresent())
                .map(Outcome::name)
                .toList();
    }

    /** How the trials ended, by those that ended a second ago at most. */
    synchronized List<Outcome> outcomes() {
        if (!tried || nanoTime.getAsLong() - triedAt >= REMEMBERED.toNanos()) {
            outcomes = trials.entrySet().stream()
                    .map(one -> run(one.getKey(), one.getValue()))
                    .toList();
            triedAt = nanoTime.getAsLong();
            tried = true;
        }
        return outcomes;
    }

    private Outcome run(String name, Trial trial) {
        long from = nanoTime.getAsLong();
        Optional<String> failure = Optional.empty();
        try {
            trial.run();
        } catch (IOException | DatabaseFailure e) {
            log.warn("not ready: the {} fails", name, e);
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        return new Outcome(name, Duration.ofNanos(nanoTime.getAsLong() - from), failure);
    }
}
