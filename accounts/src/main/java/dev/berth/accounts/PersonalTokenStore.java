package dev.berth.accounts;

import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code access_token}: personal access tokens, by the hash of their secret. */
final class PersonalTokenStore {
    /** The columns that {@link #optional} reads. */
    static final String COLUMNS = "t.id, t.label, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at";

    private static final int COLUMN_COUNT = 7;

    private PersonalTokenStore() {}

    /** A token as it is stored. */
    record StoredToken(PersonalToken token, boolean revoked) {
        /** Why it is good for nothing any more; empty when it is good. */
        Optional<String> defect(Instant now) {
            if (revoked) {
                return Optional.of("the personal token is revoked");
            }
            return token.expiresAt()
                    .filter(expiry -> !expiry.isAfter(now))
                    .map(expiry -> "the personal token expired on " + expiry);
        }
    }

    /** A token with the account that it belongs to. */
    record WithOwner(StoredToken stored, StoredAccount owner) {}

    static Optional<WithOwner> findBySecret(Transaction transaction, String secretHash) {
        return transaction.first(
                "select " + AccountStore.COLUMNS + ", " + COLUMNS
                        + " from access_token t join account a on a.id = t.account_id where t.secret_hash = ?",
                row -> new WithOwner(token(row, 6), AccountStore.account(row)),
                secretHash);
    }

    static List<PersonalToken> list(Transaction transaction, long account) {
        return transaction.list(
                "select " + COLUMNS + " from access_token t where t.account_id = ? and t.revoked_at is null"
                        + " order by t.created_at, t.id",
                row -> token(row, 1).token(),
                account);
    }

    static void add(Transaction transaction, long account, PersonalToken token, String secretHash) {
        transaction.update(
                "insert into access_token (id, account_id, label, secret_hash, scopes, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                account,
                token.label(),
                secretHash,
                text(token.scopes()),
                token.createdAt().toEpochMilli(),
                token.expiresAt().map(Instant::toEpochMilli));
    }

    /** Whether the account had this token, still good for something. */
    static boolean revoke(Transaction transaction, long account, long token, long now) {
        return transaction.update(
                        "update access_token set revoked_at = ? where id = ? and account_id = ? and revoked_at is null",
                        now,
                        token,
                        account)
                == 1;
    }

    static boolean setLastUsed(Transaction transaction, long token, long now) {
        return transaction.update("update access_token set last_used_at = ? where id = ?", now, token) == 1;
    }

    /** The token in the columns from this one on; empty where an outer join found none. */
    static Optional<StoredToken> optional(Row row, int first) {
        return row.optionalNumber(first).map(id -> token(row, first));
    }

    private static StoredToken token(Row row, int first) {
        PersonalToken token = new PersonalToken(
                row.number(first),
                row.text(first + 1),
                scopes(row.text(first + 2)),
                Instant.ofEpochMilli(row.number(first + 3)),
                row.optionalNumber(first + 4).map(Instant::ofEpochMilli),
                row.optionalNumber(first + 5).map(Instant::ofEpochMilli));
        return new StoredToken(
                token, row.optionalNumber(first + COLUMN_COUNT - 1).isPresent());
    }

    private static Set<TokenScope> scopes(String text) {
        EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (String label : text.split(" ")) {
            TokenScope.named(label).ifPresent(scopes::add);
        }
        return scopes;
    }

    private static String text(Set<TokenScope> scopes) {
        return scopes.stream().sorted().map(TokenScope::label).collect(Collectors.joining(" "));
    }
}
