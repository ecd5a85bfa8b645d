package dev.berth.database;

/** What is done inside one transaction. */
@FunctionalInterface
public interface Work<T> {
    /** The result of these statements. */
    T in(Transaction transaction);
}
