package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tags of a repository as its pages list them. */
public final class TagRows {
    private static final String ROW = "select t.name, t.digest, t.updated_at, t.updated_by, m.media_type, m.size,"
            + " i.inspected, coalesce(i.size, 0), coalesce(i.platforms, ''), i.created_at from tag t"
            + " join manifest m on m.repository_id = t.repository_id and m.digest = t.digest"
            + " left join image i on i.repository_id = t.repository_id and i.digest = t.digest"
            + " where t.repository_id = ?";
    private static final int MOST_KEYS_AT_ONCE = 1000;

    private final Database database;

    TagRows(Database database) {
        this.database = database;
    }

    /** In which order tags are listed. */
    public enum Order {
        /** The newest version first. */
        VERSION(" and (t.version_key, t.name) < (?, ?)", " order by t.version_key desc, t.name desc"),
        /** By the bytes of their names. */
        NAME(" and t.name > ?", " order by t.name"),
        /** What was pushed last first. */
        PUSHED(" and (t.updated_at, t.name) < (?, ?)", " order by t.updated_at desc, t.name desc");

        private final String behind;
        private final String sorted;

        Order(String behind, String sorted) {
            this.behind = behind;
            this.sorted = sorted;
        }

        /** Where a tag stands in this order, as text to go on from. */
        public String position(TagRow tag) {
            return this == PUSHED ? tag.pushedAt().toEpochMilli() + ":" + tag.name() : tag.name();
        }

        private List<Object> parameters(String position) {
            return switch (this) {
                case VERSION -> List.of(VersionKey.of(position), position);
                case NAME -> List.of(position);
                case PUSHED -> {
                    int colon = position.indexOf(':');
                    try {
                        yield List.of(
                                Long.parseLong(position.substring(0, Math.max(0, colon))),
                                position.substring(colon + 1));
                    } catch (NumberFormatException e) {
                        throw new RegistryFailure(
                                WireError.PARAMETER_INVALID, "no list goes on after " + Quoted.of(position));
                    }
                }
            };
        }
    }

    /**
     * A tag.
     *
     * @param manifestSize the bytes of the manifest itself
     * @param facts what is known of its manifest; empty while nobody has inspected it
     */
    public record TagRow(
            String name,
            String digest,
            Instant pushedAt,
            String pushedBy,
            String mediaType,
            long manifestSize,
            Optional<Images.Facts> facts) {
        private static TagRow of(Row row) {
            return new TagRow(
                    row.text(1),
                    row.text(2),
                    Instant.ofEpochMilli(row.number(3)),
                    row.text(4),
                    row.text(5),
                    row.number(6),
                    row.flag(7) ? Optional.of(Images.facts(row, 8)) : Optional.empty());
        }
    }

    /**
     * One page of the repository's tags.
     *
     * @param part what the names must contain, whatever its case; empty for all
     * @param after the position to go on behind; empty to begin
     */
    public List<TagRow> page(long repository, Order order, String part, Optional<String> after, int limit) {
        if (order == Order.VERSION) {
            fillVersionKeys(repository);
        }
        StringBuilder sql = new StringBuilder(ROW);
        List<Object> parameters = new ArrayList<>(List.of(repository));
        if (!part.isEmpty()) {
            sql.append(" and lower(t.name) like ? escape '\\'");
            parameters.add("%" + like(part) + "%");
        }
        after.ifPresent(position -> {
            sql.append(order.behind);
            parameters.addAll(order.parameters(position));
        });
        sql.append(order.sorted).append(" limit ?");
        parameters.add(limit);
        return database.read(transaction -> transaction.list(sql.toString(), TagRow::of, parameters.toArray()));
    }

    /** The tags that were pushed last. */
    public List<TagRow> newest(Transaction transaction, long repository, int limit) {
        return transaction.list(
                ROW + " order by t.updated_at desc, t.name desc limit ?", TagRow::of, repository, limit);
    }

    /** The tag of this name. */
    public Optional<TagRow> find(long repository, String tag) {
        return database.read(transaction -> transaction.first(ROW + " and t.name = ?", TagRow::of, repository, tag));
    }

    /** The names of the tags that point to the digest, newest versions first. */
    public List<String> of(Transaction transaction, long repository, String digest, int limit) {
        // Sorted by what is no column: for the order of an index SQLite would go through all tags of the repository.
        return transaction.list(
                "select name from tag where repository_id = ? and digest = ?"
                        + " order by version_key || '' desc, name desc limit ?",
                row -> row.text(1),
                repository,
                digest,
                limit);
    }

    /** The tag that was pushed last of those that point to the digest. */
    public Optional<String> newestOf(Transaction transaction, long repository, String digest) {
        // As above.
        return transaction.first(
                "select name from tag where repository_id = ? and digest = ?"
                        + " order by updated_at + 0 desc, name limit 1",
                row -> row.text(1),
                repository,
                digest);
    }

    /** Whether an index of the repository names the manifest. */
    public boolean isInIndex(Transaction transaction, long repository, String digest) {
        return transaction.exists(
                "select 1 from manifest_reference where repository_id = ? and digest = ? and kind = 'child' limit 1",
                repository,
                digest);
    }

    /** How many tags the repository has. */
    public long count(Transaction transaction, long repository) {
        return transaction.number("select count(*) from tag where repository_id = ?", repository);
    }

    /** When a tag was last pushed to the repository. */
    public Optional<Instant> lastPush(Transaction transaction, long repository) {
        return transaction.first(
                "select updated_at from tag where repository_id = ? order by updated_at desc limit 1",
                row -> Instant.ofEpochMilli(row.number(1)),
                repository);
    }

    /**
     * What is true of a repository that has a tag whose name begins with a prefix, in SQL with question marks for the
     * {@link #bounds} of the prefix.
     *
     * @param repository the column with the repository's id
     */
    public static String existsIn(String repository) {
        return "exists (select 1 from tag where tag.repository_id = " + repository
                + " and tag.name >= ? and tag.name < ?)";
    }

    /** Between which names those are that begin so: no character of a tag is behind a tilde. */
    public static List<String> bounds(String prefix) {
        return List.of(prefix, prefix + "~");
    }

    /** Text in which the pattern characters of {@code like} stand for themselves, in lower case. */
    static String like(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    /** Tags that an older program pushed have no key yet. */
    private void fillVersionKeys(long repository) {
        boolean more = true;
        while (more) {
            List<String> names = database.read(transaction -> transaction.list(
                    "select name from tag where repository_id = ? and version_key = '' limit ?",
                    row -> row.text(1),
                    repository,
                    MOST_KEYS_AT_ONCE));
            more = !names.isEmpty();
            if (more) {
                database.write(transaction -> {
                    for (String name : names) {
                        transaction.update(
                                "update tag set version_key = ? where repository_id = ? and name = ?",
                                VersionKey.of(name),
                                repository,
                                name);
                    }
                    return true;
                });
            }
        }
    }
}
