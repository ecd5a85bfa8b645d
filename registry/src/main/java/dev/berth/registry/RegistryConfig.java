package dev.berth.registry;

/**
 * What the distribution API lets its clients do.
 *
 * @param missingReferences what happens to a manifest that names content which the repository lacks
 * @param pageLimit the most names on a page of tags or repositories
 * @param redirect whether clients are sent to the blob store for blobs, where they can read from it
 */
public record RegistryConfig(MissingReferences missingReferences, int pageLimit, boolean redirect) {
    public RegistryConfig {
        if (pageLimit <= 0) {
            throw new IllegalArgumentException("a page of " + pageLimit + " names cannot be");
        }
    }

    /** The same where Berth serves all blobs itself. */
    public RegistryConfig(MissingReferences missingReferences, int pageLimit) {
        this(missingReferences, pageLimit, false);
    }
}
