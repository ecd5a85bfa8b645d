package dev.berth.accounts;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The columns of the table {@code account} that are about a person. */
final class ProfileStore {
    private static final String COLUMNS =
            "select a.name, a.display_name, a.bio, a.location, a.website, a.email, a.email_verified, a.administrator,"
                    + " a.second_factor, a.created_at";
    private static final String SELECT = COLUMNS + " from account a where ";

    private ProfileStore() {}

    static Optional<Profile> find(Transaction transaction, long account) {
        return transaction.first(SELECT + "a.id = ?", ProfileStore::profile, account);
    }

    /** The profile of an account that is open. */
    static Optional<Profile> findOpen(Transaction transaction, String name) {
        return transaction.first(SELECT + "a.name = ? and a.enabled = 1", ProfileStore::profile, name);
    }

    /** The accounts that are not closed and have this text in their name, address or display name, by name. */
    static List<AccountList.Entry> search(Transaction transaction, String text, String after, int most) {
        String pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
        return transaction.list(
                COLUMNS + ", a.enabled from account a where a.closed_at is null and a.name > ?"
                        + " and (a.name like ? escape '\\' or a.email like ? escape '\\'"
                        + " or lower(a.display_name) like ? escape '\\') order by a.name limit ?",
                row -> new AccountList.Entry(profile(row), row.flag(11)),
                after,
                pattern,
                pattern,
                pattern,
                most);
    }

    static boolean isClosed(Transaction transaction, long account) {
        return transaction.exists("select 1 from account where id = ? and closed_at is not null", account);
    }

    /** Stores what the profile says now. */
    static void set(Transaction transaction, long account, Profile profile) {
        transaction.update(
                "update account set display_name = ?, bio = ?, location = ?, website = ? where id = ?",
                profile.displayName().orElse(""),
                profile.bio().orElse(""),
                profile.location().orElse(""),
                profile.website().orElse(""),
                account);
    }

    /** Stores another address, which is yet to be proved. */
    static void setEmail(Transaction transaction, long account, EmailAddress email) {
        transaction.update("update account set email = ?, email_verified = 0 where id = ?", email.value(), account);
    }

    /** Notes that this is the account's address indeed, and tells whether it still is. */
    static boolean setVerified(Transaction transaction, long account, String email) {
        return transaction.update(
                        "update account set email_verified = 1, awaits_verification = 0 where id = ? and email = ?",
                        account,
                        email)
                == 1;
    }

    /** Forgets everything about a person, but the name. */
    static void clear(Transaction transaction, long account, long now) {
        transaction.update(
                "update account set enabled = 0, administrator = 0, closed_at = ?, email = null, email_verified = 0,"
                        + " awaits_verification = 0, display_name = '', bio = '', location = '', website = ''"
                        + " where id = ?",
                now,
                account);
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
