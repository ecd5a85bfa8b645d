package dev.berth.registry;

import dev.berth.oci.Digest;

/**
 * What there is to say of a manifest without its bytes.
 *
 * @param digest its name
 * @param mediaType the type that it was pushed as
 * @param size its length in bytes
 */
public record ManifestHead(Digest digest, String mediaType, long size) {}
