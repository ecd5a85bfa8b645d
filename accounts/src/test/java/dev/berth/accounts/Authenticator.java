package dev.berth.accounts;

import java.time.Clock;
import java.util.Locale;

/** An authenticator app on somebody's phone, that was told this secret. */
public record Authenticator(String secret) {
    /** The code that it shows at this time. */
    public String code(Clock clock) {
        return new Totp(bytes()).code(Totp.step(clock.instant()));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[secret.length() * 5 / 8];
        long held = 0;
        int bits = 0;
        int at = 0;
        for (char each : secret.toUpperCase(Locale.ROOT).toCharArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[at++] = (byte) (held >> bits);
            }
        }
        return bytes;
    }
}
