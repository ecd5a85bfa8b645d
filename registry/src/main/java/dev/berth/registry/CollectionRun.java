package dev.berth.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A collection that took something or was asked for, while it runs and afterwards.
 *
 * @param node the node that does it
 * @param begunBy the account or command that asked for it; empty where it was time
 * @param toldAt when the node told last how far it is
 * @param examined how many candidates it looked at
 * @param manifests how many manifests went
 * @param blobs how many times a repository lost its hold on a blob
 * @param bytes how many bytes of blobs went
 * @param failure why it ended before its end
 */
public record CollectionRun(
        long id,
        String node,
        Optional<String> begunBy,
        State state,
        Instant startedAt,
        Instant toldAt,
        Optional<Instant> endedAt,
        long examined,
        long manifests,
        long blobs,
        long bytes,
        Optional<String> failure) {
    /** Who runs tells of it every few seconds. */
    private static final Duration SILENCE = Duration.ofMinutes(2);

    /** How far a run is. */
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /** Whether its node may still be at it; one that died tells nothing any more. */
    boolean isRunning(Instant now) {
        return state == State.RUNNING && toldAt.plus(SILENCE).isAfter(now);
    }

    /** A run that begins. */
    static CollectionRun begun(String node, Optional<String> by, Instant now) {
        return new CollectionRun(
                Ids.fresh(now.toEpochMilli()),
                node,
                by,
                State.RUNNING,
                now,
                now,
                Optional.empty(),
                0,
                0,
                0,
                0,
                Optional.empty());
    }

    CollectionRun reached(Collected soFar, Instant now) {
        return with(State.RUNNING, soFar, now, Optional.empty(), Optional.empty());
    }

    CollectionRun done(Collected total, Instant now) {
        return with(State.DONE, total, now, Optional.of(now), Optional.empty());
    }

    /** The same, ended before its end; what it had taken until then is gone all the same. */
    CollectionRun failed(Collected soFar, Instant now, String why) {
        return with(State.FAILED, soFar, now, Optional.of(now), Optional.of(why));
    }

    private CollectionRun with(
            State next, Collected taken, Instant now, Optional<Instant> ended, Optional<String> why) {
        return new CollectionRun(
                id,
                node,
                begunBy,
                next,
                startedAt,
                now,
                ended,
                taken.examined(),
                taken.manifests(),
                taken.blobs(),
                taken.bytes(),
                why);
    }
}
