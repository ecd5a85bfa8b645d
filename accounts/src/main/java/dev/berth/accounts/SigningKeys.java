package dev.berth.accounts;

import dev.berth.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The keys that tokens are signed with: the newest signs, every one is accepted. The first is made when it is needed first,
 * and kept in the database, so that all nodes share it.
 */
final class SigningKeys {
    /** How often a token signed by an unknown key makes this node look for keys that another one has made. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Database database;
    private final Clock clock;
    private volatile List<SigningKey> known = List.of();
    private long lookedAt = Long.MIN_VALUE;

    SigningKeys(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The key to sign with. */
    synchronized SigningKey newest() {
        if (known.isEmpty()) {
            known = database.read(SigningKeyStore::list);
        }
        if (known.isEmpty()) {
            SigningKey made = SigningKey.generate();
            known = database.write(transaction -> {
                // Another node may have made the first one just now.
                if (SigningKeyStore.list(transaction).isEmpty()) {
                    SigningKeyStore.add(transaction, made, clock.millis());
                }
                return SigningKeyStore.list(transaction);
            });
        }
        return known.getFirst();
    }

    /** The key of this id; empty when none such signs for this Berth. */
    Optional<SigningKey> find(String id) {
        Optional<SigningKey> found = among(known, id);
        return found.isPresent() ? found : among(look(), id);
    }

    private synchronized List<SigningKey> look() {
        long now = clock.millis();
        if (now - LOOK.toMillis() >= lookedAt) {
            known = database.read(SigningKeyStore::list);
            lookedAt = now;
        }
        return known;
    }

    private static Optional<SigningKey> among(List<SigningKey> keys, String id) {
        for (SigningKey key : keys) {
            if (key.id().equals(id)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
