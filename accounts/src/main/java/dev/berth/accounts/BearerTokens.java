package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.database.Database;
import dev.berth.oci.RepositoryName;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells who comes with a token of the token server. Checking a signature costs a good part of a millisecond, so a token that
 * was found good is remembered until it expires: this is on the way of every pull.
 */
public final class BearerTokens {
    private static final long REMEMBERED_CHARACTERS = 4 << 20;
    private static final int OVERHEAD = 500;

    private final Database database;
    private final AccessTokenCodec codec;
    private final Rights rights;
    private final Clock clock;

    private final Cache<String, Known> known = Caffeine.newBuilder()
            .maximumWeight(REMEMBERED_CHARACTERS)
            .weigher((String token, Known value) -> token.length() + OVERHEAD)
            .executor(Runnable::run)
            .build();

    BearerTokens(Database database, AccessTokenCodec codec, Rights rights, Clock clock) {
        this.database = database;
        this.codec = codec;
        this.rights = rights;
        this.clock = clock;
    }

    private record Known(Caller caller, long expiresAt) {}

    /** Whoever bears this token, where that is remembered and the token still good. */
    public Optional<Caller> remembered(String token) {
        return Optional.ofNullable(known.getIfPresent(token))
                .filter(it -> clock.millis() < it.expiresAt())
                .map(Known::caller);
    }

    /**
     * Whoever bears this token.
     *
     * @throws BearerFailure when it is no token of this Berth, not good now, or its account is gone
     */
    public Caller verify(String token) {
        Known found = known.getIfPresent(token);
        if (found != null) {
            long now = clock.millis();
            if (now < found.expiresAt()) {
                return found.caller();
            }
            known.invalidate(token);
            AccessTokenCodec.checkExpiry(Instant.ofEpochMilli(found.expiresAt()), Instant.ofEpochMilli(now));
        }
        AccessToken verified = codec.verify(token);
        Caller caller = caller(verified);
        known.put(token, new Known(caller, verified.expiresAt().toEpochMilli()));
        return caller;
    }

    private Caller caller(AccessToken token) {
        Authority origin = origin(token);
        Map<RepositoryName, Set<Right>> grants = new HashMap<>();
        boolean catalogue = false;
        for (Scope scope : token.access()) {
            if (scope instanceof Scope.OfRepository(RepositoryName repository, Set<Right> granted)) {
                // What a token grants only because a repository is public is asked anew each time, so that making the
                // repository private counts at once.
                Set<Right> given = rights.given(origin, repository);
                if (!given.containsAll(granted)) {
                    // What it was granted by a former name is what it has by the present one.
                    rights.movedTo(repository).ifPresent(now -> given.addAll(rights.given(origin, now)));
                }
                given.retainAll(granted);
                grants.put(repository, Set.copyOf(given));
            }
            catalogue |= scope instanceof Scope.OfCatalogue;
        }
        return rights.caller(new Authority.ByGrants(origin, token.limit(), grants, catalogue));
    }

    /** By what the bearer got the token, as that is now. */
    private Authority origin(AccessToken token) {
        if (token.subject().isEmpty()) {
            return new Authority.Anonymous();
        }
        String name = token.subject().get();
        if (RobotName.isRobots(name)) {
            return database.read(transaction -> RobotStore.find(transaction, RobotName.parse(name)))
                    .filter(robot -> robot.robot().defect(clock.instant()).isEmpty())
                    .map(RobotStore.OfOrganisation::authority)
                    .orElseThrow(() -> new BearerFailure("the token's robot is gone"));
        }
        Account account = account(name);
        return token.personalToken()
                .map(id -> database.read(transaction -> PersonalTokenStore.find(transaction, account.id(), id))
                        .filter(stored -> stored.defect(clock.instant()).isEmpty())
                        .map(stored -> stored.authority(account))
                        .orElseThrow(
                                () -> new BearerFailure("the personal token behind the token is not good any more")))
                .orElseGet(() -> new Authority.ByPassword(account));
    }

    private Account account(String name) {
        StoredAccount stored = database.read(transaction -> AccountStore.find(transaction, name))
                .orElseThrow(() -> new BearerFailure("the token's account is gone"));
        if (!stored.enabled()) {
            throw new BearerFailure("the token's account is disabled");
        }
        return stored.account();
    }
}
