package dev.berth.server;

import dev.berth.database.DatabaseFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private List<String> failing = List.of();
    private boolean tried;
    private long triedAt;

    /** Writes to something and reads it back. */
    interface Trial {
        void run() throws IOException;
    }

    /**
     * @param trials of what the server needs, by the name that is told when it fails
     * @param nanoTime a clock that never goes back
     */
    Readiness(SequencedMap<String, Trial> trials, LongSupplier nanoTime) {
        this.trials = trials;
        this.nanoTime = nanoTime;
    }

    /** Names what fails, by a trial that ended a second ago at most. */
    synchronized List<String> failing() {
        if (!tried || nanoTime.getAsLong() - triedAt >= REMEMBERED.toNanos()) {
            failing = tryAll();
            triedAt = nanoTime.getAsLong();
            tried = true;
        }
        return failing;
    }

    private List<String> tryAll() {
        List<String> failed = new ArrayList<>();
        for (Map.Entry<String, Trial> one : trials.entrySet()) {
            try {
                one.getValue().run();
            } catch (IOException | DatabaseFailure e) {
                log.warn("not ready: the {} fails", one.getKey(), e);
                failed.add(one.getKey());
            }
        }
        return List.copyOf(failed);
    }
}
