package dev.berth.database.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Something that this node does by itself, again and again or when it is asked to. Who does it does it through this, so that all is known of it. */
public final class Job {
    private final InstantSource clock;
    private volatile JobState state;

    Job(String name, InstantSource clock) {
        this.clock = clock;
        this.state = JobState.waiting(name);
    }

    /** A job of which nobody is told. */
    public static Job unobserved() {
        return new Job("", InstantSource.system());
    }

    /**
     * What is done.
     *
     * @param <X> how it may fail
     */
    @FunctionalInterface
    public interface Step<X extends Exception> {
        /** Does it, and says what it was; nothing where there was nothing to do. */
        String run() throws X;
    }

    /**
     * Does this once, and throws what it throws.
     *
     * @param pause how long after its end it is done again
     */
    public <X extends Exception> void once(Duration pause, Step<X> step) throws X {
        run(Optional.of(pause), step);
    }

    /** The same for what is not done again by itself. */
    public <X extends Exception> void once(Step<X> step) throws X {
        run(Optional.empty(), step);
    }

    private <X extends Exception> void run(Optional<Duration> pause, Step<X> step) throws X {
        state = state.begun(clock.instant());
        try {
            String did = step.run();
            Instant now = clock.instant();
            state = state.done(now, pause.map(now::plus), did);
        } catch (Exception e) {
            Instant now = clock.instant();
            state = state.failed(now, pause.map(now::plus), reason(e));
            throw e;
        }
    }

    private static String reason(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** How it does. */
    public JobState state() {
        return state;
    }
}
