package dev.berth.database.jobs;

import java.time.Instant;
import java.util.Optional;

/**
 * How one job does on one node.
 *
 * @param name what is done
 * @param state whether it runs, and how it ended
 * @param startedAt when it began last
 * @param endedAt when it ended last
 * @param nextAt when it begins again, where it does so by itself
 * @param did what it did when there was something to do, the last time
 * @param failure why it failed, the last time
 */
public record JobState(
        String name,
        State state,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> nextAt,
        Optional<Note> did,
        Optional<Note> failure) {

    /** Whether a job runs, and how it ended. */
    public enum State {
        /** It has not begun since the node started. */
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /** A line about a job, and when it was written. */
    public record Note(String text, Instant at) {}

    /** A job that has not begun. */
    static JobState waiting(String name) {
        return new JobState(
                name,
                State.WAITING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    JobState begun(Instant at) {
        return new JobState(name, State.RUNNING, Optional.of(at), endedAt, Optional.empty(), did, failure);
    }

    /** @param doing what it did, empty where there was nothing to do */
    JobState done(Instant at, Optional<Instant> next, String doing) {
        Optional<Note> noted = doing.isEmpty() ? did : Optional.of(new Note(doing, at));
        return new JobState(name, State.DONE, startedAt, Optional.of(at), next, noted, failure);
    }

    JobState failed(Instant at, Optional<Instant> next, String why) {
        return new JobState(name, State.FAILED, startedAt, Optional.of(at), next, did, Optional.of(new Note(why, at)));
    }

    /** The same with what is known from before the node started, where nothing newer is. */
    JobState since(JobState before) {
        if (state == State.WAITING) {
            return new JobState(
                    name, before.ended(), before.startedAt, before.endedAt, nextAt, before.did, before.failure);
        }
        return new JobState(
                name, state, startedAt, endedAt, nextAt, did.or(() -> before.did), failure.or(() -> before.failure));
    }

    /** A job that ran when its node died runs no more. */
    private State ended() {
        return state == State.RUNNING ? State.FAILED : state;
    }
}
