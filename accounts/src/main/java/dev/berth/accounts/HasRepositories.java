package dev.berth.accounts;

import dev.berth.database.Transaction;

/** Tells whether a namespace is in use. The room that keeps repositories implements it. */
@FunctionalInterface
public interface HasRepositories {
    /** Whether any repository's name begins with this namespace. */
    boolean in(Transaction transaction, String namespace);
}
