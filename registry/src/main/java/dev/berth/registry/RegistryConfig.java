package dev.berth.registry;

/**
 * What the distribution API lets its clients do.
 *
 * @param missingReferences what happens to a manifest that names content which the repository lacks
 * @param pageLimit the most names on a page of tags or repositories
 */
public record RegistryConfig(MissingReferences missingReferences, int pageLimit) {
    public RegistryConfig {
        if (pageLimit <= 0) {
            throw new IllegalArgumentException("a page of " + pageLimit + " names cannot be");
        }
    }
}
