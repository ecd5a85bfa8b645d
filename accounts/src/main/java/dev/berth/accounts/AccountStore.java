package dev.berth.accounts;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.util.Locale;
import java.util.Optional;

/** The table {@code account}. */
final class AccountStore {
    /** The columns that {@link #account} reads, first in every query for an account. */
    static final String COLUMNS = "a.id, a.name, a.administrator, a.password_changes, a.enabled";

    private AccountStore() {}

    /**
     * An account as it is stored.
     *
     * @param enabled whether it may be used
     */
    record StoredAccount(Account account, boolean enabled) {}

    /**
     * An account with what its password is known by.
     *
     * @param secondFactor whether the password alone is not enough
     * @param awaitsVerification whether its address is to be proved first
     */
    record WithPassword(StoredAccount stored, String passwordHash, boolean secondFactor, boolean awaitsVerification) {}

    static StoredAccount account(Row row) {
        return new StoredAccount(new Account(row.number(1), row.text(2), row.flag(3), row.number(4)), row.flag(5));
    }

    static Optional<StoredAccount> find(Transaction transaction, String name) {
        return transaction.first("select " + COLUMNS + " from account a where a.name = ?", AccountStore::account, name);
    }

    /** @param login the account's name, or its e-mail address */
    static Optional<WithPassword> findWithPassword(Transaction transaction, String login) {
        String column = isEmail(login) ? "a.email" : "a.name";
        return transaction.first(
                "select " + COLUMNS + ", a.password_hash, a.second_factor, a.awaits_verification from account a where "
                        + column + " = ?",
                row -> new WithPassword(account(row), row.text(6), row.flag(7), row.flag(8)),
                isEmail(login) ? login.toLowerCase(Locale.ROOT) : login);
    }

    /** Whether somebody who logs in as this means an e-mail address; no account's name has an {@code @}. */
    static boolean isEmail(String login) {
        return login.indexOf('@') >= 0;
    }

    static Optional<StoredAccount> findByEmail(Transaction transaction, EmailAddress email) {
        return transaction.first(
                "select " + COLUMNS + " from account a where a.email = ?", AccountStore::account, email.value());
    }

    static boolean hasEmail(Transaction transaction, EmailAddress email) {
        return transaction.exists("select 1 from account where email = ?", email.value());
    }

    /** Whether the account was added; not when its name or its address is taken. */
    static boolean add(
            Transaction transaction,
            Account account,
            Optional<EmailAddress> email,
            String passwordHash,
            boolean awaitsVerification,
            long now) {
        return transaction.update(
                        "insert into account (id, name, email, password_hash, password_changes, administrator, enabled,"
                                + " awaits_verification, created_at)"
                                + " values (?, ?, ?, ?, ?, ?, 1, ?, ?) on conflict do nothing",
                        account.id(),
                        account.name(),
                        email.map(EmailAddress::value),
                        passwordHash,
                        account.passwordChanges(),
                        account.administrator(),
                        awaitsVerification,
                        now)
                == 1;
    }

    /** Whether there is an administrator besides this account who can be one now. */
    static boolean hasOtherAdministrator(Transaction transaction, long account) {
        return transaction.exists(
                "select 1 from account where administrator = 1 and enabled = 1 and id <> ? limit 1", account);
    }

    static void set(Transaction transaction, long account, boolean enabled, boolean administrator) {
        transaction.update(
                "update account set enabled = ?, administrator = ? where id = ?", enabled, administrator, account);
    }

    /** Sets another password, which makes the refresh tokens of the one before worthless. */
    static void setPasswordHash(Transaction transaction, long account, String passwordHash) {
        transaction.update(
                "update account set password_hash = ?, password_changes = password_changes + 1 where id = ?",
                passwordHash,
                account);
    }
}
