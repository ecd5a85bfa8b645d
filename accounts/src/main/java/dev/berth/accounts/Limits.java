package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.EnumSet;
import java.util.Set;

/** How far an authority reaches at most, whoever is behind it. */
public final class Limits {
    private static final Set<Right> ALL = Set.of(Right.values());

    private Limits() {}

    /** What this authority may have on the repository. */
    public static Set<Right> of(Authority authority, RepositoryName repository) {
        EnumSet<Right> limit = EnumSet.noneOf(Right.class);
        limit.addAll(most(authority, repository));
        return limit;
    }

    /** The same, not to be changed: this is on the way of every pull. */
    static Set<Right> most(Authority authority, RepositoryName repository) {
        return switch (authority) {
            case Authority.Anonymous anonymous -> Set.of();
            case Authority.ByPersonalToken token -> token.limit(repository);
            case Authority.ByRobot robot -> robot.rights(repository);
            case Authority.ByGrants token -> token.grants().getOrDefault(repository, Set.of());
            case Authority.Open open -> ALL;
            case Authority.ByPassword password -> ALL;
            case Authority.BySession session -> ALL;
        };
    }

    /** What a token for this authority may carry, on any repository. */
    public static Set<Right> of(Authority authority) {
        return switch (authority) {
            case Authority.Open open -> EnumSet.allOf(Right.class);
            case Authority.ByPassword password -> EnumSet.allOf(Right.class);
            case Authority.BySession session -> EnumSet.allOf(Right.class);
            case Authority.Anonymous anonymous -> EnumSet.of(Right.PULL);
            case Authority.ByPersonalToken token -> TokenScope.rightsOf(token.scopes());
            case Authority.ByRobot robot -> TokenScope.rightsOf(TokenGrant.scopes(robot.grants()));
            case Authority.ByGrants token -> token.limit();
        };
    }
}
