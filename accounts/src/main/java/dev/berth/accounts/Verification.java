package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.MailCodeStore.Purpose;
import dev.berth.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has people prove that an address is theirs, by a code that is sent there. Without mail nobody is asked to. */
public final class Verification {
    private static final Logger log = LoggerFactory.getLogger(Verification.class);
    private static final Duration GOOD_FOR = Duration.ofDays(3);
    private static final Duration BETWEEN_TWO = Duration.ofMinutes(1);

    private final Database database;
    private final Optional<Letters> letters;
    private final AuditTrail trail;
    private final Clock clock;

    Verification(Database database, Optional<Letters> letters, AuditTrail trail, Clock clock) {
        this.database = database;
        this.letters = letters;
        this.trail = trail;
        this.clock = clock;
    }

    /** Whether new accounts have to prove their address before they can push. */
    public boolean isDemanded() {
        return letters.isPresent();
    }

    /**
     * Sends the account's address a new code, which takes the place of earlier ones; does nothing where there is no mail or no
     * address, or it is proved, or the last code is not a minute old.
     */
    public void begin(Account account) {
        letters.ifPresent(it -> it.outbox().soon(() -> send(account, it)));
    }

    /** Tells the address before, in case that it was not its owner who gave another, and sends that one a code. */
    public void changed(Account account, Optional<String> before, EmailAddress after) {
        letters.ifPresent(it -> before.ifPresent(
                email -> it.changed(email, account.name(), "The e-mail address was changed to " + after)));
        begin(account);
    }

    private void send(Account account, Letters letter) {
        String code = Secrets.random();
        long now = clock.millis();
        Optional<String> email = database.write(transaction -> {
            Optional<String> unproved = ProfileStore.find(transaction, account.id())
                    .filter(profile -> !profile.emailVerified())
                    .flatMap(Profile::email)
                    .filter(it -> !MailCodeStore.hasSince(
                            transaction, account.id(), Purpose.VERIFY, now - BETWEEN_TWO.toMillis()));
            unproved.ifPresent(it -> MailCodeStore.add(
                    transaction, account.id(), Purpose.VERIFY, it, Secrets.hash(code), now, now + GOOD_FOR.toMillis()));
            return unproved;
        });
        email.ifPresent(it -> letter.verify(it, account.name(), code));
    }

    /**
     * Takes this code for the proof that it is.
     *
     * @throws AccountFailure {@link Kind#INVALID} when it is not, or not any more, good
     */
    public void prove(String code) {
        long now = clock.millis();
        String name = database.write(transaction -> {
                    Optional<String> proved = MailCodeStore.use(transaction, Secrets.hash(code), Purpose.VERIFY, now)
                            .filter(used -> ProfileStore.setVerified(
                                    transaction, used.owner().account().id(), used.email()))
                            .map(used -> used.owner().account().name());
                    proved.ifPresent(it -> trail.recordOwn(transaction, Change.EMAIL_VERIFIED, it));
                    return proved;
                })
                .orElseThrow(() -> new AccountFailure(
                        Kind.INVALID, "code: it is unknown, used up or expired; have another one sent"));
        log.info("{} verified the e-mail address", name);
    }
}
