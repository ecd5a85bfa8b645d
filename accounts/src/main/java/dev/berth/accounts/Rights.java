package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may do what with which repository. Administrators may do everything; an account may do everything in the namespace of its
 * name; a public repository may be pulled by everybody. A repository that does not exist is like a private one.
 */
public final class Rights {
    private final Visibilities visibilities;

    Rights(Visibilities visibilities) {
        this.visibilities = visibilities;
    }

    /** Whether this authority has all of these rights on the repository. */
    public boolean allow(Authority authority, RepositoryName repository, Right... wanted) {
        Set<Right> given = given(authority, repository);
        boolean pullsOnly = true;
        boolean all = true;
        for (Right right : wanted) {
            all &= given.contains(right);
            pullsOnly &= right == Right.PULL;
        }
        // The database is asked only where nothing else lets the request pass.
        return all || pullsOnly && isPublic(repository);
    }

    /** Whether this authority may pull from the repository, where that is known without waiting; false says nothing. */
    public boolean allowPullAtOnce(Authority authority, RepositoryName repository) {
        return given(authority, repository).contains(Right.PULL)
                || visibilities.isPublicAtOnce(repository).orElse(false);
    }

    /** What the authority may do with the repository, be it public or not. */
    private static Set<Right> given(Authority authority, RepositoryName repository) {
        return switch (authority) {
            case Authority.ByGrants token -> token.grants().getOrDefault(repository, Set.of());
            case Authority.Open open -> EnumSet.allOf(Right.class);
            case Authority.Anonymous anonymous -> EnumSet.noneOf(Right.class);
            case Authority.ByPassword(Account account) -> own(account, repository);
            case Authority.BySession session -> own(session.account(), repository);
            case Authority.ByPersonalToken token ->
                limited(own(token.account(), repository), TokenScope.rightsOf(token.scopes()));
        };
    }

    /** Those of the wanted rights that a token for this authority may carry. */
    Set<Right> grant(Authority authority, RepositoryName repository, Set<Right> wanted) {
        EnumSet<Right> granted = EnumSet.noneOf(Right.class);
        for (Right right : wanted) {
            if (allow(authority, repository, right)) {
                granted.add(right);
            }
        }
        return granted;
    }

    /** Whether a token that its bearer could ask for would let it pull from this repository, which exists. */
    public boolean couldPull(Account account, Set<Right> limit, RepositoryName repository) {
        return limited(own(account, repository), limit).contains(Right.PULL)
                && visibilities.isPublic(repository).isPresent();
    }

    private boolean isPublic(RepositoryName repository) {
        return visibilities.isPublic(repository).orElse(false);
    }

    /** What the account may do by itself, whatever is public. */
    public static Set<Right> own(Account account, RepositoryName repository) {
        boolean everything = account.administrator() || account.name().equals(repository.namespace());
        return everything ? EnumSet.allOf(Right.class) : EnumSet.noneOf(Right.class);
    }

    private static Set<Right> limited(Set<Right> rights, Set<Right> limit) {
        rights.retainAll(limit);
        return rights;
    }

    /** What a token for this authority may carry at most, on any repository. */
    public static Set<Right> limit(Authority authority) {
        return switch (authority) {
            case Authority.Open open -> EnumSet.allOf(Right.class);
            case Authority.ByPassword password -> EnumSet.allOf(Right.class);
            case Authority.BySession session -> EnumSet.allOf(Right.class);
            case Authority.Anonymous anonymous -> EnumSet.of(Right.PULL);
            case Authority.ByPersonalToken token -> TokenScope.rightsOf(token.scopes());
            case Authority.ByGrants token -> token.limit();
        };
    }
}
