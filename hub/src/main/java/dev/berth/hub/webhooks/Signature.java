package dev.berth.hub.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets a receiver tell that a call is Berth's, and of now: the header {@code Berth-Signature: t=<seconds since 1970>,v1=<hex>},
 * where the second part is the HMAC-SHA-256 of the seconds, a dot, and the body, with the webhook's secret as its key.
 */
final class Signature {
    static final String HEADER = "Berth-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The header's value. */
    static String of(String secret, Instant time, String body) {
        long seconds = time.getEpochSecond();
        return "t=" + seconds + ",v1=" + hmac(secret, seconds + "." + body);
    }

    /**
     * What shows that an address to call back at was made here. Its text begins with no seconds, so it is the signature of no
     * call.
     */
    static String ofCallback(String secret, String what) {
        return hmac(secret, "callback." + what);
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
