package dev.berth.accounts;

import dev.berth.accounts.RefreshTokenStore.StoredRefreshToken;
import dev.berth.database.Database;
import dev.berth.oci.RepositoryName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the tokens that the registry asks for (Docker token authentication and its OAuth 2 form). */
public final class TokenServer {
    /** The name of the registry, as a service that tokens are for. */
    public static final String SERVICE = "berth";

    private final Database database;
    private final AccessConfig config;
    private final AccessTokenCodec codec;
    private final Rights rights;
    private final Clock clock;

    TokenServer(Database database, AccessConfig config, AccessTokenCodec codec, Rights rights, Clock clock) {
        this.database = database;
        this.config = config;
        this.codec = codec;
        this.rights = rights;
        this.clock = clock;
    }

    /**
     * A token that was made.
     *
     * @param granted what it is good for, which may be less than was asked for
     */
    public record Issued(String token, List<Scope> granted, Instant issuedAt, Duration lifetime) {}

    /** A token with as much of these scopes as the authority's rights allow, which may be nothing. */
    public Issued issue(Authority authority, List<Scope> wanted) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        List<Scope> granted = new ArrayList<>();
        byRepository(wanted).forEach((repository, asked) -> {
            Set<Right> given = rights.grant(authority, repository, asked);
            if (!given.isEmpty()) {
                granted.add(new Scope.OfRepository(repository, given));
            }
        });
        if (wanted.contains(new Scope.OfCatalogue())) {
            granted.add(new Scope.OfCatalogue());
        }
        AccessToken token = new AccessToken(
                authority.subject(),
                personalToken(authority),
                Limits.of(authority),
                granted,
                now,
                now.plus(config.tokenLifetime()));
        return new Issued(codec.sign(token), granted, now, config.tokenLifetime());
    }

    private static Optional<Long> personalToken(Authority authority) {
        return authority instanceof Authority.ByPersonalToken token ? Optional.of(token.tokenId()) : Optional.empty();
    }

    private static Map<RepositoryName, Set<Right>> byRepository(List<Scope> scopes) {
        Map<RepositoryName, Set<Right>> wanted = new LinkedHashMap<>();
        for (Scope scope : scopes) {
            if (scope instanceof Scope.OfRepository(RepositoryName repository, Set<Right> asked)) {
                wanted.computeIfAbsent(repository, same -> EnumSet.noneOf(Right.class))
                        .addAll(asked);
            }
        }
        return wanted;
    }

    /**
     * A token to get further tokens with, in a password's place; empty for strangers and for robots, whose own token clients keep.
     *
     * @param clientId what the client calls itself
     */
    public Optional<String> refreshToken(Authority authority, String clientId) {
        Optional<Long> personalToken = personalToken(authority);
        return authority.behind().map(account -> {
            String secret = Secrets.random();
            long now = clock.millis();
            long expiresAt = now + config.refreshTokenLifetime().toMillis();
            database.write(transaction -> RefreshTokenStore.add(
                    transaction, Secrets.hash(secret), account, clientId, personalToken, now, expiresAt));
            return secret;
        });
    }

    /**
     * Whoever this refresh token was made for.
     *
     * @throws SignInFailure when it is not, or not any more, good
     */
    public Authority refresh(String refreshToken) {
        String hash = Secrets.hash(refreshToken);
        StoredRefreshToken found = database.read(transaction -> RefreshTokenStore.find(transaction, hash))
                .orElseThrow(() -> SignInFailure.refused("no such refresh token"));
        Instant now = clock.instant();
        if (found.expiresAt() <= now.toEpochMilli()) {
            throw SignInFailure.refused("the refresh token expired on " + Instant.ofEpochMilli(found.expiresAt()));
        }
        if (found.passwordChanges() != found.owner().account().passwordChanges()) {
            throw SignInFailure.refused("the password was changed after the refresh token was made");
        }
        if (!found.owner().enabled()) {
            throw SignInFailure.refused("the account is disabled");
        }
        Optional<String> defect = found.personalToken().flatMap(token -> token.defect(now));
        if (defect.isPresent()) {
            throw SignInFailure.refused(defect.get());
        }
        Account owner = found.owner().account();
        return found.personalToken()
                .<Authority>map(stored -> stored.authority(owner))
                .orElseGet(() -> new Authority.ByPassword(owner));
    }
}
