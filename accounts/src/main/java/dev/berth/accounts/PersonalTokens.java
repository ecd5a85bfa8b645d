package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.PersonalTokenStore.StoredToken;
import dev.berth.accounts.PersonalTokenStore.WithOwner;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Personal access tokens: made, listed, changed, revoked, and used in a password's place. */
public final class PersonalTokens {
    private static final Logger log = LoggerFactory.getLogger(PersonalTokens.class);

    /** How long before its end its bearer is warned. */
    static final Duration SOON = Duration.ofDays(7);

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final LastUses lastUses;

    PersonalTokens(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.lastUses = new LastUses(database, clock, PersonalTokenStore::setLastUsed);
    }

    /**
     * A token that was just made.
     *
     * @param secret what to log in with, told this once
     */
    public record Created(PersonalToken token, String secret) {
        /** Nothing of the secret, so that it gets into no log. */
        @Override
        public String toString() {
            return "Created[" + token + "]";
        }
    }

    /** What is to change of a token; what is absent stays. */
    public record Wish(Optional<String> label, Optional<Boolean> enabled, Optional<Expiry> expiresAt) {}

    /** Makes a token for all repositories of this account; see {@link #create(Account, String, Set, Optional, Optional)}. */
    public Created create(Account owner, String label, Set<TokenScope> scopes, Optional<Instant> expiresAt) {
        return create(owner, label, scopes, Optional.empty(), expiresAt);
    }

    /**
     * Makes a token for this account. It never has more rights than its owner, and its owner may lose some or gain others.
     *
     * @param scopes what it is good for, where it is for all repositories; otherwise its grants say
     * @param only what it is good for on which repositories, where it is not for all
     * @param expiresAt when it stops being good; never when absent
     * @throws AccountFailure {@link Kind#INVALID}
     */
    public Created create(
            Account owner,
            String label,
            Set<TokenScope> scopes,
            Optional<List<TokenGrant>> only,
            Optional<Instant> expiresAt) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String secret = Secrets.newPersonalToken();
        PersonalToken token = new PersonalToken(
                Secrets.newId(now.toEpochMilli()),
                TokenTerms.label(label),
                TokenTerms.scopes(
                        only.map(TokenTerms::grants).map(TokenGrant::scopes).orElse(scopes)),
                only,
                true,
                now,
                TokenTerms.expiry(new Expiry(expiresAt), clock).at(),
                Optional.empty());
        database.write(transaction -> {
            PersonalTokenStore.add(transaction, owner.id(), token, Secrets.hash(secret));
            record(transaction, owner, Change.TOKEN_CREATED, token);
            return token;
        });
        log.info("{} made the personal token {} with the scopes {}", owner.name(), token.id(), token.scopes());
        return new Created(token, secret);
    }

    /** The tokens of this account that are not revoked, the oldest first. */
    public List<PersonalToken> list(Account owner) {
        return database.read(transaction -> PersonalTokenStore.list(transaction, owner.id()));
    }

    /**
     * One token of this account.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when the account has no such token
     */
    public PersonalToken get(Account owner, long token) {
        return database.read(transaction -> existing(transaction, owner, token));
    }

    /**
     * Changes a token of this account, and answers what it is then.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when the account has no such token, {@link Kind#INVALID}
     */
    public PersonalToken change(Account owner, long token, Wish wish) {
        Optional<String> label = wish.label().map(TokenTerms::label);
        Optional<Expiry> expiresAt = wish.expiresAt().map(wanted -> TokenTerms.expiry(wanted, clock));
        return database.write(transaction -> {
            PersonalToken before = existing(transaction, owner, token);
            PersonalToken after = new PersonalToken(
                    before.id(),
                    label.orElse(before.label()),
                    before.scopes(),
                    before.only(),
                    wish.enabled().orElse(before.enabled()),
                    before.createdAt(),
                    expiresAt.map(Expiry::at).orElse(before.expiresAt()),
                    before.lastUsedAt());
            PersonalTokenStore.change(transaction, after);
            record(transaction, owner, Change.TOKEN_CHANGED, after);
            return after;
        });
    }

    /**
     * Makes a token of this account good for nothing, at once and for good, with every refresh token that came of it.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when the account has no such token
     */
    public void revoke(Account owner, long token) {
        long now = clock.millis();
        database.write(transaction -> {
            PersonalToken revoked = existing(transaction, owner, token);
            PersonalTokenStore.revoke(transaction, token, now);
            RefreshTokenStore.removeOfPersonalToken(transaction, token);
            record(transaction, owner, Change.TOKEN_REVOKED, revoked);
            return true;
        });
        log.info("{} revoked the personal token {}", owner.name(), token);
    }

    private static PersonalToken existing(Transaction transaction, Account owner, long token) {
        return PersonalTokenStore.find(transaction, owner.id(), token)
                .filter(stored -> !stored.revoked())
                .map(StoredToken::token)
                .orElseThrow(() -> new AccountFailure(Kind.UNKNOWN, "you have no token with the id " + token));
    }

    private void record(Transaction transaction, Account owner, Change change, PersonalToken token) {
        trail.record(
                transaction,
                Optional.of(owner.name()),
                change,
                owner.name(),
                Map.of("token", String.valueOf(token.id()), "label", token.label()));
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
        lastUses.add(token.id(), token.lastUsedAt());
        return new SignIn.SignedIn(
                found.stored().authority(owner), token.expiresAt().filter(expiry -> expiry.isBefore(now.plus(SOON))));
    }

    private static SignInFailure refused(String reason, String name) {
        return SignInFailure.refused(reason + ", used as " + Quoted.of(name));
    }
}
