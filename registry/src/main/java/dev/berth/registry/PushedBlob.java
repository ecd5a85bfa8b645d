package dev.berth.registry;

import dev.berth.oci.Digest;

/**
 * A blob as the client calls it that pushes or mounts it.
 *
 * @param pusher the account that does
 */
public record PushedBlob(Digest digest, String pusher) {}
