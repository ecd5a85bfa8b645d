package dev.berth.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of the token server says (Docker token authentication, "Token Implementation").
 *
 * @param subject the name of the account or robot; empty for a stranger
 * @param personalToken the id of the personal token that it came of, where it came of one
 * @param limit the rights that its bearer may have at most, whatever it asks for
 * @param access what it grants
 */
record AccessToken(
        Optional<String> subject,
        Optional<Long> personalToken,
        Set<Right> limit,
        List<Scope> access,
        Instant issuedAt,
        Instant expiresAt) {
    AccessToken {
        limit = Set.copyOf(limit);
        access = List.copyOf(access);
    }
}
