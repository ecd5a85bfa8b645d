package dev.berth.registry.hash;

import dev.berth.oci.Algorithm;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * The hashes of the JDK, which are several times as fast as any written in Java alone, since its compiler puts the
 * processor's instructions for them in their place. Their state is private; it is read by reflection where the Java machine
 * was started with leave to do so.
 */
final class JdkHashes implements ResumableHashes {
    private final Field implementation;
    private final Field count;
    private final Field buffer;
    private final Field buffered;
    private final Field words256;
    private final Field words512;

    private JdkHashes() throws ReflectiveOperationException {
        implementation = field("java.security.MessageDigest$Delegate", "digestSpi");
        count = field("sun.security.provider.DigestBase", "bytesProcessed");
        buffer = field("sun.security.provider.DigestBase", "buffer");
        buffered = field("sun.security.provider.DigestBase", "bufOfs");
        words256 = field("sun.security.provider.SHA2", "state");
        words512 = field("sun.security.provider.SHA5", "state");
    }

    /** These hashes, empty where the Java machine does not let anybody look into them or has others. */
    static Optional<JdkHashes> open() {
        try {
            return Optional.of(new JdkHashes());
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return Optional.empty();
        }
    }

    private static Field field(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private Field words(Algorithm algorithm) {
        return switch (algorithm) {
            case SHA256 -> words256;
            case SHA512 -> words512;
        };
    }

    @Override
    public MessageDigest fresh(Algorithm algorithm) {
        return algorithm.newHash();
    }

    @Override
    public HashState state(Algorithm algorithm, MessageDigest hash) {
        try {
            Object itself = implementation.get(hash);
            Object array = words(algorithm).get(itself);
            long[] words = new long[HashState.WORDS];
            for (int i = 0; i < words.length; i++) {
                words[i] = Array.getLong(array, i);
                if (HashState.wordSize(algorithm) == Integer.BYTES) {
                    words[i] &= 0xffff_ffffL;
                }
            }
            byte[] pending = Arrays.copyOf((byte[]) buffer.get(itself), buffered.getInt(itself));
            return new HashState(algorithm, count.getLong(itself), words, pending);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public MessageDigest resume(HashState state) {
        MessageDigest hash = fresh(state.algorithm());
        try {
            Object itself = implementation.get(hash);
            Object array = words(state.algorithm()).get(itself);
            for (int i = 0; i < HashState.WORDS; i++) {
                long word = state.words()[i];
                if (HashState.wordSize(state.algorithm()) == Integer.BYTES) {
                    Array.setInt(array, i, (int) word);
                } else {
                    Array.setLong(array, i, word);
                }
            }
            count.setLong(itself, state.length() - state.pending().length);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        hash.update(state.pending());
        return hash;
    }
}
