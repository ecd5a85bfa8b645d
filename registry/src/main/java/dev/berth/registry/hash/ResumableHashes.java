package dev.berth.registry.hash;

import dev.berth.oci.Algorithm;
import java.security.MessageDigest;

/** Makes hashes whose state can be read, and set again elsewhere. */
public interface ResumableHashes {

    /** A hash of no bytes. */
    MessageDigest fresh(Algorithm algorithm);

    /**
     * What a hash has come to; it goes on unchanged.
     *
     * @param hash one that this object made
     */
    HashState state(Algorithm algorithm, MessageDigest hash);

    /** A hash that has come to this state. */
    MessageDigest resume(HashState state);

    /** The fastest that work on this Java machine, which are found by trying. */
    static ResumableHashes best() {
        return Best.HASHES;
    }
}
