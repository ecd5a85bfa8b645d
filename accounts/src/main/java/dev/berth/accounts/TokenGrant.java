package dev.berth.accounts;

import dev.berth.oci.RepositoryName;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a token is good for on the repositories of this target. */
public record TokenGrant(Target target, Set<TokenScope> scopes) {
    public TokenGrant {
        scopes = Set.copyOf(scopes);
    }

    /** What these grants leave to their bearer on this repository at most. */
    static Set<Right> rights(List<TokenGrant> grants, RepositoryName repository) {
        EnumSet<Right> all = EnumSet.noneOf(Right.class);
        for (TokenGrant grant : grants) {
            if (grant.target().covers(repository)) {
                all.addAll(TokenScope.rightsOf(grant.scopes()));
            }
        }
        return all;
    }

    /** Every scope that any of these grants has. */
    static Set<TokenScope> scopes(List<TokenGrant> grants) {
        EnumSet<TokenScope> all = EnumSet.noneOf(TokenScope.class);
        grants.forEach(grant -> all.addAll(grant.scopes()));
        return all;
    }
}
