package dev.berth.accounts;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A personal access token, without its secret.
 *
 * @param label what its owner calls it
 * @param lastUsedAt when it was last used, to the minute
 */
public record PersonalToken(
        long id,
        String label,
        Set<TokenScope> scopes,
        Instant createdAt,
        Optional<Instant> expiresAt,
        Optional<Instant> lastUsedAt) {
    public PersonalToken {
        scopes = Set.copyOf(scopes);
    }
}
