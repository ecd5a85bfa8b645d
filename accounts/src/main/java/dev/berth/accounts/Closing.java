package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes accounts for good. Nobody gets the name again, since images are known by it; the e-mail address is free. Sessions and
 * tokens end. What other rooms keep of the account goes as they say; repositories that they leave belong to the administrators.
 */
public final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Database database;
    private final PasswordHashes hashes;
    private final AuditTrail trail;
    private final Clock clock;
    private final List<Part> parts = new CopyOnWriteArrayList<>();

    Closing(Database database, PasswordHashes hashes, AuditTrail trail, Clock clock) {
        this.database = database;
        this.hashes = hashes;
        this.trail = trail;
        this.clock = clock;
    }

    /** What somebody else keeps of an account. */
    @FunctionalInterface
    public interface Part {
        /**
         * Takes it away, in the transaction that closes the account.
         *
         * @throws AccountFailure when the account cannot be closed because of it
         */
        void close(Transaction transaction, Account account);
    }

    /** Has this part closed too, with every account from now on. */
    public void with(Part part) {
        parts.add(part);
    }

    /**
     * Closes this account.
     *
     * @throws AccountFailure {@link Kind#NOT_ALLOWED} when it is the last administrator's, or as a {@link Part} says
     */
    public void close(Account account) {
        long now = clock.millis();
        String noPassword = hashes.ofNobody();
        database.write(transaction -> {
            if (account.administrator() && !AccountStore.hasOtherAdministrator(transaction, account.id())) {
                throw new AccountFailure(
                        Kind.NOT_ALLOWED, "you are the last administrator: make somebody else one before you leave");
            }
            parts.forEach(part -> part.close(transaction, account));
            Passwords.change(transaction, account.id(), noPassword);
            PersonalTokenStore.removeOfAccount(transaction, account.id());
            MailCodeStore.removeOfAccount(transaction, account.id(), MailCodeStore.Purpose.VERIFY);
            SecondFactorStore.remove(transaction, account.id());
            ProfileStore.clear(transaction, account.id(), now);
            trail.recordOwn(transaction, Change.ACCOUNT_CLOSED, account.name());
            return true;
        });
        log.info("the account {} was closed", account.name());
    }
}
