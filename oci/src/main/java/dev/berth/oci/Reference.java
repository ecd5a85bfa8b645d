package dev.berth.oci;

/** What a manifest is asked for by: a tag or a digest (distribution-spec, "Pulling manifests"). */
public sealed interface Reference permits Tag, Digest {

    /**
     * The reference that this text spells. Whatever holds a colon is meant as a digest, since no tag may hold one.
     *
     * @throws RegistryFailure {@link WireError#DIGEST_INVALID} or {@link WireError#TAG_INVALID}
     */
    static Reference parse(String text) {
        return text.indexOf(':') >= 0 ? Digest.parse(text) : Tag.parse(text);
    }
}
