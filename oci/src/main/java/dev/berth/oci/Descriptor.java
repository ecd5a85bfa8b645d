package dev.berth.oci;

/**
 * How one piece of content refers to another (image-spec, descriptor.md).
 *
 * @param mediaType the type of the content
 * @param digest its name
 * @param size its length in bytes
 */
public record Descriptor(MediaType mediaType, Digest digest, long size) {
    public Descriptor {
        if (size < 0) {
            throw new RegistryFailure(WireError.MANIFEST_INVALID, "a descriptor's size is no less than 0, not " + size);
        }
    }
}
