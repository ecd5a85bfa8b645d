package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Transaction;
import java.util.Locale;
import java.util.Optional;

/** The table {@code mail_code}, by the hash of the code. */
final class MailCodeStore {
    private MailCodeStore() {}

    /** What a code lets its bearer do. */
    enum Purpose {
        /** Prove that an address is that of the account. */
        VERIFY,
        /** Choose another password. */
        RESET;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A code that was used.
     *
     * @param email the address that it was sent to; empty for one that an administrator handed out
     */
    record Used(StoredAccount owner, String email) {}

    /** Adds one in place of the account's earlier ones for this purpose, and takes every expired one away. */
    static void add(
            Transaction transaction,
            long account,
            Purpose purpose,
            String email,
            String codeHash,
            long now,
            long expiresAt) {
        transaction.update("delete from mail_code where expires_at <= ?", now);
        removeOfAccount(transaction, account, purpose);
        transaction.update(
                "insert into mail_code (code_hash, account_id, purpose, email, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?)",
                codeHash,
                account,
                purpose.label(),
                email,
                now,
                expiresAt);
    }

    /** Uses one up; empty where it is not, or not any more, good. */
    static Optional<Used> use(Transaction transaction, String codeHash, Purpose purpose, long now) {
        Optional<Used> found = find(transaction, codeHash, purpose, now);
        transaction.update("delete from mail_code where code_hash = ? and purpose = ?", codeHash, purpose.label());
        return found;
    }

    /** What this code is good for, without using it up. */
    static Optional<Used> find(Transaction transaction, String codeHash, Purpose purpose, long now) {
        return transaction.first(
                "select " + AccountStore.COLUMNS + ", c.email from mail_code c join account a on a.id = c.account_id"
                        + " where c.code_hash = ? and c.purpose = ? and c.expires_at > ?",
                row -> new Used(AccountStore.account(row), row.text(6)),
                codeHash,
                purpose.label(),
                now);
    }

    /** Whether the account was given a code for this purpose after this time. */
    static boolean hasSince(Transaction transaction, long account, Purpose purpose, long time) {
        return transaction.exists(
                "select 1 from mail_code where account_id = ? and purpose = ? and created_at > ?",
                account,
                purpose.label(),
                time);
    }

    static void removeOfAccount(Transaction transaction, long account, Purpose purpose) {
        transaction.update("delete from mail_code where account_id = ? and purpose = ?", account, purpose.label());
    }
}
