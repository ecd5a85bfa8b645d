package dev.berth.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of the token server says (Docker token authentication, "Token Implementation").
 *
 * @param subject the name of the account; empty for a stranger
 * @param limit the rights that its bearer may have at most, whatever it asks for
 * @param access what it grants
 */
record AccessToken(
        Optional<String> subject, Set<Right> limit, List<Scope> access, Instant issuedAt, Instant expiresAt) {
    AccessToken {
        limit = Set.copyOf(limit);
        access = List.copyOf(access);
    }
}
