package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.accounts.PersonalTokenStore.StoredToken;
import dev.berth.database.Transaction;
import java.util.Optional;

/** The table {@code refresh_token}, by the hash of the token. */
final class RefreshTokenStore {
    private RefreshTokenStore() {}

    /**
     * A refresh token as it is stored.
     *
     * @param passwordChanges how often the account's password had been changed when it was made
     * @param personalToken the personal token that it came of, where it did not come of a password
     */
    record StoredRefreshToken(
            StoredAccount owner, long passwordChanges, long expiresAt, Optional<StoredToken> personalToken) {}

    static Optional<StoredRefreshToken> find(Transaction transaction, String hash) {
        Optional<StoredRefreshToken> stored = transaction.first(
                "select " + AccountStore.COLUMNS + ", r.password_changes, r.expires_at, " + PersonalTokenStore.COLUMNS
                        + " from refresh_token r join account a on a.id = r.account_id"
                        + " left join access_token t on t.id = r.access_token_id where r.secret_hash = ?",
                row -> new StoredRefreshToken(
                        AccountStore.account(row), row.number(6), row.number(7), PersonalTokenStore.optional(row, 8)),
                hash);
        return stored.map(found -> new StoredRefreshToken(
                found.owner(),
                found.passwordChanges(),
                found.expiresAt(),
                found.personalToken().map(token -> PersonalTokenStore.withGrants(transaction, token))));
    }

    /** Adds one, and takes the account's expired ones away. */
    static boolean add(
            Transaction transaction,
            String hash,
            Account account,
            String clientId,
            Optional<Long> personalToken,
            long now,
            long expiresAt) {
        transaction.update("delete from refresh_token where account_id = ? and expires_at <= ?", account.id(), now);
        return transaction.update(
                        "insert into refresh_token"
                                + " (secret_hash, account_id, password_changes, client_id, access_token_id, created_at,"
                                + " expires_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        hash,
                        account.id(),
                        account.passwordChanges(),
                        clientId,
                        personalToken,
                        now,
                        expiresAt)
                == 1;
    }

    static void removeOfAccount(Transaction transaction, long account) {
        transaction.update("delete from refresh_token where account_id = ?", account);
    }

    static void removeOfPersonalToken(Transaction transaction, long personalToken) {
        transaction.update("delete from refresh_token where access_token_id = ?", personalToken);
    }
}
