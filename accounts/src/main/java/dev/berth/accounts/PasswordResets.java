package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.accounts.MailCodeStore.Purpose;
import dev.berth.accounts.MailCodeStore.Used;
import dev.berth.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets people who forgot their password choose another, by a code that is sent to their address or that an administrator hands
 * out. Nobody who asks for one learns whether there is such an account: all that depends on it happens after the answer.
 */
public final class PasswordResets {
    private static final Logger log = LoggerFactory.getLogger(PasswordResets.class);
    private static final Duration GOOD_FOR = Duration.ofHours(1);
    private static final Duration HANDED_OUT_GOOD_FOR = Duration.ofDays(1);
    private static final Duration BETWEEN_TWO = Duration.ofMinutes(1);

    private final Database database;
    private final Optional<Letters> letters;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final SignUpThrottle throttle;
    private final Clock clock;

    PasswordResets(Database database, Optional<Letters> letters, Passwords passwords, AuditTrail trail, Clock clock) {
        this.database = database;
        this.letters = letters;
        this.passwords = passwords;
        this.trail = trail;
        this.throttle = new SignUpThrottle(clock);
        this.clock = clock;
    }

    /** A code to hand out, told this once. */
    public record HandedOut(String code, Instant expiresAt) {
        @Override
        public String toString() {
            return "HandedOut[" + expiresAt + "]";
        }
    }

    /**
     * Sends a code to this address, if it is that of an account; at most one a minute.
     *
     * @param address where the request came from
     * @throws AccountFailure {@link Kind#NOT_ALLOWED} where there is no mail
     * @throws SignInFailure when too many were asked for from there
     */
    public void forgot(EmailAddress email, String address) {
        Letters letter = letters.orElseThrow(() -> new AccountFailure(
                Kind.NOT_ALLOWED, "no mail is sent from here: ask an administrator for a new password"));
        throttle.take(address);
        letter.outbox().soon(() -> send(email, letter));
    }

    private void send(EmailAddress email, Letters letter) {
        String code = Secrets.random();
        long now = clock.millis();
        Optional<Account> account = database.write(transaction -> {
            Optional<Account> found = AccountStore.findByEmail(transaction, email)
                    .filter(StoredAccount::enabled)
                    .map(StoredAccount::account)
                    .filter(it ->
                            !MailCodeStore.hasSince(transaction, it.id(), Purpose.RESET, now - BETWEEN_TWO.toMillis()));
            found.ifPresent(it -> MailCodeStore.add(
                    transaction,
                    it.id(),
                    Purpose.RESET,
                    email.value(),
                    Secrets.hash(code),
                    now,
                    now + GOOD_FOR.toMillis()));
            return found;
        });
        account.ifPresent(it -> letter.reset(email.value(), it.name(), code));
    }

    /**
     * A code for this account, for an administrator to hand out.
     *
     * @param by the administrator
     * @throws AccountFailure {@link Kind#UNKNOWN} when there is no such account
     */
    public HandedOut handOut(Account by, String name) {
        String code = Secrets.random();
        Instant expiresAt = clock.instant().plus(HANDED_OUT_GOOD_FOR);
        database.write(transaction -> {
            Account account = AccountStore.find(transaction, name)
                    .filter(StoredAccount::enabled)
                    .map(StoredAccount::account)
                    .orElseThrow(() -> new AccountFailure(Kind.UNKNOWN, "there is no such account that is enabled"));
            MailCodeStore.add(
                    transaction,
                    account.id(),
                    Purpose.RESET,
                    "",
                    Secrets.hash(code),
                    clock.millis(),
                    expiresAt.toEpochMilli());
            trail.record(
                    transaction, Optional.of(by.name()), Change.PASSWORD_RESET_HANDED_OUT, account.name(), Map.of());
            return true;
        });
        log.info("{} handed out a code for another password of {}", by.name(), name);
        return new HandedOut(code, expiresAt);
    }

    /**
     * Gives the account of this code another password. Its sessions end, and its second factor stays.
     *
     * @throws AccountFailure {@link Kind#INVALID} when the code is not, or not any more, good
     */
    public void reset(String code, Password password) {
        String hash = Secrets.hash(code);
        long now = clock.millis();
        // Asked before the password is hashed, since that takes long; the transaction decides.
        String name = database.read(transaction -> MailCodeStore.find(transaction, hash, Purpose.RESET, now))
                .map(used -> used.owner().account().name())
                .orElseThrow(PasswordResets::notGood);
        String passwordHash = passwords.hash(name, password);
        database.write(transaction -> {
            Used used = MailCodeStore.use(transaction, hash, Purpose.RESET, now)
                    .filter(it -> it.owner().enabled())
                    .orElseThrow(PasswordResets::notGood);
            long account = used.owner().account().id();
            Passwords.change(transaction, account, passwordHash);
            // Who reads the mail there has proved that it is his address.
            ProfileStore.setVerified(transaction, account, used.email());
            trail.recordOwn(transaction, Change.PASSWORD_RESET, name);
            return true;
        });
        log.info("{} chose another password by a code", name);
        database.read(transaction -> AccountStore.find(transaction, name))
                .map(StoredAccount::account)
                .ifPresent(account -> passwords.tell(account, "The password was reset by a code"));
    }

    private static AccountFailure notGood() {
        return new AccountFailure(Kind.INVALID, "code: it is unknown, used up or expired; ask for another one");
    }
}
