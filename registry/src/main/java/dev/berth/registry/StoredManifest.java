package dev.berth.registry;

import dev.berth.oci.Digest;

/**
 * A manifest as it was pushed.
 *
 * @param digest its name, of the algorithm that it was pushed under
 * @param mediaType the type that it was pushed as
 * @param size its length in bytes
 * @param start its bytes; of a long manifest the first ones, which {@link Manifests#part} goes on from
 */
public record StoredManifest(Digest digest, String mediaType, long size, byte[] start) {
    /** Whether {@code start} is all there is. */
    public boolean isWhole() {
        return start.length == size;
    }
}
