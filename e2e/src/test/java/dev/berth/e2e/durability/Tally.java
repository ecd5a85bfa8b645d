package dev.berth.e2e.durability;

import dev.berth.e2e.harness.Answer;
import java.util.concurrent.atomic.LongAdder;

/** What the pushers were answered, counted; an answer that nobody may give fails the test. */
final class Tally {
    private final boolean storageFails;
    private final LongAdder requests = new LongAdder();
    private final LongAdder pushes = new LongAdder();
    private final LongAdder deletions = new LongAdder();
    private final LongAdder uploads = new LongAdder();
    private final LongAdder tooLate = new LongAdder();
    private final LongAdder failures = new LongAdder();

    private Tally(boolean storageFails) {
        this.storageFails = storageFails;
    }

    /** Of a server whose storage works: it fails nothing. */
    static Tally ofSoundStorage() {
        return new Tally(false);
    }

    /** Of a server whose disk is full or broken: it may fail what it cannot store, and must say so. */
    static Tally ofFailingStorage() {
        return new Tally(true);
    }

    /** Whether the answer is a yes. A no is allowed when a blob was collected before the manifest came. */
    boolean accepted(Answer answer) {
        requests.increment();
        if (!answer.failed()) {
            return true;
        }
        if (answer.status() == 404 && answer.errorCode().equals("MANIFEST_BLOB_UNKNOWN")) {
            tooLate.increment();
        } else if (storageFails && answer.status() >= 500 && !answer.errorCode().isEmpty()) {
            failures.increment();
        } else {
            throw new AssertionError("unexpected: " + answer);
        }
        return false;
    }

    boolean pushed(Answer answer) {
        boolean accepted = accepted(answer);
        if (accepted) {
            pushes.increment();
        }
        return accepted;
    }

    void deleted(Answer answer) {
        if (accepted(answer)) {
            deletions.increment();
        }
    }

    void leftOpen() {
        uploads.increment();
    }

    /** How many requests were answered, and counted, until now. */
    long requests() {
        return requests.sum();
    }

    long pushes() {
        return pushes.sum();
    }

    long failures() {
        return failures.sum();
    }

    @Override
    public String toString() {
        return "%d images pushed, %d deletions, %d uploads left open, %d refused because a blob was collected, %d failed"
                .formatted(pushes.sum(), deletions.sum(), uploads.sum(), tooLate.sum(), failures.sum());
    }
}
