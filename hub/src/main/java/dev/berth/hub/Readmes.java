package dev.berth.hub;

import dev.berth.database.Transaction;
import java.time.InstantSource;

/** The long descriptions of repositories, in Markdown. */
public final class Readmes {
    /** How many characters one may have. */
    public static final int LONGEST = 25_000;

    private final InstantSource clock;

    public Readmes(InstantSource clock) {
        this.clock = clock;
    }

    /** The text; empty where there is none. */
    public String of(Transaction transaction, long repository) {
        return transaction
                .first("select markdown from readme where repository_id = ?", row -> row.text(1), repository)
                .orElse("");
    }

    /** Replaces the text; an empty one takes it away. */
    public void keep(Transaction transaction, long repository, String markdown, String by) {
        if (markdown.isEmpty()) {
            transaction.update("delete from readme where repository_id = ?", repository);
            return;
        }
        transaction.update(
                "insert into readme (repository_id, markdown, changed_at, changed_by) values (?, ?, ?, ?)"
                        + " on conflict (repository_id) do update set markdown = excluded.markdown,"
                        + " changed_at = excluded.changed_at, changed_by = excluded.changed_by",
                repository,
                markdown,
                clock.millis(),
                by);
    }
}
