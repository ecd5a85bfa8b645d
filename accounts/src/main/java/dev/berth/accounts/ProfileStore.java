package dev.berth.accounts;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.Optional;

/** The columns of the table {@code account} that are about a person. */
final class ProfileStore {
    private static final String SELECT =
            "select a.name, a.display_name, a.bio, a.location, a.website, a.email, a.email_verified, a.administrator,"
                    + " a.second_factor, a.created_at from account a where ";

    private ProfileStore() {}

    static Optional<Profile> find(Transaction transaction, long account) {
        return transaction.first(SELECT + "a.id = ?", ProfileStore::profile, account);
    }

    /** The profile of an account that is open. */
    static Optional<Profile> findOpen(Transaction transaction, String name) {
        return transaction.first(SELECT + "a.name = ? and a.enabled = 1", ProfileStore::profile, name);
    }

    private static Profile profile(Row row) {
        return new Profile(
                row.text(1),
                said(row.text(2)),
                said(row.text(3)),
                said(row.text(4)),
                said(row.text(5)),
                row.optionalText(6),
                row.flag(7),
                row.flag(8),
                row.flag(9),
                Instant.ofEpochMilli(row.number(10)));
    }

    private static Optional<String> said(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
