package dev.berth.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) of passwords, in the customary text {@code $argon2id$v=19$m=…,t=…,p=1$salt$hash}. One is computed at
 * a time, since each takes tens of megabytes for tens of milliseconds; others wait for their turn.
 */
final class PasswordHashes {
    private static final int AT_ONCE = 1;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,8}),t=(\\d{1,4}),p=1\\$([A-Za-z0-9+/]{8,64})\\$([A-Za-z0-9+/]{16,128})");
    private static final Base64.Encoder ENCODER = Base64.getEncoder().withoutPadding();

    private final Argon2Cost cost;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final String nobody;

    /** Kept from one to the next, cleared: what each left behind would lie in the heap for hours. */
    private final Argon2BytesGenerator.BlockPool memory;

    PasswordHashes(Argon2Cost cost) {
        this.cost = cost;
        this.memory = new Argon2BytesGenerator.FixedBlockPool(
                AT_ONCE * Argon2BytesGenerator.getBlockCount(cost.memoryKib(), 1));
        this.nobody = encode(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /** The text to store for this password. */
    String hash(Password password) {
        byte[] salt = randomBytes(SALT_BYTES);
        return encode(salt, compute(password.value(), salt, cost, HASH_BYTES));
    }

    /** A text to store where there is no password any more. */
    String ofNobody() {
        return nobody;
    }

    /**
     * Whether the password is the one that this text was made of. Takes as long where there is no account, and so no text, as
     * where there is one.
     *
     * @throws SignInFailure when too many others are waiting
     */
    boolean matches(String password, Optional<String> stored) {
        Matcher form = FORM.matcher(stored.orElse(nobody));
        if (!form.matches()) {
            throw new IllegalStateException("a password's hash in the database has an unknown form");
        }
        Argon2Cost itsCost = new Argon2Cost(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
        byte[] salt = Base64.getDecoder().decode(form.group(3));
        byte[] hash = Base64.getDecoder().decode(form.group(4));
        boolean equal = MessageDigest.isEqual(hash, compute(password, salt, itsCost, hash.length));
        return equal && stored.isPresent();
    }

    private String encode(byte[] salt, byte[] hash) {
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=1$" + ENCODER.encodeToString(salt)
                + "$" + ENCODER.encodeToString(hash);
    }

    private byte[] compute(String password, byte[] salt, Argon2Cost itsCost, int length) {
        takeTurn();
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(itsCost.memoryKib())
                    .withIterations(itsCost.passes())
                    .withParallelism(1)
                    .withSalt(salt)
                    .withBlockPool(memory)
                    .build());
            byte[] hash = new byte[length];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            turns.release();
        }
    }

    private void takeTurn() {
        try {
            if (!turns.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                throw SignInFailure.later("too many logins at once", Duration.ofSeconds(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SignInFailure.later("interrupted", Duration.ofSeconds(1));
        }
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
