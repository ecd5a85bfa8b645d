package dev.berth.hub;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.StoredRepository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what lists and searches show of repositories, and the terms they are found by, in step with each other. */
public final class Listings {
    private static final String FIND = "select " + Listing.COLUMNS + " from listing l where ";

    /** How many listings are looked for in one statement. */
    static final int TOGETHER = 100;

    /** What is true of the listing {@code l} of one of {@value #TOGETHER} repositories, in SQL. */
    static final String AMONG_SOME =
            "l.repository_id in (" + String.join(", ", Collections.nCopies(TOGETHER, "?")) + ")";

    private static final String FIND_SOME = FIND + AMONG_SOME;

    /** Lists a repository that is not listed yet. */
    public void add(Transaction transaction, StoredRepository repository) {
        add(
                transaction,
                new Listing(
                        repository.id(),
                        repository.name(),
                        repository.isPublic(),
                        "",
                        List.of(),
                        List.of(),
                        0,
                        0,
                        repository.createdAt(),
                        repository.createdAt(),
                        repository.archivedAt().isPresent()));
    }

    /** Adds this listing, where its repository is not listed yet. */
    public void add(Transaction transaction, Listing listing) {
        int added = transaction.update(
                "insert into listing (repository_id, name, namespace, scope, description, categories, platforms, words,"
                        + " popularity, stars, pulls, created_at, pushed_at, archived)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (repository_id) do nothing",
                listing.id(),
                listing.name().value(),
                listing.name().namespace(),
                listing.scope(),
                listing.description(),
                listing.categoriesText(),
                listing.platformsText(),
                ListingWords.text(listing),
                listing.popularity(),
                listing.stars(),
                listing.pulls(),
                listing.createdAt().toEpochMilli(),
                listing.pushedAt().toEpochMilli(),
                listing.archived());
        if (added > 0) {
            insertTerms(transaction, listing);
        }
    }

    /** The listing of the repository of this name. */
    public Optional<Listing> find(Transaction transaction, RepositoryName name) {
        return transaction.first(FIND + "l.name = ?", Listing::of, name.value());
    }

    /** The listing of the repository with this id. */
    public Optional<Listing> find(Transaction transaction, long repository) {
        return transaction.first(FIND + "l.repository_id = ?", Listing::of, repository);
    }

    /** The listings of these repositories, as far as they are listed. */
    List<Listing> find(Transaction transaction, List<Long> repositories) {
        List<Listing> found = new ArrayList<>();
        for (int from = 0; from < repositories.size(); from += TOGETHER) {
            List<Long> some = repositories.subList(from, Math.min(from + TOGETHER, repositories.size()));
            found.addAll(fitting(transaction, some, "", List.of()));
        }
        return found;
    }

    /**
     * Of the listings of these repositories those that fit.
     *
     * @param repositories at least one, and {@value #TOGETHER} at most
     * @param fits what must be true of the listing {@code l} in SQL, with question marks for these parameters; or empty
     */
    static List<Listing> fitting(
            Transaction transaction, List<Long> repositories, String fits, List<Object> parameters) {
        List<Object> all = filledUp(repositories);
        all.addAll(parameters);
        return transaction.list(FIND_SOME + (fits.isEmpty() ? "" : " and " + fits), Listing::of, all.toArray());
    }

    /** {@value #TOGETHER} ids, so that one statement does for any number: the last one stands for those that are not there. */
    static List<Object> filledUp(List<Long> repositories) {
        List<Object> all = new ArrayList<>(repositories);
        all.addAll(Collections.nCopies(TOGETHER - repositories.size(), repositories.getLast()));
        return all;
    }

    /** Replaces a listing by one that differs from it. */
    public void change(Transaction transaction, Listing before, Listing after) {
        if (before.equals(after)) {
            return;
        }
        transaction.update(
                "update listing set name = ?, namespace = ?, scope = ?, description = ?, categories = ?, platforms = ?,"
                        + " words = ?, popularity = ?, stars = ?, pulls = ?, pushed_at = ?, archived = ?"
                        + " where repository_id = ?",
                after.name().value(),
                after.name().namespace(),
                after.scope(),
                after.description(),
                after.categoriesText(),
                after.platformsText(),
                ListingWords.text(after),
                after.popularity(),
                after.stars(),
                after.pulls(),
                after.pushedAt().toEpochMilli(),
                after.archived(),
                after.id());
        boolean sameTerms = before.scope().equals(after.scope())
                && ListingWords.terms(before).equals(ListingWords.terms(after));
        if (!sameTerms) {
            deleteTerms(transaction, before);
            insertTerms(transaction, after);
        }
    }

    /** Takes a listing away. */
    void remove(Transaction transaction, Listing listing) {
        deleteTerms(transaction, listing);
        transaction.update("delete from listing where repository_id = ?", listing.id());
    }

    private static void insertTerms(Transaction transaction, Listing listing) {
        transaction.updateAll(
                "insert into listing_term (term, scope, rank, repository_id) values (?, ?, ?, ?)", postings(listing));
    }

    private static void deleteTerms(Transaction transaction, Listing listing) {
        transaction.updateAll(
                "delete from listing_term where term = ? and scope = ? and rank = ? and repository_id = ?",
                postings(listing));
    }

    private static List<List<?>> postings(Listing listing) {
        List<List<?>> postings = new ArrayList<>();
        for (String scope : ListingWords.scopes(listing)) {
            for (Map.Entry<String, Integer> term : ListingWords.terms(listing).entrySet()) {
                postings.add(List.of(term.getKey(), scope, term.getValue(), listing.id()));
            }
        }
        return postings;
    }
}
