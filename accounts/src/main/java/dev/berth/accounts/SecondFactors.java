package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.SecondFactorStore.Stored;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codes of an authenticator app that are asked for besides the password, and codes to get in without it. Each is good once. Guesses
 * are counted for the account, wherever they come from: who guesses here knows the password already.
 */
public final class SecondFactors {
    private static final Logger log = LoggerFactory.getLogger(SecondFactors.class);
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_CHARACTERS = 16;
    private static final int GROUP = 4;

    private final Database database;
    private final SignInThrottle throttle;
    private final GuessAlarm alarm;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(Database database, Passwords passwords, GuessAlarm alarm, AuditTrail trail, Clock clock) {
        this.database = database;
        this.throttle = new SignInThrottle(clock);
        this.alarm = alarm;
        this.passwords = passwords;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What an authenticator app is told, this once.
     *
     * @param secret as people type it
     * @param url the same as an address that apps understand
     * @param svg the address as a picture for phones
     */
    public record Begun(String secret, String url, String svg) {
        @Override
        public String toString() {
            return "Begun[hidden]";
        }
    }

    /**
     * Makes a secret for an app, which is asked for nowhere until {@link #confirm} has seen a code of it.
     *
     * @param issuer what the app calls this place
     * @throws AccountFailure {@link Kind#TAKEN} when there is a second factor already
     */
    public Begun begin(Account account, String issuer) {
        byte[] secret = new byte[Totp.SECRET_BYTES];
        random.nextBytes(secret);
        database.write(transaction -> {
            if (SecondFactorStore.find(transaction, account.id())
                    .filter(Stored::confirmed)
                    .isPresent()) {
                throw new AccountFailure(Kind.TAKEN, "there is a second factor already: switch it off first");
            }
            SecondFactorStore.begin(transaction, account.id(), secret, clock.millis());
            return true;
        });
        String text = new Totp(secret).base32();
        String name = "Berth " + issuer;
        String url = "otpauth://totp/" + encode(name) + ":" + account.name() + "?secret=" + text + "&issuer="
                + encode(name) + "&algorithm=SHA1&digits=6&period=30";
        return new Begun(text, url, QrCode.svg(url));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * Asks for a code from now on, since this one shows that an app makes them. Every other session and every refresh token ends.
     *
     * @return codes to get in without the app, told this once
     * @throws AccountFailure {@link Kind#INVALID} when the code is wrong, {@link Kind#UNKNOWN} when nothing was begun
     * @throws SignInFailure when there were too many wrong ones
     */
    public List<String> confirm(Authority authority, Account account, String code) {
        List<String> recovery = newRecoveryCodes();
        begin(account);
        database.write(transaction -> {
            Stored stored = SecondFactorStore.find(transaction, account.id())
                    .filter(it -> !it.confirmed())
                    .orElseThrow(() -> new AccountFailure(Kind.UNKNOWN, "no second factor was begun"));
            if (!isRight(transaction, account, stored, code)) {
                throw new AccountFailure(Kind.INVALID, "code: it is wrong; is the clock of the phone right?");
            }
            SecondFactorStore.confirm(transaction, account.id());
            SecondFactorStore.setRecoveryCodes(transaction, account.id(), hashes(recovery));
            endOthers(transaction, authority, account);
            trail.recordOwn(transaction, Change.SECOND_FACTOR_ON, account.name());
            return true;
        });
        succeeded(account);
        log.info("{} switched a second factor on", account.name());
        passwords.tell(account, "Two-factor authentication was switched on");
        return recovery;
    }

    /**
     * Passes who has a code of the app, or a recovery code; each once.
     *
     * @return whether it is right
     * @throws SignInFailure when there were too many wrong ones
     */
    public boolean check(Account account, String code) {
        begin(account);
        boolean right = database.write(transaction -> SecondFactorStore.find(transaction, account.id())
                .filter(Stored::confirmed)
                .filter(stored -> isRight(transaction, account, stored, code) || isRecovery(transaction, account, code))
                .isPresent());
        if (right) {
            succeeded(account);
        } else if (throttle.slowsAccount(account.name(), place(account))) {
            alarm.ofAccount(account.name(), Map.of("second_factor", true));
        }
        return right;
    }

    private boolean isRecovery(Transaction transaction, Account account, String code) {
        if (!SecondFactorStore.useRecoveryCode(transaction, account.id(), Secrets.hash(normal(code)))) {
            return false;
        }
        long left = SecondFactorStore.recoveryCodesLeft(transaction, account.id());
        trail.recordOwn(transaction, Change.RECOVERY_CODE_USED, account.name(), Map.of("left", left));
        return true;
    }

    /** Asks for no code any more. Every other session ends. */
    public void remove(Authority authority, Account account) {
        database.write(transaction -> {
            SecondFactorStore.remove(transaction, account.id());
            endOthers(transaction, authority, account);
            trail.recordOwn(transaction, Change.SECOND_FACTOR_OFF, account.name());
            return true;
        });
        log.info("{} switched the second factor off", account.name());
        passwords.tell(account, "Two-factor authentication was switched off");
    }

    /**
     * Makes other recovery codes, and the ones until now worthless.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} when there is no second factor
     */
    public List<String> renewRecoveryCodes(Account account) {
        List<String> codes = newRecoveryCodes();
        database.write(transaction -> {
            if (SecondFactorStore.find(transaction, account.id())
                    .filter(Stored::confirmed)
                    .isEmpty()) {
                throw new AccountFailure(Kind.UNKNOWN, "there is no second factor");
            }
            SecondFactorStore.setRecoveryCodes(transaction, account.id(), hashes(codes));
            trail.recordOwn(transaction, Change.RECOVERY_CODES_RENEWED, account.name());
            return true;
        });
        log.info("{} made new recovery codes", account.name());
        return codes;
    }

    /** How many recovery codes are left; empty where there is no second factor. */
    public Optional<Long> recoveryCodesLeft(Account account) {
        return database.read(transaction -> SecondFactorStore.find(transaction, account.id())
                .filter(Stored::confirmed)
                .map(stored -> SecondFactorStore.recoveryCodesLeft(transaction, account.id())));
    }

    private boolean isRight(Transaction transaction, Account account, Stored stored, String code) {
        OptionalLong step = new Totp(stored.secret()).match(normal(code), clock.instant());
        return step.isPresent() && SecondFactorStore.use(transaction, account.id(), step.getAsLong());
    }

    private static void endOthers(Transaction transaction, Authority authority, Account account) {
        long kept = authority instanceof Authority.BySession session ? session.sessionId() : -1;
        SessionStore.removeOfAccountBut(transaction, account.id(), kept);
        RefreshTokenStore.removeOfAccount(transaction, account.id());
    }

    private void begin(Account account) {
        throttle.begin(account.name(), place(account));
    }

    private void succeeded(Account account) {
        throttle.succeeded(account.name(), place(account));
    }

    private static String place(Account account) {
        return "second factor of " + account.id();
    }

    private static List<String> newRecoveryCodes() {
        return Stream.generate(SecondFactors::newRecoveryCode)
                .limit(RECOVERY_CODES)
                .toList();
    }

    private static String newRecoveryCode() {
        String text = Secrets.random(RECOVERY_CHARACTERS).toLowerCase(Locale.ROOT);
        return text.replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    private static List<String> hashes(List<String> codes) {
        return codes.stream().map(SecondFactors::normal).map(Secrets::hash).toList();
    }

    /** What somebody typed, without what he put between to read it better. */
    private static String normal(String code) {
        return code.replace("-", "").replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
