package dev.berth.accounts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Random secrets, and the hashes that they are stored by. A secret of 40 random letters and digits cannot be guessed, so one
 * round of SHA-256 hides it well enough, unlike a password.
 */
final class Secrets {
    static final String PERSONAL_TOKEN_PREFIX = "berth_pat_";
    static final String ROBOT_TOKEN_PREFIX = "berth_org_";

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String MAC = "HmacSHA256";
    private static final int LENGTH = 40;
    private static final int CHECK_LENGTH = 6;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** This many random letters and digits. */
    static String random(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** A new secret of 40 letters and digits. */
    static String random() {
        return random(LENGTH);
    }

    /** An id that grows with time, and that two nodes making one in the same millisecond hardly share. */
    static long newId(long epochMillis) {
        return epochMillis << 20 | RANDOM.nextInt(1 << 20);
    }

    /**
     * A new personal token: a prefix that scanners for leaked secrets can look for, the secret, and a checksum by which they and
     * Berth tell a real one without asking the database.
     */
    static String newPersonalToken() {
        return newToken(PERSONAL_TOKEN_PREFIX);
    }

    /** A new token of a robot, made in the same way. */
    static String newRobotToken() {
        return newToken(ROBOT_TOKEN_PREFIX);
    }

    private static String newToken(String prefix) {
        String text = prefix + random();
        return text + check(text);
    }

    /** Whether this text has the form of a personal token, checksum included. */
    static boolean isPersonalToken(String text) {
        return isToken(PERSONAL_TOKEN_PREFIX, text);
    }

    /** Whether this text has the form of a robot's token, checksum included. */
    static boolean isRobotToken(String text) {
        return isToken(ROBOT_TOKEN_PREFIX, text);
    }

    private static boolean isToken(String prefix, String text) {
        int end = prefix.length() + LENGTH;
        return text.length() == end + CHECK_LENGTH
                && text.startsWith(prefix)
                && text.substring(end).equals(check(text.substring(0, end)));
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        long left = crc.getValue();
        char[] check = new char[CHECK_LENGTH];
        for (int i = CHECK_LENGTH - 1; i >= 0; i--) {
            check[i] = ALPHABET.charAt((int) (left % ALPHABET.length()));
            left /= ALPHABET.length();
        }
        return new String(check);
    }

    /** A secret for this purpose that comes of another one, which it does not tell. */
    static String derive(String secret, String purpose) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), MAC));
            return HexFormat.of().formatHex(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether two secrets are the same, found out in a time that does not tell how much of them is. */
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** What a secret is stored by. */
    static String hash(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
