package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who asks, once known.
 *
 * @param name the account's name; {@code anonymous} for a stranger, {@code open} where no login is asked for
 * @param sees which repositories may be shown to this caller
 * @param authority by what the caller acts
 */
public record Caller(String name, Sees sees, Authority authority) {
    /** Everybody, where no login is asked for. */
    public static final Caller OPEN = new Caller("open", new Sees.Everything(), new Authority.Open());

    /** Somebody without credentials. */
    public static final Caller ANONYMOUS =
            new Caller("anonymous", new Sees.PublicAnd(Set.of()), new Authority.Anonymous());

    private static final Set<Right> ALL = Set.copyOf(EnumSet.allOf(Right.class));

    /** The caller that acts by this authority. */
    public static Caller by(Authority authority) {
        return switch (authority) {
            case Authority.Open open -> OPEN;
            case Authority.Anonymous anonymous -> ANONYMOUS;
            case Authority.ByPassword(Account account) -> new Caller(account.name(), sees(account, ALL), authority);
            case Authority.BySession session ->
                new Caller(session.account().name(), sees(session.account(), ALL), session);
            case Authority.ByPersonalToken token ->
                new Caller(token.account().name(), sees(token.account(), TokenScope.rightsOf(token.scopes())), token);
            case Authority.ByGrants token ->
                token.account()
                        .map(account -> new Caller(account.name(), sees(account, token.limit()), token))
                        .orElseGet(() -> new Caller(ANONYMOUS.name(), ANONYMOUS.sees(), token));
        };
    }

    private static Sees sees(Account account, Set<Right> limit) {
        if (!limit.contains(Right.PULL)) {
            return ANONYMOUS.sees();
        }
        return account.administrator() ? new Sees.Everything() : new Sees.PublicAnd(Set.of(account.name()));
    }

    /** Whether it is the person itself who calls, and no token. */
    public boolean inPerson() {
        return authority instanceof Authority.ByPassword || authority instanceof Authority.BySession;
    }

    /**
     * Whether this caller may change what a repository is: its visibility and settings. That is for its namespace's account
     * and for administrators; a personal token needs its scope for writing, a token of the token server the right to push.
     */
    public boolean manages(RepositoryName repository) {
        boolean owner = authority
                .behind()
                .map(account -> account.administrator() || account.name().equals(repository.namespace()))
                .orElse(false);
        return switch (authority) {
            case Authority.Open open -> true;
            case Authority.Anonymous anonymous -> false;
            case Authority.ByPassword password -> owner;
            case Authority.BySession session -> owner;
            case Authority.ByPersonalToken token -> owner && token.scopes().contains(TokenScope.WRITE);
            case Authority.ByGrants token ->
                owner && token.grants().getOrDefault(repository, Set.of()).contains(Right.PUSH);
        };
    }
}
