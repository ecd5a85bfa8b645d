package dev.berth.hub;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A way along the listings of one scope in the order of an index, which passes over those that do not fit. It ends after some
 * thousand listings, found or not: whoever searches for what hardly exists does not keep the database busy.
 *
 * @param key the column that the index sorts by; listings of the same key go by their ids
 * @param source the rows that it goes along
 * @param begin the parameters of the source
 * @param descending in which direction it goes
 */
record Walk(String key, String source, List<Object> begin, boolean descending) {
    /** How many listings are looked at, at a time and at most. */
    private static final int STEP = 1000;

    private static final int FARTHEST = 8 * STEP;

    /** A place on the way: behind the listing with this id, and this number or text in the column of the key. */
    record Place(Object key, long id) {
        private static Place of(Row row, int column, boolean descending) {
            return new Place(descending ? row.number(column) : row.text(column), row.number(column + 1));
        }
    }

    /** A listing, and its place. */
    record Found(Listing listing, Place place) {}

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

    /** Along those of a namespace by name. */
    static Walk ofNamespace(String namespace) {
        return new Walk("name", "listing where namespace = ?", List.of(namespace), false);
    }

    /**
     * What fits, behind a place.
     *
     * @param fits what must be true of the listing {@code l} in SQL, with question marks for these parameters; or empty
     * @param wanted how many at most
     */
    List<Found> collect(
            Transaction transaction, String fits, List<Object> parameters, Optional<Place> after, int wanted) {
        List<Found> all = new ArrayList<>();
        Optional<Place> place = after;
        int step = fits.isEmpty() ? wanted : STEP;
        for (int walked = 0; walked < FARTHEST && all.size() < wanted; walked += step) {
            Optional<Place> from = place;
            all.addAll(step(transaction, fits, parameters, from, step, wanted - all.size()));
            place = all.size() < wanted ? end(transaction, from, step) : Optional.empty();
            if (place.isEmpty()) {
                return all;
            }
        }
        return all;
    }

    private List<Found> step(
            Transaction transaction, String fits, List<Object> parameters, Optional<Place> from, int step, int wanted) {
        List<Object> all = new ArrayList<>(bounds(from));
        all.add(step);
        all.addAll(parameters);
        all.add(wanted);
        return transaction.list(
                "select " + Listing.COLUMNS + ", p.sorted_by, p.repository_id from (" + bounded(from) + " limit ?) p"
                        + " join listing l on l.repository_id = p.repository_id"
                        + (fits.isEmpty() ? "" : " where " + fits) + order("p.sorted_by", "p.repository_id")
                        + " limit ?",
                row -> new Found(Listing.of(row), Place.of(row, 12, descending)),
                all.toArray());
    }

    /** The place after so many listings, whether they fit or not; empty where there are not as many. */
    private Optional<Place> end(Transaction transaction, Optional<Place> from, int step) {
        List<Object> all = new ArrayList<>(bounds(from));
        all.add(step - 1);
        return transaction.first(
                bounded(from) + " limit 1 offset ?", row -> Place.of(row, 1, descending), all.toArray());
    }

    private List<Object> bounds(Optional<Place> from) {
        List<Object> all = new ArrayList<>(begin);
        from.ifPresent(place -> {
            all.add(place.key());
            if (descending) {
                all.add(place.id());
            }
        });
        return all;
    }

    private String bounded(Optional<Place> from) {
        String behind = descending ? " and (" + key + ", repository_id) < (?, ?)" : " and " + key + " > ?";
        return "select " + key + " as sorted_by, repository_id from " + source + (from.isPresent() ? behind : "")
                + order(key, "repository_id");
    }

    /** Names are different anyway. */
    private String order(String by, String id) {
        return descending ? " order by " + by + " desc, " + id + " desc" : " order by " + by;
    }
}
