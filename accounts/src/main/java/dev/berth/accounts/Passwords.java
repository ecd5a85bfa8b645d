package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes passwords. With one, every session and refresh token ends that came of the one before. */
public final class Passwords {
    private static final Logger log = LoggerFactory.getLogger(Passwords.class);

    private final Database database;
    private final PasswordHashes hashes;
    private final AuditTrail trail;
    private final Administrator administrator;
    private final Optional<Letters> letters;

    Passwords(
            Database database,
            PasswordHashes hashes,
            AuditTrail trail,
            Administrator administrator,
            Optional<Letters> letters) {
        this.database = database;
        this.hashes = hashes;
        this.trail = trail;
        this.administrator = administrator;
        this.letters = letters;
    }

    /** See {@link Accounts#setPassword}. */
    void set(String name, Password password) {
        administrator.await(name);
        Account account = database.read(transaction -> AccountStore.find(transaction, name))
                .map(AccountStore.StoredAccount::account)
                .orElseThrow(() -> new AccountFailure(Kind.UNKNOWN, "there is no account of this name"));
        String hash = hash(account.name(), password);
        database.write(transaction -> {
            change(transaction, account.id(), hash);
            trail.record(transaction, Optional.empty(), Change.PASSWORD_CHANGED, account.name(), Map.of());
            return true;
        });
        log.info("the password of {} was changed", account.name());
    }

    /**
     * Gives the account another password, as its owner wants it, who goes on with the session that he wants it by.
     *
     * @throws AccountFailure {@link Kind#INVALID} when it is the account's name
     */
    public void change(Authority authority, Account account, Password password) {
        String hash = hash(account.name(), password);
        database.write(transaction -> {
            AccountStore.setPasswordHash(transaction, account.id(), hash);
            RefreshTokenStore.removeOfAccount(transaction, account.id());
            if (authority instanceof Authority.BySession session) {
                SessionStore.removeOfAccountBut(transaction, account.id(), session.sessionId());
                SessionStore.setPasswordChanges(transaction, account.id());
            } else {
                SessionStore.removeOfAccount(transaction, account.id());
            }
            trail.recordOwn(transaction, Change.PASSWORD_CHANGED, account.name());
            return true;
        });
        log.info("{} changed the password", account.name());
        tell(account, "The password was changed");
    }

    /** Tells the account's owner, by mail where there is mail, what was changed. */
    void tell(Account account, String what) {
        letters.ifPresent(it -> it.outbox()
                .soon(() -> database.read(transaction -> ProfileStore.find(transaction, account.id()))
                        .flatMap(Profile::email)
                        .ifPresent(email -> it.changed(email, account.name(), what))));
    }

    /** What is stored for this password of the account of this name. */
    String hash(String name, Password password) {
        return hashes.hash(password.of(new Username(name)));
    }

    /** Stores the hash of another password, and ends what came of the one before. */
    static void change(Transaction transaction, long account, String hash) {
        AccountStore.setPasswordHash(transaction, account, hash);
        RefreshTokenStore.removeOfAccount(transaction, account);
        SessionStore.removeOfAccount(transaction, account);
        MailCodeStore.removeOfAccount(transaction, account, MailCodeStore.Purpose.RESET);
    }
}
