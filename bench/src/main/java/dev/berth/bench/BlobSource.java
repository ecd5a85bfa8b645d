package dev.berth.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Makes blobs of one size that no server has seen. They are random bytes that differ in the last {@value #ENDING}
 * only, so that a new one costs neither random numbers nor the hash of the rest: the load must not burden the cores
 * that the server needs.
 */
final class BlobSource {
    private static final int ENDING = 32;

    /** The pieces in which Docker's client streams a layer. */
    private static final int CHUNK = 32 << 10;

    private final long size;
    private final FileChannel framed;
    private final MessageDigest common = sha256();
    private final SecureRandom random = new SecureRandom();

    /** Writes the common part to a new file. */
    BlobSource(Path file, long size) throws IOException {
        this.size = size;
        framed = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.READ);
        for (long left = size - ENDING; left > 0; left -= CHUNK) {
            byte[] chunk = new byte[(int) Math.min(left, CHUNK)];
            random.nextBytes(chunk);
            common.update(chunk);
            Body.Chunks.frame(chunk, framed);
        }
    }

    /** A blob that differs from every other. */
    synchronized Blob next() {
        byte[] number = new byte[ENDING / 2];
        random.nextBytes(number);
        String ending = HexFormat.of().formatHex(number);
        byte[] hash = copy(common).digest(ending.getBytes(StandardCharsets.US_ASCII));
        return new Blob(Blob.digest(hash), size, new Body.Chunks(framed, ending));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
