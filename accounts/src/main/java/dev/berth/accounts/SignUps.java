package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes accounts, for those who may have one. */
public final class SignUps {
    private static final Logger log = LoggerFactory.getLogger(SignUps.class);

    private final Database database;
    private final InstanceSettings settings;
    private final Optional<Letters> letters;
    private final Verification verification;
    private final PasswordHashes hashes;
    private final SignUpThrottle throttle;
    private final AuditTrail trail;
    private final Clock clock;

    SignUps(
            Database database,
            InstanceSettings settings,
            PasswordHashes hashes,
            Optional<Letters> letters,
            Verification verification,
            SignUpThrottle throttle,
            AuditTrail trail,
            Clock clock) {
        this.database = database;
        this.settings = settings;
        this.letters = letters;
        this.verification = verification;
        this.hashes = hashes;
        this.throttle = throttle;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What somebody who wants an account says.
     *
     * @param invitation the code that an administrator gave out, where one did
     */
    public record Application(Username username, EmailAddress email, Password password, Optional<String> invitation) {
        public Application {
            password = password.of(username);
        }
    }

    /**
     * Makes this account, and answers when that was.
     *
     * @param address where the request came from
     * @throws AccountFailure {@link Kind#NOT_ALLOWED} when sign-up is not for everybody, {@link Kind#TAKEN}
     * @throws SignInFailure when this address asked for too many accounts
     */
    public Instant signUp(Application application, String address) {
        SignUp mode = settings.now().signUp();
        switch (mode) {
            case OPEN -> {}
            case INVITED -> {
                if (application.invitation().isEmpty()) {
                    throw notAllowed("an invitation is needed: ask the administrator for a code, and send it as"
                            + " \"invitation\"");
                }
            }
            case AUTO, CLOSED -> throw notAllowed("only administrators make accounts here");
        }
        throttle.take(address);
        return make(
                application,
                application.username().value(),
                mode == SignUp.INVITED ? application.invitation() : Optional.empty(),
                verification.isDemanded());
    }

    /** Makes this account as this administrator wants it, and answers when that was; it throws as {@link #signUp} does. */
    public Instant make(Application application, Account administrator) {
        return make(application, administrator.name(), Optional.empty(), false);
    }

    private Instant make(Application application, String by, Optional<String> invitation, boolean awaitsVerification) {
        if (application.username().isReserved()) {
            throw taken(application.username());
        }
        String name = application.username().value();
        // Asked before the hash is computed, since that takes long; the transaction decides.
        if (database.read(transaction -> Namespaces.isTaken(transaction, name))) {
            throw taken(application.username());
        }
        String passwordHash = hashes.hash(application.password());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Account account = new Account(Secrets.newId(now.toEpochMilli()), name, false, 0);
        database.write(transaction -> {
            invitation.ifPresent(code -> use(transaction, code, now));
            if (OrganisationStore.isTaken(transaction, name)) {
                throw taken(application.username());
            }
            if (!AccountStore.add(
                    transaction,
                    account,
                    Optional.of(application.email()),
                    passwordHash,
                    awaitsVerification,
                    now.toEpochMilli())) {
                throw AccountStore.find(transaction, name).isPresent()
                        ? taken(application.username())
                        : new AccountFailure(
                                Kind.TAKEN,
                                "no account can be made with this username and e-mail address; if you have one, log in");
            }
            trail.record(transaction, Optional.of(by), Change.ACCOUNT_CREATED, name, Map.of());
            return true;
        });
        log.info("the account {} was made", name);
        verification.begin(account);
        return now;
    }

    /**
     * Makes an invitation to sign up, good once and for this long, and answers its code.
     *
     * @param by the administrator who invites; empty where it was asked for on the server itself
     * @param email where it is sent to, where there is mail
     */
    public String invite(Optional<Account> by, Duration lifetime, Optional<EmailAddress> email) {
        String code = Secrets.random(24);
        long now = clock.millis();
        database.write(transaction -> {
            trail.record(transaction, by.map(Account::name), Change.ACCOUNT_INVITED, "", Map.of());
            return InvitationStore.add(transaction, Secrets.hash(code), now, now + lifetime.toMillis());
        });
        letters.ifPresent(it -> email.ifPresent(to -> it.invite(to.value(), code)));
        return code;
    }

    private static void use(Transaction transaction, String code, Instant now) {
        if (!InvitationStore.use(transaction, Secrets.hash(code), now.toEpochMilli())) {
            throw notAllowed("the invitation is unknown, used up or expired: ask the administrator for a new one");
        }
    }

    private static AccountFailure taken(Username username) {
        return new AccountFailure(Kind.TAKEN, "the username " + username + " is taken");
    }

    private static AccountFailure notAllowed(String explanation) {
        return new AccountFailure(Kind.NOT_ALLOWED, explanation);
    }
}
