package dev.berth.hub;

import dev.berth.accounts.Sees;
import dev.berth.accounts.api.Page;
import dev.berth.database.Transaction;
import dev.berth.hub.Walk.Found;
import dev.berth.hub.Walk.Place;
import dev.berth.oci.RepositoryName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** One query being answered, inside one transaction. */
final class SearchRun {
    /** How many are found before they are sorted by anything but relevance. */
    private static final int MOST_SORTED = 1000;

    /** Among so many listings it is not worth looking for a term that fewer have. */
    private static final int MANY = 1000;

    private static final Comparator<Found> BEST_FIRST = Comparator.comparingLong(
                    (Found found) -> (Long) found.place().key())
            .thenComparingLong(found -> found.place().id())
            .reversed();
    private static final Comparator<Found> BY_NAME =
            Comparator.comparing(found -> found.listing().name());

    private final Transaction transaction;
    private final Query query;
    private final Sees sees;
    private final List<String> scopes;

    /** How many listings may still be looked at, by all walks together. */
    private int left = Walk.FARTHEST;

    SearchRun(Transaction transaction, Sees sees, Query query) {
        this.transaction = transaction;
        this.sees = sees;
        this.query = query;
        this.scopes = switch (sees) {
            case Sees.Everything() -> List.of("", ListingWords.ALL);
            case Sees.PublicAnd(var namespaces, var repositories) ->
                Stream.of(
                                Stream.of(""),
                                namespaces.stream(),
                                repositories.stream().map(RepositoryName::namespace))
                        .flatMap(it -> it)
                        .distinct()
                        .toList();
        };
    }

    Page<Listing> page(Optional<String> after, int size) {
        Position position = Position.parse(after, query.sort() == Query.Sort.NAME);
        boolean sorted = query.sort() != Query.Sort.RELEVANCE;
        boolean terms = !query.words().isEmpty() || rareFilter().isPresent();
        List<Positioned> found;
        if (sorted && terms) {
            found = sortedAfterwards(position, size + 1);
        } else if (sorted) {
            found = along(position, size + 1);
        } else {
            found = byRelevance(position, size + 1);
        }
        return Page.of(found, size, it -> it.position().text()).map(Positioned::listing);
    }

    /** A result, and where it stands. */
    private record Positioned(Listing listing, Position position) {}

    private List<Positioned> byRelevance(Position position, int wanted) {
        Fits filters = filters();
        Optional<Listing> exact = exact();
        Fits others = exact.isPresent()
                ? filters.and("l.repository_id <> ?", exact.get().id())
                : filters;
        List<Positioned> all = new ArrayList<>();
        if (position.phase() == Position.Phase.EXACT) {
            exact.ifPresent(it -> all.add(new Positioned(it, new Position(Position.Phase.BEGINS, Optional.empty()))));
        }
        if (position.phase() != Position.Phase.WITHIN) {
            add(all, Position.Phase.BEGINS, beginning(), beginning(others), position, wanted);
        }
        Optional<String> within = rarest(query.words().stream()
                .flatMap(word -> ListingWords.within(word).stream())
                .toList());
        if (within.isPresent()) {
            add(all, Position.Phase.WITHIN, within.get(), within(others), position, wanted);
        }
        return all;
    }

    private void add(
            List<Positioned> all, Position.Phase phase, String term, Fits fits, Position position, int wanted) {
        if (all.size() >= wanted) {
            return;
        }
        Optional<Place> after = position.phase() == phase ? position.place() : Optional.empty();
        merged(scope -> Walk.byTerm(term, scope), fits, after, wanted - all.size(), BEST_FIRST)
                .forEach(found ->
                        all.add(new Positioned(found.listing(), new Position(phase, Optional.of(found.place())))));
    }

    /** The term by which listings are found whose words begin so. */
    private String beginning() {
        List<String> terms = new ArrayList<>(query.filters());
        query.words().forEach(word -> terms.addAll(ListingWords.beginning(word)));
        return rarest(terms).orElse(ListingWords.ALL);
    }

    private Fits filters() {
        Fits fits = Fits.ALL.tagged(query.tag());
        for (String filter : query.filters()) {
            fits = fits.holding(" " + filter + " ");
        }
        return fits;
    }

    private Fits beginning(Fits fits) {
        Fits all = fits;
        for (String word : query.words()) {
            all = all.holding(" " + word);
        }
        return all;
    }

    /** What holds every word, and does not begin with each. */
    private Fits within(Fits fits) {
        Fits all = fits;
        for (String word : query.words()) {
            all = all.holding(word.length() < 3 ? " " + word : word);
        }
        Fits begins = beginning(Fits.ALL);
        return all.and("not (" + begins.sql() + ")", begins.parameters().toArray());
    }

    /** The repository that is named so, with its namespace or in that of official images. */
    private Optional<Listing> exact() {
        if (query.words().size() != 1) {
            return Optional.empty();
        }
        String word = query.words().getFirst();
        String name = word.indexOf('/') < 0 ? "library/" + word : word;
        List<Long> ids =
                transaction.list("select repository_id from listing where name = ?", row -> row.number(1), name);
        return filters().among(transaction, ids).stream()
                .filter(it -> sees.includes(it.name(), it.isPublic()))
                .findFirst();
    }

    /** All that is found, as far as it can be sorted, in another order. */
    private List<Positioned> sortedAfterwards(Position position, int wanted) {
        List<Listing> all = byRelevance(Position.START, MOST_SORTED).stream()
                .map(Positioned::listing)
                .toList();
        Function<Listing, Place> place = query.sort() == Query.Sort.NAME
                ? it -> new Place(it.name().value(), it.id())
                : it -> new Place(it.pushedAt().toEpochMilli(), it.id());
        Comparator<Found> order = query.sort() == Query.Sort.NAME ? BY_NAME : BEST_FIRST;
        return all.stream()
                .map(it -> new Found(it, place.apply(it)))
                .filter(it ->
                        position.place().map(last -> isBehind(it.place(), last)).orElse(true))
                .sorted(order)
                .limit(wanted)
                .map(it -> new Positioned(it.listing(), new Position(Position.Phase.SORTED, Optional.of(it.place()))))
                .toList();
    }

    private boolean isBehind(Place one, Place other) {
        return query.sort() == Query.Sort.NAME
                ? ((String) one.key()).compareTo((String) other.key()) > 0
                : Comparator.comparingLong((Place it) -> (Long) it.key())
                                .thenComparingLong(Place::id)
                                .compare(one, other)
                        < 0;
    }

    private List<Positioned> along(Position position, int wanted) {
        boolean byName = query.sort() == Query.Sort.NAME;
        Comparator<Found> order = byName ? BY_NAME : BEST_FIRST;
        Function<String, Walk> way = byName ? Walk::byName : Walk::byPush;
        Fits fits = filters();
        List<Found> found = sees instanceof Sees.Everything
                ? (byName ? Walk.byName() : Walk.byPush())
                        .collect(transaction, fits, position.place(), wanted, Walk.FARTHEST)
                        .found()
                : merged(way, fits, position.place(), wanted, order);
        return found.stream()
                .map(it -> new Positioned(it.listing(), new Position(Position.Phase.SORTED, Optional.of(it.place()))))
                .toList();
    }

    /**
     * What fits, in all scopes together. They share how far is walked, as do the beginnings of words and what is inside of them;
     * what is public comes last, since it is the most and what the others left is for it.
     */
    private List<Found> merged(
            Function<String, Walk> way, Fits fits, Optional<Place> after, int wanted, Comparator<Found> order) {
        List<Found> all = new ArrayList<>();
        left = Math.max(left, Walk.LEAST);
        for (int scopesLeft = scopes.size(); scopesLeft > 0; scopesLeft--) {
            String scope = scopes.get(scopesLeft - 1);
            Walk.Stretch stretch = way.apply(scope)
                    .collect(transaction, seen(scope, fits), after, wanted, Math.max(1, left / scopesLeft));
            all.addAll(stretch.found());
            left -= stretch.walked();
        }
        return all.stream().sorted(order).limit(wanted).toList();
    }

    /** What fits of a scope; of a namespace of which only some repositories are seen, it is one of these. */
    private Fits seen(String scope, Fits fits) {
        if (!(sees instanceof Sees.PublicAnd some)
                || scope.isEmpty()
                || some.namespaces().contains(scope)) {
            return fits;
        }
        Object[] names = some.repositories().stream()
                .filter(it -> it.namespace().equals(scope))
                .map(RepositoryName::value)
                .toArray();
        return fits.and("l.name in (" + String.join(", ", Collections.nCopies(names.length, "?")) + ")", names);
    }

    /**
     * Of these terms the one that fewest have in the first scope, as far as that can be told quickly; empty where there are none.
     * Any of them would do: the rarest is the shortest way.
     */
    private Optional<String> rarest(List<String> terms) {
        Optional<String> rarest = terms.stream().findFirst();
        long fewest = MANY;
        for (String term : terms.size() <= 1 ? Set.<String>of() : new LinkedHashSet<>(terms)) {
            long frequency = frequency(term, scopes.getFirst(), fewest);
            if (frequency < fewest) {
                rarest = Optional.of(term);
                fewest = frequency;
            }
        }
        return rarest;
    }

    /** How many listings of a scope have a term, up to a limit. */
    private long frequency(String term, String scope, long limit) {
        return transaction.number(
                "select count(*) from (select 1 as one from listing_term where term = ? and scope = ? limit ?) t",
                term,
                scope,
                limit);
    }

    /** A filter that so few have that it is quicker to find and sort these. */
    private Optional<String> rareFilter() {
        return query.filters().stream()
                .filter(filter -> scopes.stream()
                                .mapToLong(scope -> frequency(filter, scope, MANY))
                                .sum()
                        < MOST_SORTED)
                .findFirst();
    }
}
