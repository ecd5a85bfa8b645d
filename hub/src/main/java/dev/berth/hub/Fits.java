package dev.berth.hub;

import dev.berth.database.Transaction;
import dev.berth.registry.TagRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What must be true of a listing {@code l} to be found.
 *
 * @param sql a condition with question marks for the parameters; empty where every listing fits
 * @param tag how the name of one of its tags must begin
 */
record Fits(String sql, List<Object> parameters, Optional<String> tag) {
    /** Every listing fits. */
    static final Fits ALL = new Fits("", List.of(), Optional.empty());

    private static final String TAGGED = "select l.repository_id from listing l where " + Listings.AMONG_SOME + " and "
            + TagRows.existsIn("l.repository_id");

    Fits and(String more, Object... with) {
        List<Object> both = new ArrayList<>(parameters);
        both.addAll(List.of(with));
        return new Fits(sql.isEmpty() ? more : sql + " and " + more, both, tag);
    }

    /** What also holds this text in its words. */
    Fits holding(String text) {
        return and("l.words like ? escape '\\'", "%" + like(text) + "%");
    }

    /** What also has a tag whose name begins so. */
    Fits tagged(Optional<String> prefix) {
        return new Fits(sql, parameters, prefix);
    }

    boolean isAll() {
        return equals(ALL);
    }

    /**
     * Those that fit of the listings of these repositories, of which there are {@value Listings#TOGETHER} at most. Tags are looked
     * at first: few have a rare one, and the listings of the others need not be read.
     */
    List<Listing> among(Transaction transaction, List<Long> repositories) {
        if (repositories.isEmpty()) {
            return List.of();
        }
        List<Long> some = repositories;
        if (tag.isPresent()) {
            List<Object> all = Listings.filledUp(repositories);
            all.addAll(TagRows.bounds(tag.get()));
            some = transaction.list(TAGGED, row -> row.number(1), all.toArray());
        }
        return some.isEmpty() ? List.of() : Listings.fitting(transaction, some, sql, parameters);
    }

    /** Text in which the pattern characters of {@code like} stand for themselves. */
    static String like(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
