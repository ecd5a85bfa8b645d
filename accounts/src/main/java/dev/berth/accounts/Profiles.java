package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import java.util.Optional;

/** What people tell about themselves. */
public final class Profiles {
    private final Database database;

    Profiles(Database database) {
        this.database = database;
    }

    /**
     * The profile of this account.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when it is gone
     */
    public Profile of(Account account) {
        return database.read(transaction -> ProfileStore.find(transaction, account.id()))
                .orElseThrow(() -> new AccountFailure(Kind.UNKNOWN, "there is no such account any more"));
    }

    /** The profile of the account of this name; empty where there is none that is open. */
    public Optional<Profile> named(String name) {
        return database.read(transaction -> ProfileStore.findOpen(transaction, name));
    }
}
