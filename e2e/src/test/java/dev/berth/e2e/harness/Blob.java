package dev.berth.e2e.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Bytes with the digest that names them. */
public final class Blob {
    private final byte[] bytes;
    private final String digest;

    private Blob(byte[] bytes, String digest) {
        this.bytes = bytes;
        this.digest = digest;
    }

    public static Blob of(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Blob(bytes, "sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static Blob of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same bytes for the same seed. */
    public static Blob random(long seed, int size) {
        byte[] bytes = new byte[size];
        new SplittableRandom(seed).nextBytes(bytes);
        return of(bytes);
    }

    public byte[] bytes() {
        return bytes;
    }

    public String digest() {
        return digest;
    }

    public int size() {
        return bytes.length;
    }

    public byte[] part(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && blob.digest.equals(digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest + " (" + bytes.length + " bytes)";
    }
}
