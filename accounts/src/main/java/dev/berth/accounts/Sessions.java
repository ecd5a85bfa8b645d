package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.SessionStore.WithOwner;
import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is signed in in which browser. A session's secret is made here, never taken from a client, and made anew whenever
 * somebody signs in, so nobody can plant one that he knows.
 */
public final class Sessions {
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(5);
    private static final int LONGEST_USER_AGENT = 300;

    /** Who signs in more often loses the session that was not seen for longest. */
    private static final int MOST_OF_ONE_ACCOUNT = 100;

    private final Database database;
    private final SessionConfig config;
    private final boolean demandsVerification;
    private final AuditTrail trail;
    private final Clock clock;

    Sessions(Database database, SessionConfig config, boolean demandsVerification, AuditTrail trail, Clock clock) {
        this.demandsVerification = demandsVerification;
        this.trail = trail;
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /**
     * A session that began just now.
     *
     * @param secret what its cookie holds, told this once
     */
    public record Opened(Authority.BySession authority, String secret) {
        /** Nothing of the secret, so that it gets into no log. */
        @Override
        public String toString() {
            return "Opened[" + authority + "]";
        }
    }

    /** How long a cookie may be kept. */
    public Duration lifetime() {
        return config.lifetime();
    }

    /**
     * Begins a session of this account, which has just proved who it is.
     *
     * @param address where the request came from
     * @param userAgent what the browser calls itself
     */
    public Opened open(Account account, String address, String userAgent) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String secret = Secrets.random();
        Session session = new Session(Secrets.newId(now.toEpochMilli()), address, printable(userAgent), now, now);
        database.write(transaction -> {
            SessionStore.removeUnseenSince(transaction, now.minus(config.idle()).toEpochMilli());
            List<Session> others = SessionStore.list(transaction, account);
            for (Session surplus : others.subList(Math.min(MOST_OF_ONE_ACCOUNT - 1, others.size()), others.size())) {
                SessionStore.remove(transaction, account.id(), surplus.id());
            }
            SessionStore.add(transaction, account, session, Secrets.hash(secret));
            trail.recordOwn(transaction, Change.SIGNED_IN, account.name(), Map.of("address", address));
            return true;
        });
        log.info("{} signed in from {}", account.name(), address);
        return new Opened(new Authority.BySession(account, session.id()), secret);
    }

    private static String printable(String userAgent) {
        StringBuilder text = new StringBuilder();
        userAgent
                .codePoints()
                .filter(c -> !Character.isISOControl(c))
                .limit(LONGEST_USER_AGENT)
                .forEach(text::appendCodePoint);
        return text.toString();
    }

    /**
     * Who is signed in in a browser.
     *
     * @param awaitsVerification whether he has to prove his address before he does more than that
     */
    public record Found(Authority.BySession authority, boolean awaitsVerification) {}

    /** Whoever is signed in by the cookie with this secret; empty when nobody is, or not any more. */
    public Optional<Found> find(String secret) {
        String hash = Secrets.hash(secret);
        Instant now = clock.instant();
        Optional<WithOwner> found = database.read(transaction -> SessionStore.find(transaction, hash))
                .filter(it -> it.owner().enabled())
                .filter(it -> it.passwordChanges() == it.owner().account().passwordChanges())
                .filter(it -> isAlive(it.session(), now));
        found.ifPresent(it -> noteSeen(it.session(), now));
        return found.map(it -> new Found(
                new Authority.BySession(it.owner().account(), it.session().id()),
                it.awaitsVerification() && demandsVerification));
    }

    private boolean isAlive(Session session, Instant now) {
        return now.isBefore(session.lastSeenAt().plus(config.idle()))
                && now.isBefore(session.createdAt().plus(config.lifetime()));
    }

    private void noteSeen(Session session, Instant now) {
        Duration tenth = config.idle().dividedBy(10);
        Duration precision = tenth.compareTo(SEEN_PRECISION) < 0 ? tenth : SEEN_PRECISION;
        if (now.isBefore(session.lastSeenAt().plus(precision))) {
            return;
        }
        try {
            database.write(
                    Durability.PROCESS_DEATH,
                    transaction -> SessionStore.setSeen(transaction, session.id(), now.toEpochMilli()));
        } catch (DatabaseFailure e) {
            // Reading goes on while the disk is full.
            log.debug("that the session {} was seen could not be noted", session.id(), e);
        }
    }

    /** The sessions of this account, the last seen first. */
    public List<Session> list(Account account) {
        Instant now = clock.instant();
        return database.read(transaction -> SessionStore.list(transaction, account)).stream()
                .filter(session -> isAlive(session, now))
                .toList();
    }

    /**
     * Ends a session of this account, at once.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when the account has no such session
     */
    public void end(Account account, long session) {
        if (!database.write(transaction -> SessionStore.remove(transaction, account.id(), session))) {
            throw new AccountFailure(Kind.UNKNOWN, "you have no session with the id " + session);
        }
        log.info("{} signed out", account.name());
    }

    /** Ends every session of whoever acts by this authority, but the one that it acts by. */
    public void endOthers(Account account, Authority authority) {
        long kept = authority instanceof Authority.BySession session ? session.sessionId() : -1;
        database.write(transaction -> {
            SessionStore.removeOfAccountBut(transaction, account.id(), kept);
            return true;
        });
        log.info("{} signed out everywhere else", account.name());
    }

    /**
     * What a page of ours sends along with every change, and a page of another site cannot know: it is derived from the
     * cookie's secret, which no page can read.
     */
    public static String csrfToken(String secret) {
        return Secrets.derive(secret, "csrf");
    }

    /** Whether this is the {@link #csrfToken} of that secret. */
    public static boolean isCsrfToken(String token, String secret) {
        return Secrets.equal(token, csrfToken(secret));
    }
}
