package dev.berth.registry.hash;

import dev.berth.oci.Algorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.EncodableDigest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;

/**
 * The hashes of Bouncy Castle, which tell their state wherever they run. How they encode it is theirs alone: it holds the
 * bytes of an unfinished word and their number, the number of all bytes, the eight words, and the whole words of an
 * unfinished block with their number.
 */
final class BouncyCastleHashes implements ResumableHashes {

    /** Where in an encoded state things are. */
    private record Layout(int wordSize, int count, int words) {
        static Layout of(Algorithm algorithm) {
            return switch (algorithm) {
                case SHA256 -> new Layout(Integer.BYTES, 8, 16);
                case SHA512 -> new Layout(Long.BYTES, 12, 28);
            };
        }

        /** Where the number of bytes of the unfinished word is, which stand at the beginning. */
        int looseBytes() {
            return wordSize;
        }

        /** Where the number of words of the unfinished block is, which follow. */
        int looseWords() {
            return words + HashState.WORDS * wordSize;
        }
    }

    @Override
    public MessageDigest fresh(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> new Hash(new SHA256Digest());
            case SHA512 -> new Hash(new SHA512Digest());
        };
    }

    @Override
    public HashState state(Algorithm algorithm, MessageDigest hash) {
        ByteBuffer encoded = ByteBuffer.wrap(((Hash) hash).encoded());
        Layout layout = Layout.of(algorithm);
        long[] words = new long[HashState.WORDS];
        for (int i = 0; i < words.length; i++) {
            int at = layout.words() + i * layout.wordSize();
            words[i] = layout.wordSize() == Integer.BYTES
                    ? Integer.toUnsignedLong(encoded.getInt(at))
                    : encoded.getLong(at);
        }
        int fromWords = encoded.getInt(layout.looseWords()) * layout.wordSize();
        int fromBytes = encoded.getInt(layout.looseBytes());
        byte[] pending = new byte[fromWords + fromBytes];
        encoded.get(layout.looseWords() + Integer.BYTES, pending, 0, fromWords);
        encoded.get(0, pending, fromWords, fromBytes);
        return new HashState(algorithm, encoded.getLong(layout.count()), words, pending);
    }

    @Override
    public MessageDigest resume(HashState state) {
        byte[] bytes = ((Hash) fresh(state.algorithm())).encoded();
        ByteBuffer encoded = ByteBuffer.wrap(bytes);
        Layout layout = Layout.of(state.algorithm());
        encoded.putLong(layout.count(), state.length() - state.pending().length);
        for (int i = 0; i < HashState.WORDS; i++) {
            int at = layout.words() + i * layout.wordSize();
            long word = state.words()[i];
            if (layout.wordSize() == Integer.BYTES) {
                encoded.putInt(at, (int) word);
            } else {
                encoded.putLong(at, word);
            }
        }
        MessageDigest hash = switch (state.algorithm()) {
            case SHA256 -> new Hash(new SHA256Digest(bytes));
            case SHA512 -> new Hash(new SHA512Digest(bytes));
        };
        hash.update(state.pending());
        return hash;
    }

    /** One of its hashes behind the class that the JDK has for them. */
    private static final class Hash extends MessageDigest {
        private final ExtendedDigest digest;

        Hash(ExtendedDigest digest) {
            super(digest.getAlgorithmName());
            this.digest = digest;
        }

        byte[] encoded() {
            return ((EncodableDigest) digest).getEncodedState();
        }

        @Override
        protected int engineGetDigestLength() {
            return digest.getDigestSize();
        }

        @Override
        protected void engineUpdate(byte input) {
            digest.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            digest.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            byte[] out = new byte[digest.getDigestSize()];
            digest.doFinal(out, 0);
            return out;
        }

        @Override
        protected void engineReset() {
            digest.reset();
        }
    }
}
