package dev.berth.hub.http;

import dev.berth.hub.Category;
import dev.berth.hub.Listing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A repository as lists show it.
 *
 * @param pushedAt when something was last pushed to it
 */
public record RepositoryItem(
        String name,
        String namespace,
        Visibility visibility,
        String description,
        List<Category> categories,
        List<String> platforms,
        boolean official,
        boolean archived,
        long stars,
        long pulls,
        Instant createdAt,
        Optional<Instant> pushedAt) {
    static RepositoryItem of(Listing listing) {
        String namespace = listing.name().namespace();
        return new RepositoryItem(
                listing.name().value(),
                namespace,
                Visibility.of(listing.isPublic()),
                listing.description(),
                listing.categories(),
                listing.platforms(),
                namespace.equals("library"),
                listing.archived(),
                listing.stars(),
                listing.pulls(),
                listing.createdAt(),
                Optional.of(listing.pushedAt()).filter(it -> it.isAfter(listing.createdAt())));
    }
}
