package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.database.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes when tokens were last used, to the minute, so that a thousand pulls write once. */
final class LastUses {
    private static final Logger log = LoggerFactory.getLogger(LastUses.class);
    private static final Duration PRECISION = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final Database database;
    private final Clock clock;
    private final Note note;

    /** When a token's last use was last written down, by its id. */
    private final Cache<Long, Long> noted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    /** Writes it down. */
    @FunctionalInterface
    interface Note {
        /** Whether the token was there. */
        boolean write(Transaction transaction, long token, long now);
    }

    LastUses(Database database, Clock clock, Note note) {
        this.database = database;
        this.clock = clock;
        this.note = note;
    }

    /** Notes that this token is used now. */
    void add(long token, Optional<Instant> lastUsedAt) {
        long now = clock.millis();
        Long known = noted.getIfPresent(token);
        long last =
                known != null ? known : lastUsedAt.map(Instant::toEpochMilli).orElse(0L);
        if (now - last < PRECISION.toMillis()) {
            return;
        }
        noted.put(token, now);
        try {
            database.write(Durability.PROCESS_DEATH, transaction -> note.write(transaction, token, now));
        } catch (DatabaseFailure e) {
            // A pull goes on while the disk is full; the note about it is worth less than the pull.
            log.debug("the use of the token {} could not be noted", token, e);
        }
    }
}
