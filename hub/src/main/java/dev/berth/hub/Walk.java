package dev.berth.hub;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A way along the listings of one scope in the order of an index, which passes over those that do not fit. It ends after some
 * thousand listings, found or not: whoever searches for what hardly exists does not keep the database busy.
 *
 * <p>Places are read from the index first, and then what stands there, some at a time. In one statement for both, PostgreSQL would
 * believe that a word which few have is found soonest by reading all listings.
 *
 * @param key the column that the index sorts by; listings of the same key go by their ids
 * @param source the rows that it goes along
 * @param begin the parameters of the source
 * @param descending in which direction it goes
 */
record Walk(String key, String source, List<Object> begin, boolean descending) {
    /** How many listings are looked at, at a time and at most. */
    private static final int STEP = 500;

    static final int FARTHEST = 12 * STEP;

    /** How many are looked at where walks before have used up all. */
    static final int LEAST = 2 * STEP;

    /** A place on the way: behind the listing with this id, and this number or text in the column of the key. */
    record Place(Object key, long id) {
        private static Place of(Row row, boolean descending) {
            return new Place(descending ? row.number(1) : row.text(1), row.number(2));
        }
    }

    /** A listing, and its place. */
    record Found(Listing listing, Place place) {}

    /**
     * A part of the way.
     *
     * @param walked how many listings were looked at
     */
    record Stretch(List<Found> found, int walked) {}

    /** Along the listings that have a term, those first that rank highest. */
    static Walk byTerm(String term, String scope) {
        return new Walk("rank", "listing_term where term = ? and scope = ?", List.of(term, scope), true);
    }

    /** Along all, those first that were pushed to last. */
    static Walk byPush(String scope) {
        return new Walk("pushed_at", "listing where scope = ?", List.of(scope), true);
    }

    /** Along all by name. */
    static Walk byName(String scope) {
        return new Walk("name", "listing where scope = ?", List.of(scope), false);
    }

    /** Along all of all scopes, those first that were pushed to last. */
    static Walk byPush() {
        return new Walk("pushed_at", "listing where 1 = 1", List.of(), true);
    }

    /** Along all of all scopes by name. */
    static Walk byName() {
        return new Walk("name", "listing where 1 = 1", List.of(), false);
    }

    /** Along those of a namespace that have this part in their names, or all where it is empty, by name: an index has it all. */
    static Walk ofNamespace(String namespace, String part) {
        String source = "listing where namespace = ?";
        return part.isEmpty()
                ? new Walk("name", source, List.of(namespace), false)
                : new Walk(
                        "name",
                        source + " and name like ? escape '\\'",
                        List.of(namespace, "%" + Fits.like(part) + "%"),
                        false);
    }

    /**
     * What fits, behind a place.
     *
     * @param wanted how many at most
     * @param farthest how many are looked at before it ends, to the next step
     */
    Stretch collect(Transaction transaction, Fits fits, Optional<Place> after, int wanted, int farthest) {
        List<Found> all = new ArrayList<>();
        int step = fits.isAll() ? wanted : STEP;
        int walked = 0;
        for (Optional<Place> from = after; walked < farthest && all.size() < wanted; ) {
            List<Place> places = places(transaction, from, step);
            for (int at = 0; at < places.size() && all.size() < wanted; at += Listings.TOGETHER) {
                List<Place> some = places.subList(at, Math.min(at + Listings.TOGETHER, places.size()));
                all.addAll(standing(transaction, some, fits));
            }
            walked += places.size();
            if (places.size() < step) {
                break;
            }
            from = Optional.of(places.getLast());
        }
        return new Stretch(all.size() <= wanted ? all : all.subList(0, wanted), walked);
    }

    /** The next places on the way, whether what stands there fits or not. */
    private List<Place> places(Transaction transaction, Optional<Place> from, int step) {
        List<Object> all = new ArrayList<>(begin);
        from.ifPresent(place -> {
            all.add(place.key());
            if (descending) {
                all.add(place.id());
            }
        });
        all.add(step);
        String behind = descending ? " and (" + key + ", repository_id) < (?, ?)" : " and " + key + " > ?";
        // Names are different anyway.
        String order = descending ? key + " desc, repository_id desc" : key;
        return transaction.list(
                "select " + key + ", repository_id from " + source + (from.isPresent() ? behind : "") + " order by "
                        + order + " limit ?",
                row -> Place.of(row, descending),
                all.toArray());
    }

    private static List<Found> standing(Transaction transaction, List<Place> places, Fits fits) {
        List<Long> ids = places.stream().map(Place::id).toList();
        Map<Long, Listing> listings =
                fits.among(transaction, ids).stream().collect(Collectors.toMap(Listing::id, it -> it));
        return places.stream()
                .flatMap(
                        place -> Optional.ofNullable(listings.get(place.id())).map(it -> new Found(it, place)).stream())
                .toList();
    }
}
