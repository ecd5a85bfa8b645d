package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code access_token}: personal access tokens, by the hash of their secret. */
final class PersonalTokenStore {
    /** The columns that {@link #optional} reads. */
    static final String COLUMNS = "t.id, t.label, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at,"
            + " t.enabled, t.restricted";

    private PersonalTokenStore() {}

    /** A token as it is stored. */
    record StoredToken(PersonalToken token, boolean revoked) {
        /** Why it is good for nothing now; empty when it is good. */
        Optional<String> defect(Instant now) {
            if (revoked) {
                return Optional.of("the personal token is revoked");
            }
            if (!token.enabled()) {
                return Optional.of("the personal token is switched off");
            }
            return token.expiresAt()
                    .filter(expiry -> !expiry.isAfter(now))
                    .map(expiry -> "the personal token expired on " + expiry);
        }

        /** Its owner, acting by it. */
        Authority authority(Account owner) {
            return new Authority.ByPersonalToken(owner, token.id(), token.scopes(), token.only());
        }
    }

    /** A token with the account that it belongs to. */
    record WithOwner(StoredToken stored, StoredAccount owner) {}

    static Optional<WithOwner> findBySecret(Transaction transaction, String secretHash) {
        return transaction
                .first(
                        "select " + AccountStore.COLUMNS + ", " + COLUMNS
                                + " from access_token t join account a on a.id = t.account_id where t.secret_hash = ?",
                        row -> new WithOwner(token(row, 6), AccountStore.account(row)),
                        secretHash)
                .map(found -> new WithOwner(withGrants(transaction, found.stored()), found.owner()));
    }

    static Optional<StoredToken> find(Transaction transaction, long account, long token) {
        return transaction
                .first(
                        "select " + COLUMNS + " from access_token t where t.id = ? and t.account_id = ?",
                        row -> token(row, 1),
                        token,
                        account)
                .map(found -> withGrants(transaction, found));
    }

    static List<PersonalToken> list(Transaction transaction, long account) {
        return transaction
                .list(
                        "select " + COLUMNS + " from access_token t where t.account_id = ? and t.revoked_at is null"
                                + " order by t.created_at, t.id",
                        row -> token(row, 1),
                        account)
                .stream()
                .map(found -> withGrants(transaction, found).token())
                .toList();
    }

    static void add(Transaction transaction, long account, PersonalToken token, String secretHash) {
        transaction.update(
                "insert into access_token"
                        + " (id, account_id, label, secret_hash, scopes, enabled, restricted, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                account,
                token.label(),
                secretHash,
                TokenGrantStore.text(token.scopes()),
                token.enabled(),
                token.only().isPresent(),
                token.createdAt().toEpochMilli(),
                token.expiresAt().map(Instant::toEpochMilli));
        token.only().ifPresent(grants -> TokenGrantStore.set(transaction, token.id(), grants));
    }

    /** Sets what may change of a token. */
    static void change(Transaction transaction, PersonalToken token) {
        transaction.update(
                "update access_token set label = ?, enabled = ?, expires_at = ? where id = ?",
                token.label(),
                token.enabled(),
                token.expiresAt().map(Instant::toEpochMilli),
                token.id());
    }

    static void revoke(Transaction transaction, long token, long now) {
        transaction.update("update access_token set revoked_at = ? where id = ?", now, token);
        TokenGrantStore.remove(transaction, token);
    }

    static void removeOfAccount(Transaction transaction, long account) {
        transaction.update(
                "delete from token_grant where token_id in (select id from access_token where account_id = ?)",
                account);
        transaction.update("delete from access_token where account_id = ?", account);
    }

    static boolean setLastUsed(Transaction transaction, long token, long now) {
        return transaction.update("update access_token set last_used_at = ? where id = ?", now, token) == 1;
    }

    /** The token in the columns from this one on, without its grants; empty where an outer join found none. */
    static Optional<StoredToken> optional(Row row, int first) {
        return row.optionalNumber(first).map(id -> token(row, first));
    }

    private static StoredToken token(Row row, int first) {
        PersonalToken token = new PersonalToken(
                row.number(first),
                row.text(first + 1),
                TokenGrantStore.scopes(row.text(first + 2)),
                row.flag(first + 8) ? Optional.of(List.of()) : Optional.empty(),
                row.flag(first + 7),
                Instant.ofEpochMilli(row.number(first + 3)),
                row.optionalNumber(first + 4).map(Instant::ofEpochMilli),
                row.optionalNumber(first + 5).map(Instant::ofEpochMilli));
        return new StoredToken(token, row.optionalNumber(first + 6).isPresent());
    }

    /** The same with what a restricted token is for, which only those are asked about. */
    static StoredToken withGrants(Transaction transaction, StoredToken stored) {
        PersonalToken token = stored.token();
        if (token.only().isEmpty()) {
            return stored;
        }
        return new StoredToken(
                token.with(Optional.of(TokenGrantStore.list(transaction, token.id()))), stored.revoked());
    }
}
