package dev.berth.accounts;

import dev.berth.database.Transaction;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The table {@code token_grant}: what restricted personal tokens and robots are for. */
final class TokenGrantStore {
    private TokenGrantStore() {}

    static List<TokenGrant> list(Transaction transaction, long token) {
        return transaction.list(
                "select target, scopes from token_grant where token_id = ? order by target",
                row -> new TokenGrant(Target.parse(row.text(1)), scopes(row.text(2))),
                token);
    }

    /** Replaces what the token is for. */
    static void set(Transaction transaction, long token, List<TokenGrant> grants) {
        remove(transaction, token);
        transaction.updateAll(
                "insert into token_grant (token_id, target, scopes) values (?, ?, ?)",
                grants.stream()
                        .<List<?>>map(grant -> List.of(token, grant.target().text(), text(grant.scopes())))
                        .toList());
    }

    static void remove(Transaction transaction, long token) {
        transaction.update("delete from token_grant where token_id = ?", token);
    }

    /** The scopes that this text names; what it names besides is no scope any more. */
    static Set<TokenScope> scopes(String text) {
        EnumSet<TokenScope> scopes = EnumSet.noneOf(TokenScope.class);
        for (String label : text.split(" ")) {
            TokenScope.named(label).ifPresent(scopes::add);
        }
        return scopes;
    }

    /** The names of these scopes, in order. */
    static String text(Set<TokenScope> scopes) {
        return scopes.stream().sorted().map(TokenScope::label).collect(Collectors.joining(" "));
    }
}
