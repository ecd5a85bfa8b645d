package dev.berth.database;

import java.io.Serial;

/** Leaves a write without a trace, but with what was learnt in it. */
final class Rehearsal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Object outcome;

    private Rehearsal(Object outcome) {
        super(null, null, false, false);
        this.outcome = outcome;
    }

    /** See {@link Database#rehearse}. */
    @SuppressWarnings("unchecked") // the outcome is this work's own
    static <T> T of(Database database, Work<T> work) {
        try {
            return database.write(Durability.PROCESS_DEATH, transaction -> {
                throw new Rehearsal(work.in(transaction));
            });
        } catch (Rehearsal rehearsal) {
            return (T) rehearsal.outcome;
        }
    }
}
