package dev.berth.accounts;

import dev.berth.database.Database;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first account, {@code admin}, which is made when Berth starts for the first time. */
final class Administrator {
    private static final Logger log = LoggerFactory.getLogger(Administrator.class);
    private static final int PASSWORD_LENGTH = 20;

    private final Database database;
    private final PasswordHashes hashes;
    private final AuditTrail trail;
    private final Clock clock;
    private volatile CompletableFuture<Boolean> ready = CompletableFuture.completedFuture(true);

    Administrator(Database database, PasswordHashes hashes, AuditTrail trail, Clock clock) {
        this.database = database;
        this.hashes = hashes;
        this.trail = trail;
        this.clock = clock;
    }

    /** See {@link Accounts#ensureAdministrator}. */
    void ensure(Optional<String> password, Consumer<String> tell) {
        String name = Username.ADMINISTRATOR.value();
        if (database.read(transaction -> AccountStore.find(transaction, name)).isPresent()) {
            return;
        }
        Optional<String> made = password.isPresent() ? Optional.empty() : Optional.of(Secrets.random(PASSWORD_LENGTH));
        Password chosen = new Password(password.or(() -> made).orElseThrow()).of(Username.ADMINISTRATOR);
        CompletableFuture<Boolean> outcome = new CompletableFuture<>();
        ready = outcome;
        Thread.ofPlatform().name("administrator").daemon().start(() -> {
            try {
                // Of several nodes that begin together one makes the account, and only its password is told.
                if (add(chosen)) {
                    made.ifPresent(tell);
                }
                outcome.complete(true);
            } catch (RuntimeException | Error e) {
                log.error("the account {} could not be made", name, e);
                outcome.complete(false);
            }
        });
    }

    /** Returns once the administrator can log in, if it is his name. */
    void await(String name) {
        CompletableFuture<Boolean> making = ready;
        if (!making.isDone() && name.equals(Username.ADMINISTRATOR.value())) {
            making.join();
        }
    }

    private boolean add(Password password) {
        String hash = hashes.hash(password);
        long now = clock.millis();
        Account account = new Account(Secrets.newId(now), Username.ADMINISTRATOR.value(), true, 0);
        return database.write(transaction -> {
            boolean added = AccountStore.add(transaction, account, Optional.empty(), hash, false, now);
            if (added) {
                trail.record(
                        transaction,
                        Optional.empty(),
                        Change.ACCOUNT_CREATED,
                        account.name(),
                        Map.of("administrator", true));
            }
            return added;
        });
    }
}
