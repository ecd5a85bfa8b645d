package dev.berth.registry;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.registry.hash.HashState;
import dev.berth.registry.hash.ResumableHashes;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hash of an upload's first bytes, which grows as more arrive. One that other nodes may go on with also knows what it was
 * at every step on the way, since a store may have brought fewer bytes to safety than have arrived.
 */
final class RunningHash {
    /** Stores make parts of whole mebibytes. */
    static final int STEP = 1 << 20;

    private static final int MOST_STEPS = 512;

    private final Algorithm algorithm;
    private final Optional<MessageDigest> hash;
    private final Optional<ResumableHashes> resumable;
    private final TreeMap<Long, byte[]> steps = new TreeMap<>();
    private long size;

    private RunningHash(
            Algorithm algorithm, Optional<MessageDigest> hash, Optional<ResumableHashes> resumable, long size) {
        this.algorithm = algorithm;
        this.hash = hash;
        this.resumable = resumable;
        this.size = size;
    }

    /** The hash of no bytes, which only this process goes on with. */
    static RunningHash ofThisNode(Algorithm algorithm) {
        return new RunningHash(algorithm, Optional.of(algorithm.newHash()), Optional.empty(), 0);
    }

    /** The hash of no bytes, which other nodes can go on with. */
    static RunningHash ofAnyNode(Algorithm algorithm, ResumableHashes hashes) {
        return new RunningHash(algorithm, Optional.of(hashes.fresh(algorithm)), Optional.of(hashes), 0);
    }

    /** The hash that another node has put away. */
    static RunningHash resumed(HashState state, ResumableHashes hashes) {
        return new RunningHash(
                state.algorithm(), Optional.of(hashes.resume(state)), Optional.of(hashes), state.length());
    }

    /** Only counts the bytes, where those before them cannot be read any more: the whole has to be read in the end. */
    static RunningHash unknown(Algorithm algorithm, long size) {
        return new RunningHash(algorithm, Optional.empty(), Optional.empty(), size);
    }

    /** How many bytes it has seen. */
    long size() {
        return size;
    }

    void update(byte[] bytes, int offset, int length) {
        int from = offset;
        int left = length;
        while (left > 0) {
            int piece = resumable.isPresent() ? (int) Math.min(left, STEP - size % STEP) : left;
            if (hash.isPresent()) {
                hash.get().update(bytes, from, piece);
            }
            size += piece;
            from += piece;
            left -= piece;
            if (resumable.isPresent() && size % STEP == 0) {
                keepStep(resumable.get());
            }
        }
    }

    private void keepStep(ResumableHashes hashes) {
        steps.put(size, state(hashes));
        if (steps.size() > MOST_STEPS) {
            steps.pollFirstEntry();
        }
    }

    private byte[] state(ResumableHashes hashes) {
        return hashes.state(algorithm, hash.orElseThrow()).toBytes();
    }

    /** Whether a node that finds this many bytes can do without reading them, or would have to read them anyway. */
    boolean canBeTakenUpAt(long bytes) {
        return resumable.isEmpty() || bytes == size || steps.containsKey(bytes);
    }

    /** What another node needs to go on behind this many bytes; empty where it has to read them. Those before are forgotten. */
    Optional<byte[]> stateAt(long bytes) {
        if (resumable.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> state =
                bytes == size ? Optional.of(state(resumable.get())) : Optional.ofNullable(steps.get(bytes));
        steps.headMap(bytes).clear();
        return state;
    }

    /** The digest of all bytes, empty where it is not known or is another hash's; nothing is hashed afterwards. */
    Optional<Digest> digest(Algorithm wanted) {
        return wanted == algorithm ? hash.map(it -> Digest.of(algorithm, it)) : Optional.empty();
    }
}
