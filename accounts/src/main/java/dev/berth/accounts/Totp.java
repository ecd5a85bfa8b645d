package dev.berth.accounts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One-time passwords of the kind that every authenticator app makes (RFC 6238): six digits, SHA-1, a step of 30 seconds.
 *
 * @param secret what both sides know
 */
record Totp(byte[] secret) {
    /** How many bytes a secret has, as the hash has (RFC 4226, section 4). */
    static final int SECRET_BYTES = 20;

    private static final String MAC = "HmacSHA1";
    private static final long STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    Totp {
        secret = secret.clone();
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    /** The step that this time is in. */
    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of this step. */
    String code(long step) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret, MAC));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int offset = hash[hash.length - 1] & 0xf;
            int number = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % MODULUS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step that this is the code of: that of this time, or one next to it, for clocks that differ and slow typists. */
    OptionalLong match(String code, Instant time) {
        long now = step(time);
        OptionalLong match = OptionalLong.empty();
        for (long step = now - 1; step <= now + 1; step++) {
            if (Secrets.equal(code, code(step))) {
                match = OptionalLong.of(step);
            }
        }
        return match;
    }

    /** The secret as people type it into an app (RFC 4648, section 6; without padding, which 20 bytes need not). */
    String base32() {
        StringBuilder text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : secret) {
            held = held << 8 | each & 0xff;
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(BASE32.charAt(held >> bits & 0x1f));
            }
        }
        if (bits > 0) {
            text.append(BASE32.charAt(held << 5 - bits & 0x1f));
        }
        return text.toString();
    }

    /** Nothing of the secret, so that it gets into no log. */
    @Override
    public String toString() {
        return "Totp[hidden]";
    }
}
