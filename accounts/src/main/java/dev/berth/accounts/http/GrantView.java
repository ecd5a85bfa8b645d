package dev.berth.accounts.http;

import dev.berth.accounts.Target;
import dev.berth.accounts.TokenGrant;
import dev.berth.accounts.TokenScope;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token is for.
 *
 * @param name a repository, or {@code namespace/*}
 * @param scopes those of the token, where they are absent
 */
record GrantView(String name, Optional<List<TokenScope>> scopes) {

    static List<GrantView> of(List<TokenGrant> grants) {
        return grants.stream()
                .map(grant -> new GrantView(grant.target().text(), Optional.of(sorted(grant.scopes()))))
                .toList();
    }

    /**
     * The grants that these views mean.
     *
     * @param otherwise the scopes of those that have none of their own
     */
    static List<TokenGrant> parse(List<GrantView> views, Set<TokenScope> otherwise) {
        return views.stream()
                .map(view -> new TokenGrant(
                        Target.parse(view.name()),
                        view.scopes().map(GrantView::set).orElse(otherwise)))
                .toList();
    }

    static Set<TokenScope> set(List<TokenScope> scopes) {
        EnumSet<TokenScope> set = EnumSet.noneOf(TokenScope.class);
        set.addAll(scopes);
        return set;
    }

    static List<TokenScope> sorted(Set<TokenScope> scopes) {
        return scopes.stream().sorted().toList();
    }
}
