package dev.berth.hub;

import dev.berth.accounts.Sees;
import dev.berth.accounts.api.Page;
import dev.berth.database.Database;
import dev.berth.registry.Manifests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds repositories among those that somebody may see: by the words of their names and descriptions, by a tag, by the
 * digest of something in them, and by filters. First comes the one of exactly this name, then those where each word begins
 * a word of theirs, then those that hold it inside of their name; within these, what is liked most.
 */
public final class Search {
    private static final Pattern DIGEST = Pattern.compile("sha(256|512):[0-9a-f]{4,128}");
    private static final int MOST_HOLDERS = 500;

    private final Database database;
    private final Listings listings;
    private final Manifests manifests;

    public Search(Database database, Listings listings, Manifests manifests) {
        this.database = database;
        this.listings = listings;
        this.manifests = manifests;
    }

    /**
     * A page of what is found.
     *
     * @param after the {@code next} of the page before
     */
    public Page<Listing> page(Sees sees, Query query, Optional<String> after, int size) {
        return database.read(transaction -> new SearchRun(transaction, sees, query).page(after, size));
    }

    /** A page of the repositories of a namespace that somebody may see, by name. */
    public Page<Listing> ofNamespace(Sees sees, String namespace, String part, Optional<String> after, int size) {
        return database.read(transaction -> {
            List<Listing> found = new ArrayList<>();
            Optional<Walk.Place> place = after.map(name -> new Walk.Place(name, 0));
            List<Walk.Found> some;
            do {
                some = Walk.ofNamespace(namespace, part)
                        .collect(transaction, Fits.ALL, place, size + 1, Walk.FARTHEST)
                        .found();
                some.stream()
                        .map(Walk.Found::listing)
                        .filter(it -> sees.includes(it.name(), it.isPublic()))
                        .forEach(found::add);
                place = some.isEmpty() ? place : Optional.of(some.getLast().place());
            } while (found.size() <= size && some.size() > size);
            return Page.of(found, size, it -> it.name().value());
        });
    }

    /** Whether this text is the digest of something, or its beginning. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    /** The repositories that hold a manifest or blob whose digest begins so. */
    public Page<Listing> holding(Sees sees, String digest, int size) {
        return database.read(transaction -> {
            List<Listing> found =
                    listings.find(transaction, manifests.holders(transaction, digest, MOST_HOLDERS)).stream()
                            .filter(it -> sees.includes(it.name(), it.isPublic()))
                            .sorted(Comparator.comparingInt(Listing::popularity).reversed())
                            .limit(size)
                            .toList();
            return new Page<>(found, Optional.empty());
        });
    }
}
