package dev.berth.e2e.harness;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The app on somebody's phone that makes codes from a secret (RFC 6238: SHA-1, 30 seconds, six digits). */
public final class Authenticator {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP_SECONDS = 30;

    private final byte[] secret;
    private long step;

    /** @param secret as people type it: base 32 in groups (RFC 4648, section 6) */
    public Authenticator(String secret) {
        this.secret = decode(secret.replace(" ", ""));
    }

    /**
     * A code that was not shown before: a code is good once, and nobody wants to wait until the next one. It is that of
     * now or, as on a phone whose clock is fast, of the step that follows.
     */
    public String code() {
        step = Math.max(Instant.now().getEpochSecond() / STEP_SECONDS, step + 1);
        return code(step);
    }

    private String code(long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
            // RFC 4226, section 5.3: the last four bits say where the number is.
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] decode(String text) {
        var bytes = ByteBuffer.allocate(text.length() * 5 / 8);
        int bits = 0;
        int held = 0;
        for (int at = 0; at < text.length(); at++) {
            held = (held << 5 | BASE32.indexOf(text.charAt(at))) & 0xffff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (held >> bits));
            }
        }
        return bytes.array();
    }
}
