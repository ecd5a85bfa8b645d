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
    private final PersonalTokens personalTokens;
    private final Robots robots;
    private final Administrator administrator;
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
            PersonalTokens personalTokens,
            Robots robots,
            Administrator administrator) {
        this.database = database;
        this.hashes = hashes;
        this.throttle = throttle;
        this.personalTokens = personalTokens;
        this.robots = robots;
        this.administrator = administrator;
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
        return new SignedIn(new Authority.ByPassword(password(name, secret, address)), Optional.empty());
    }

    /**
     * The account of a person who signs in in a browser; a personal token is no way in there.
     *
     * @param name the account's name, or its e-mail address
     * @param address where the request came from
     * @throws SignInFailure as {@link #verify} does
     */
    public Account person(String name, String password, String address) {
        if (password.startsWith(Secrets.PERSONAL_TOKEN_PREFIX) || password.startsWith(Secrets.ROBOT_TOKEN_PREFIX)) {
            throw SignInFailure.refused("a token came where a password is needed");
        }
        return password(name, password, address);
    }

    private Account password(String name, String password, String address) {
        administrator.await(name);
        Optional<WithPassword> found = database.read(transaction -> AccountStore.findWithPassword(transaction, name));
        Optional<String> storedHash = found.map(WithPassword::passwordHash);
        if (!matches(name, password, address, storedHash)) {
            throw SignInFailure.refused(
                    (found.isPresent() ? "wrong password for " : "no such account: ") + Quoted.of(name));
        }
        WithPassword account = found.orElseThrow();
        if (!account.stored().enabled()) {
            throw SignInFailure.refused("the account " + name + " is disabled");
        }
        return account.stored().account();
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
