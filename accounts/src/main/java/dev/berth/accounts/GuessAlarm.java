package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.database.Database;
import dev.berth.database.Durability;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the audit trail that somebody guesses: once an hour for each account that is guessed at, and for each address that tries
 * many, so that a flood of guesses is none of events. Nobody waits for it, since the time that it takes would tell who guesses
 * that there is such an account.
 */
final class GuessAlarm {
    private static final Logger log = LoggerFactory.getLogger(GuessAlarm.class);
    private static final Duration QUIET = Duration.ofHours(1);
    private static final int REMEMBERED = 20_000;

    private final Database database;
    private final AuditTrail trail;
    private final Cache<String, Boolean> told;

    GuessAlarm(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.told = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(QUIET)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .executor(Runnable::run)
                .build();
    }

    /** Logins of this account have to wait, since too many were wrong. */
    void ofAccount(String username, Map<String, Object> details) {
        once("account " + username, username, details);
    }

    /** Logins from this address have to wait, since too many were wrong, whomever they meant. */
    void ofAddress(String address) {
        once("address " + SignInThrottle.place(address), "", Map.of("address", address));
    }

    private void once(String key, String namespace, Map<String, Object> details) {
        if (told.asMap().putIfAbsent(key, true) != null) {
            return;
        }
        Thread.ofVirtual().name("guess-alarm").start(() -> {
            try {
                database.write(Durability.PROCESS_DEATH, transaction -> {
                    trail.record(transaction, Optional.empty(), Change.SIGN_IN_SLOWED, namespace, details);
                    return true;
                });
            } catch (RuntimeException e) {
                log.warn("guesses could not be written down: {} {}", key, details, e);
            }
        });
    }
}
