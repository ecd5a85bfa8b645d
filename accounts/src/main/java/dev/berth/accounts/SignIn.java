package dev.berth.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.berth.accounts.AccountStore.WithPassword;
import dev.berth.database.Database;
import dev.berth.oci.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells who comes with a name and a password or personal token. Asking the hash of a password takes tens of milliseconds, so
 * what it answered is remembered, by a keyed digest of name, password and hash that means nothing outside this process. The
 * account's row is read each time: when its hash changes, nothing that is remembered fits any more.
 */
public final class SignIn {
    private static final int REMEMBERED = 10_000;
    private static final String MAC = "HmacSHA256";

    private final Database database;
    private final PasswordHashes hashes;
    private final SignInThrottle throttle;
    private final GuessAlarm alarm;
    private final PersonalTokens personalTokens;
    private final Robots robots;
    private final Administrator administrator;
    private final boolean demandsVerification;
    private final SecretKeySpec key;

    /** Digests of a name, a password, and the stored hash that it matched. */
    private final Cache<ByteBuffer, Boolean> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .executor(Runnable::run)
            .build();

    private final Map<ByteBuffer, CompletableFuture<Boolean>> underway = new ConcurrentHashMap<>();

    SignIn(
            Database database,
            PasswordHashes hashes,
            SignInThrottle throttle,
            GuessAlarm alarm,
            PersonalTokens personalTokens,
            Robots robots,
            Administrator administrator,
            boolean demandsVerification) {
        this.database = database;
        this.hashes = hashes;
        this.throttle = throttle;
        this.alarm = alarm;
        this.personalTokens = personalTokens;
        this.robots = robots;
        this.administrator = administrator;
        this.demandsVerification = demandsVerification;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, MAC);
    }

    /**
     * Who got in.
     *
     * @param expiresSoon when the token expires that it was by, if that is within days
     */
    public record SignedIn(Authority authority, Optional<Instant> expiresSoon) {}

    /**
     * Whoever has this name and secret.
     *
     * @param address where the request came from
     * @throws SignInFailure when there is no such account, the secret is wrong, or too many wrong ones came before
     */
    public SignedIn verify(String name, String secret, String address) {
        // Tokens are not throttled: nobody guesses one, and a forgotten script with an old one must not lock its owner
        // out.
        if (secret.startsWith(Secrets.PERSONAL_TOKEN_PREFIX)) {
            return personalTokens.use(name, secret);
        }
        if (secret.startsWith(Secrets.ROBOT_TOKEN_PREFIX)) {
            return robots.use(name, secret);
        }
        WithPassword found = password(name, secret, address);
        String username = found.stored().account().name();
        if (found.secondFactor()) {
            throw SignInFailure.notEnough(
                    "a password came where there is a second factor",
                    "two-factor authentication is on for " + username
                            + ": log in with a personal access token in the password's place");
        }
        if (found.awaitsVerification() && demandsVerification) {
            throw SignInFailure.notEnough(
                    "the e-mail address of " + username + " is not verified",
                    "verify your e-mail address first: open the link in the mail that was sent to you");
        }
        return new SignedIn(new Authority.ByPassword(found.stored().account()), Optional.empty());
    }

    /**
     * Somebody who signs in in a browser.
     *
     * @param secondFactor whether a code is needed besides the password
     */
    public record Person(Account account, boolean secondFactor) {}

    /**
     * Whoever signs in in a browser with this password; a personal token is no way in there.
     *
     * @param name the account's name, or its e-mail address
     * @param address where the request came from
     * @throws SignInFailure as {@link #verify} does
     */
    public Person person(String name, String password, String address) {
        if (password.startsWith(Secrets.PERSONAL_TOKEN_PREFIX) || password.startsWith(Secrets.ROBOT_TOKEN_PREFIX)) {
            throw SignInFailure.refused("a token came where a password is needed");
        }
        WithPassword found = password(name, password, address);
        return new Person(found.stored().account(), found.secondFactor());
    }

    /**
     * Makes sure that it is still this person, who is about to do something that a thief of his session must not.
     *
     * @throws SignInFailure when the password is not his, or too many wrong ones came before
     */
    public void confirm(Account account, String password, String address) {
        if (person(account.name(), password, address).account().id() != account.id()) {
            throw SignInFailure.refused("the account " + account.name() + " is another one now");
        }
    }

    private WithPassword password(String name, String password, String address) {
        administrator.await(name);
        Optional<WithPassword> found = database.read(transaction -> AccountStore.findWithPassword(transaction, name));
        Optional<String> storedHash = found.map(WithPassword::passwordHash);
        if (!matches(name, password, address, storedHash)) {
            tellOfGuesses(name, address, found);
            throw SignInFailure.refused(
                    (found.isPresent() ? "wrong password for " : "no such account: ") + Quoted.of(name));
        }
        WithPassword account = found.orElseThrow();
        if (!account.stored().enabled()) {
            throw SignInFailure.refused("the account " + name + " is disabled");
        }
        return account;
    }

    /** Tells of a wrong password when those who come after it have to wait. */
    private void tellOfGuesses(String name, String address, Optional<WithPassword> found) {
        if (throttle.slowsAccount(name, address)) {
            found.ifPresent(it -> alarm.ofAccount(it.stored().account().name(), Map.of("address", address)));
        }
        if (throttle.slowsAddress(address)) {
            alarm.ofAddress(address);
        }
    }

    private boolean matches(String name, String password, String address, Optional<String> storedHash) {
        ByteBuffer digest = digest(name, password, storedHash.orElse(""));
        if (verified.getIfPresent(digest) != null) {
            throttle.check(name, address);
            return true;
        }
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> others = underway.putIfAbsent(digest, mine);
        if (others != null) {
            return outcome(others);
        }
        try {
            boolean right = ask(name, password, address, storedHash);
            if (right) {
                verified.put(digest, true);
            }
            mine.complete(right);
            return right;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underway.remove(digest, mine);
        }
    }

    private boolean ask(String name, String password, String address, Optional<String> storedHash) {
        throttle.begin(name, address);
        boolean right = hashes.matches(password, storedHash);
        if (right) {
            throttle.succeeded(name, address);
        }
        return right;
    }

    /** What somebody found out who came with the same password at the same time. */
    private static boolean outcome(CompletableFuture<Boolean> others) {
        try {
            return others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private ByteBuffer digest(String... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            return ByteBuffer.wrap(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
