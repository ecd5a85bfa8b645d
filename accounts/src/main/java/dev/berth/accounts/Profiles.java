package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people tell about themselves. */
public final class Profiles {
    private static final Logger log = LoggerFactory.getLogger(Profiles.class);

    private final Database database;
    private final AuditTrail trail;
    private final SignUpThrottle throttle;

    Profiles(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.throttle = new SignUpThrottle(clock);
    }

    /**
     * The profile of this account.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when it is gone
     */
    public Profile of(Account account) {
        return database.read(transaction -> ProfileStore.find(transaction, account.id()))
                .orElseThrow(Profiles::gone);
    }

    /** The profile of the account of this name; empty where there is none that is open. */
    public Optional<Profile> named(String name) {
        return database.read(transaction -> ProfileStore.findOpen(transaction, name));
    }

    /**
     * Changes the profile of this account, and answers it.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when it is gone
     */
    public Profile change(Account account, ProfileChange change) {
        return database.write(transaction -> {
            Profile changed =
                    change.on(ProfileStore.find(transaction, account.id()).orElseThrow(Profiles::gone));
            ProfileStore.set(transaction, account.id(), changed);
            return changed;
        });
    }

    /**
     * Gives the account another address, which is yet to be proved.
     *
     * @param address where the request came from, which cannot try many of other people's
     * @throws AccountFailure {@link Kind#TAKEN} when it is that of another account
     * @throws SignInFailure when there were too many tries
     */
    public void setEmail(Account account, EmailAddress email, String address) {
        throttle.take(address);
        database.write(transaction -> {
            if (AccountStore.hasEmail(transaction, email)) {
                throw new AccountFailure(Kind.TAKEN, "email: this address cannot be used");
            }
            ProfileStore.setEmail(transaction, account.id(), email);
            MailCodeStore.removeOfAccount(transaction, account.id(), MailCodeStore.Purpose.VERIFY);
            MailCodeStore.removeOfAccount(transaction, account.id(), MailCodeStore.Purpose.RESET);
            // Not the addresses: what is written down outlives an account that is closed.
            trail.recordOwn(transaction, Change.EMAIL_CHANGED, account.name());
            return true;
        });
        log.info("{} changed the e-mail address", account.name());
    }

    private static AccountFailure gone() {
        return new AccountFailure(Kind.UNKNOWN, "there is no such account any more");
    }
}
