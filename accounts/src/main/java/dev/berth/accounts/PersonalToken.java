package dev.berth.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A personal access token, without its secret.
 *
 * @param label what its owner calls it
 * @param scopes every scope that it has on any repository
 * @param only what it has on which repositories, where it is not for all
 * @param enabled whether its owner has it switched on
 * @param lastUsedAt when it was last used, to the minute
 */
public record PersonalToken(
        long id,
        String label,
        Set<TokenScope> scopes,
        Optional<List<TokenGrant>> only,
        boolean enabled,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    public PersonalToken {
        scopes = Set.copyOf(scopes);
        only = only.map(List::copyOf);
    }

    /** The same for these repositories. */
    PersonalToken with(Optional<List<TokenGrant>> others) {
        return new PersonalToken(id, label, scopes, others, enabled, createdAt, expiresAt, lastUsedAt);
    }
}
