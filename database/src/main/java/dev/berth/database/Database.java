package dev.berth.database;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tables of one Berth. Calls block; they are made for virtual threads. Every method throws {@link DatabaseFailure} when
 * the database cannot answer, and passes on what the work throws.
 */
public interface Database extends AutoCloseable {

    /**
     * What this work reads. Each statement sees the newest committed state; two statements of one work may see different
     * ones. Nothing may be written.
     */
    <T> T read(Work<T> work);

    /**
     * What this work reads, where nothing has to be waited for, be it a connection or a server; otherwise empty, and the work is
     * not begun.
     */
    default <T> Optional<T> readAtOnce(Work<T> work) {
        return Optional.empty();
    }

    /**
     * Names what everybody can read now: what was read after it was asked for holds for as long as the answer is the same. Empty
     * while that changes, and always where others may write without this one knowing.
     */
    default OptionalLong state() {
        return OptionalLong.empty();
    }

    /**
     * What this work reads, all of it from one moment. Nothing may be written.
     */
    <T> T snapshot(Work<T> work);

    /**
     * Does this work whole or not at all, alone among all writers, and answers after the commit. The work may be run again
     * from its beginning when the database asks for it, so it does nothing but SQL. When it throws, nothing of it stays.
     */
    <T> T write(Durability durability, Work<T> work);

    /** Does this work whole or not at all, and answers when it survives the loss of power. */
    default <T> T write(Work<T> work) {
        return write(Durability.POWER_LOSS, work);
    }

    /**
     * The same, unless others are in the way; then nothing was done, and the answer is empty. For whoever has less to do instead
     * of beginning again.
     */
    default <T> Optional<T> tryWrite(Durability durability, Work<T> work) {
        return Optional.of(write(durability, work));
    }

    /**
     * What this work answers, all of whose changes are taken back. It may see what others commit meanwhile, and they may have to
     * wait for its end.
     */
    default <T> T rehearse(Work<T> work) {
        return Rehearsal.of(this, work);
    }

    /**
     * Does this work whole or not at all, however long it takes and however much it changes. Nobody else writes meanwhile: who
     * tries waits, and fails when that takes too long. It may be run again like any other.
     */
    default <T> T overhaul(Work<T> work) {
        return write(work);
    }

    /** Answers when all that was committed before survives the loss of power, whoever wrote it. */
    default void sync() {
        write(Durability.POWER_LOSS, Migrations::touch);
    }

    /** Answers if the database really reads and writes now. */
    void probe();

    /** Ends after the writes under way. */
    @Override
    void close();
}
