package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code session}, by the hash of the secret. */
final class SessionStore {
    private static final String COLUMNS = "s.id, s.address, s.user_agent, s.created_at, s.seen_at";

    private SessionStore() {}

    /**
     * A session with the account that it belongs to.
     *
     * @param passwordChanges how often the account's password had been changed when it began
     * @param awaitsVerification whether the account's address is to be proved first
     */
    record WithOwner(Session session, StoredAccount owner, long passwordChanges, boolean awaitsVerification) {}

    static Optional<WithOwner> find(Transaction transaction, String secretHash) {
        return transaction.first(
                "select " + AccountStore.COLUMNS + ", s.password_changes, a.awaits_verification, " + COLUMNS
                        + " from session s join account a on a.id = s.account_id where s.secret_hash = ?",
                row -> new WithOwner(session(row, 8), AccountStore.account(row), row.number(6), row.flag(7)),
                secretHash);
    }

    /** Those of this account, the last seen first. */
    static List<Session> list(Transaction transaction, Account account) {
        return transaction.list(
                "select " + COLUMNS + " from session s where s.account_id = ? and s.password_changes = ?"
                        + " order by s.seen_at desc, s.id desc",
                row -> session(row, 1),
                account.id(),
                account.passwordChanges());
    }

    static void add(Transaction transaction, Account account, Session session, String secretHash) {
        transaction.update(
                "insert into session (id, account_id, secret_hash, password_changes, address, user_agent, created_at, seen_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                session.id(),
                account.id(),
                secretHash,
                account.passwordChanges(),
                session.address(),
                session.userAgent(),
                session.createdAt().toEpochMilli(),
                session.lastSeenAt().toEpochMilli());
    }

    static boolean setSeen(Transaction transaction, long session, long now) {
        return transaction.update("update session set seen_at = ? where id = ?", now, session) == 1;
    }

    /** Lets the account's sessions go on after a change of its password. */
    static void setPasswordChanges(Transaction transaction, long account) {
        transaction.update(
                "update session set password_changes = (select a.password_changes from account a where a.id = ?)"
                        + " where account_id = ?",
                account,
                account);
    }

    /** Whether the account had this session. */
    static boolean remove(Transaction transaction, long account, long session) {
        return transaction.update("delete from session where id = ? and account_id = ?", session, account) == 1;
    }

    /** Removes every session of this account but the other one. */
    static void removeOfAccountBut(Transaction transaction, long account, long kept) {
        transaction.update("delete from session where account_id = ? and id <> ?", account, kept);
    }

    static void removeOfAccount(Transaction transaction, long account) {
        transaction.update("delete from session where account_id = ?", account);
    }

    /** Removes what was last seen before then, whoever it belongs to. */
    static void removeUnseenSince(Transaction transaction, long time) {
        transaction.update("delete from session where seen_at < ?", time);
    }

    private static Session session(Row row, int first) {
        return new Session(
                row.number(first),
                row.text(first + 1),
                row.text(first + 2),
                Instant.ofEpochMilli(row.number(first + 3)),
                Instant.ofEpochMilli(row.number(first + 4)));
    }
}
