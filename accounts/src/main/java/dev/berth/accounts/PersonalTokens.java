package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.PersonalTokenStore.WithOwner;
import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.oci.Quoted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Personal access tokens: made, listed, revoked, and used in a password's place. */
public final class PersonalTokens {
    private static final Logger log = LoggerFactory.getLogger(PersonalTokens.class);
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofDays(7);
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_525);
    private static final int LONGEST_LABEL = 100;
    private static final int REMEMBERED = 10_000;

    private final Database database;
    private final Clock clock;

    /** When a token's last use was last written down, by its id. */
    private final Cache<Long, Long> lastUses = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    PersonalTokens(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A token that was just made.
     *
     * @param secret what to log in with, told this once
     */
    public record Created(PersonalToken token, String secret) {}

    /**
     * Makes a token for this account.
     *
     * @param expiresAt when it stops being good; never when absent
     * @throws AccountFailure {@link Kind#INVALID}
     */
    public Created create(Account owner, String label, Set<TokenScope> scopes, Optional<Instant> expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (label.isBlank() || label.length() > LONGEST_LABEL || label.chars().anyMatch(Character::isISOControl)) {
            throw invalid("label: 1 to " + LONGEST_LABEL + " printable characters are needed");
        }
        if (scopes.isEmpty()) {
            throw invalid("scopes: at least one of \"read\", \"write\" and \"delete\" is needed");
        }
        if (expiresAt.isPresent() && !expiresAt.get().isAfter(now)) {
            throw invalid("expires_at: a time in the future is needed");
        }
        if (expiresAt.isPresent() && expiresAt.get().isAfter(now.plus(LONGEST_LIFE))) {
            throw invalid("expires_at: a time within 100 years is needed, or none at all");
        }
        String secret = Secrets.newPersonalToken();
        PersonalToken token = new PersonalToken(
                Secrets.newId(now.toEpochMilli()),
                label,
                scopes,
                now,
                expiresAt.map(expiry -> expiry.truncatedTo(ChronoUnit.MILLIS)),
                Optional.empty());
        database.write(transaction -> {
            PersonalTokenStore.add(transaction, owner.id(), token, Secrets.hash(secret));
            return token;
        });
        log.info("{} made the personal token {} with the scopes {}", owner.name(), token.id(), scopes);
        return new Created(token, secret);
    }

    /** The tokens of this account that are not revoked, the oldest first. */
    public List<PersonalToken> list(Account owner) {
        return database.read(transaction -> PersonalTokenStore.list(transaction, owner.id()));
    }

    /**
     * Makes a token of this account good for nothing, at once and for good, with every refresh token that came of it.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when the account has no such token
     */
    public void revoke(Account owner, long token) {
        long now = clock.millis();
        database.write(transaction -> {
            if (!PersonalTokenStore.revoke(transaction, owner.id(), token, now)) {
                throw new AccountFailure(Kind.UNKNOWN, "you have no token with the id " + token);
            }
            RefreshTokenStore.removeOfPersonalToken(transaction, token);
            return true;
        });
        log.info("{} revoked the personal token {}", owner.name(), token);
    }

    /** Whoever has this name and this token's secret; see {@link SignIn#verify}. */
    SignIn.SignedIn use(String name, String secret) {
        if (!Secrets.isPersonalToken(secret)) {
            throw refused("the personal token is cut off or mistyped", name);
        }
        String hash = Secrets.hash(secret);
        WithOwner found = database.read(transaction -> PersonalTokenStore.findBySecret(transaction, hash))
                .orElseThrow(() -> refused("no such personal token", name));
        Account owner = found.owner().account();
        if (!owner.name().equals(name)) {
            throw refused("the personal token is that of " + owner.name(), name);
        }
        if (!found.owner().enabled()) {
            throw refused("the account is disabled", name);
        }
        Instant now = clock.instant();
        Optional<String> defect = found.stored().defect(now);
        if (defect.isPresent()) {
            throw refused(defect.get(), name);
        }
        PersonalToken token = found.stored().token();
        noteUse(token);
        return new SignIn.SignedIn(
                new Authority.ByPersonalToken(owner, token.id(), token.scopes()),
                token.expiresAt().filter(expiry -> expiry.isBefore(now.plus(SOON))));
    }

    private static SignInFailure refused(String reason, String name) {
        return SignInFailure.refused(reason + ", used as " + Quoted.of(name));
    }

    private void noteUse(PersonalToken token) {
        long now = clock.millis();
        long precision = LAST_USED_PRECISION.toMillis();
        Long noted = lastUses.getIfPresent(token.id());
        long last = noted != null
                ? noted
                : token.lastUsedAt().map(Instant::toEpochMilli).orElse(0L);
        if (now - last < precision) {
            return;
        }
        lastUses.put(token.id(), now);
        try {
            database.write(
                    Durability.PROCESS_DEATH,
                    transaction -> PersonalTokenStore.setLastUsed(transaction, token.id(), now));
        } catch (DatabaseFailure e) {
            // A pull goes on while the disk is full; the note about it is worth less than the pull.
            log.debug("the use of the personal token {} could not be noted", token.id(), e);
        }
    }

    private static AccountFailure invalid(String explanation) {
        return new AccountFailure(Kind.INVALID, explanation);
    }
}
