package dev.berth.hub;

import dev.berth.database.Row;
import dev.berth.oci.RepositoryName;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What lists and searches show of a repository.
 *
 * @param id the repository's
 * @param platforms what its newest images are for, as {@code linux/arm64}
 * @param pushedAt when something was last pushed to it; when it was made, while nothing was
 */
public record Listing(
        long id,
        RepositoryName name,
        boolean isPublic,
        String description,
        List<Category> categories,
        List<String> platforms,
        long stars,
        long pulls,
        Instant createdAt,
        Instant pushedAt,
        boolean archived) {
    static final String COLUMNS = "l.repository_id, l.name, l.scope, l.description, l.categories, l.platforms, l.stars,"
            + " l.pulls, l.created_at, l.pushed_at, l.archived";

    private static final String SEPARATOR = " ";

    public Listing {
        categories = List.copyOf(categories);
        platforms = List.copyOf(platforms);
    }

    /** The listing in the columns of {@link #COLUMNS}. */
    static Listing of(Row row) {
        return new Listing(
                row.number(1),
                new RepositoryName(row.text(2)),
                row.text(3).isEmpty(),
                row.text(4),
                words(row.text(5)).stream().map(Category::valueOf).toList(),
                words(row.text(6)),
                row.number(7),
                row.number(8),
                Instant.ofEpochMilli(row.number(9)),
                Instant.ofEpochMilli(row.number(10)),
                row.flag(11));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(SEPARATOR));
    }

    String categoriesText() {
        return categories.stream().map(Category::name).collect(Collectors.joining(SEPARATOR));
    }

    String platformsText() {
        return String.join(SEPARATOR, platforms);
    }

    /** Where it is listed: among the public ones, or under its namespace. */
    String scope() {
        return isPublic ? "" : name.namespace();
    }

    /** How much it is liked, from 0 to 99: a step for each time that stars and pulls have grown by a fifth. */
    int popularity() {
        double liked = 1 + 10.0 * stars + pulls;
        return (int) Math.min(99, Math.round(4 * Math.log(liked) / Math.log(2)));
    }

    /** The same with another visibility. */
    public Listing withPublic(boolean shown) {
        return new Listing(
                id, name, shown, description, categories, platforms, stars, pulls, createdAt, pushedAt, archived);
    }

    /** The same under another name. */
    public Listing withName(RepositoryName other) {
        return new Listing(
                id, other, isPublic, description, categories, platforms, stars, pulls, createdAt, pushedAt, archived);
    }

    /** The same with another description and other categories. */
    public Listing describedBy(String text, List<Category> about) {
        return new Listing(id, name, isPublic, text, about, platforms, stars, pulls, createdAt, pushedAt, archived);
    }

    /** The same with other numbers of stars and pulls. */
    public Listing liked(long starred, long pulled) {
        return new Listing(
                id, name, isPublic, description, categories, platforms, starred, pulled, createdAt, pushedAt, archived);
    }

    /** The same, pushed to then, for these platforms. */
    public Listing pushed(Instant at, List<String> now) {
        return new Listing(id, name, isPublic, description, categories, now, stars, pulls, createdAt, at, archived);
    }

    /** The same, to be read only or not. */
    public Listing withArchived(boolean now) {
        return new Listing(
                id, name, isPublic, description, categories, platforms, stars, pulls, createdAt, pushedAt, now);
    }
}
