package dev.berth.registry;

import dev.berth.oci.Digest;

/**
 * A manifest as it was pushed.
 *
 * @param digest its name, of the algorithm that it was pushed under
 * @param mediaType the type that it was pushed as
 * @param content its bytes
 */
public record StoredManifest(Digest digest, String mediaType, byte[] content) {}
