package dev.berth.hub;

import dev.berth.database.Database;
import dev.berth.registry.Registry;
import java.time.InstantSource;

/** The parts of the hub that are about repositories, made once at the start. */
public final class Hub {
    private final Database database;
    private final Registry registry;
    private final Events events;
    private final Listings listings;
    private final Readmes readmes;
    private final Stars stars;
    private final Search search;
    private final Pulls pulls;
    private final ImagePages imagePages;
    private final Shelf shelf;
    private final AfterPush afterPush;

    /** @param listings the listings, which the registry's journal keeps, too */
    public Hub(Database database, Registry registry, Events events, Listings listings, InstantSource clock) {
        this.database = database;
        this.registry = registry;
        this.events = events;
        this.listings = listings;
        this.readmes = new Readmes(clock);
        this.stars = new Stars(database, listings, clock);
        this.search = new Search(database, listings, registry.manifests());
        this.pulls = new Pulls(database, registry.repositories(), registry.tagRows(), listings, clock);
        this.imagePages = new ImagePages(database, registry);
        this.shelf = new Shelf(this);
        this.afterPush = new AfterPush(database, registry, listings);
    }

    public Database database() {
        return database;
    }

    public Registry registry() {
        return registry;
    }

    public Events events() {
        return events;
    }

    public Listings listings() {
        return listings;
    }

    public Readmes readmes() {
        return readmes;
    }

    public Stars stars() {
        return stars;
    }

    public Search search() {
        return search;
    }

    public Pulls pulls() {
        return pulls;
    }

    public ImagePages imagePages() {
        return imagePages;
    }

    public Shelf shelf() {
        return shelf;
    }

    public AfterPush afterPush() {
        return afterPush;
    }
}
