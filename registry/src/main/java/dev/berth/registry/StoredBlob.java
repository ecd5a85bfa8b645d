package dev.berth.registry;

import dev.berth.oci.Digest;
import dev.berth.storage.Location;

/**
 * A blob that a repository may serve.
 *
 * @param digest its name
 * @param size its length in bytes
 * @param location where its bytes are
 */
public record StoredBlob(Digest digest, long size, Location location) {}
