package dev.berth.hub;

import dev.berth.accounts.api.Json;
import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** What happened, in its order: only ever added to, by whoever changes something, inside the transaction that does. */
public final class Events {
    static final String COLUMNS =
            "id, at, kind, actor, namespace, repository_id, repository, tag, digest, previous, detail";
    private static final String SELECT = "select " + COLUMNS + " from event";

    /** Marks the event for webhooks in the same statement, where one of them may want to know. */
    private static final String INSERT = "insert into event (" + COLUMNS + ", pending)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (select 1 from webhook where repository_id = ?"
            + " union all select 1 from webhook where namespace = ? limit 1))";

    private final Database database;
    private final InstantSource clock;
    private final EventIds ids = new EventIds();

    public Events(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes an event down, inside the transaction that made it happen. */
    public void add(Transaction transaction, Event event) {
        long now = clock.millis();
        transaction.update(
                INSERT,
                ids.next(now),
                now,
                event.kind().name(),
                event.actor(),
                event.namespace(),
                event.repositoryId(),
                event.repository().map(RepositoryName::value),
                event.tag().map(Tag::name),
                event.digest().map(Digest::toString),
                event.previous().map(Digest::toString),
                event.detail().isEmpty() ? "{}" : Json.text(event.detail()),
                event.repositoryId(),
                event.namespace());
    }

    /**
     * What happened to a tag, the newest first.
     *
     * @param before the id that all of them are below; {@link Long#MAX_VALUE} to begin with the newest
     */
    public List<HappenedEvent> ofTag(long repository, Tag tag, long before, int limit) {
        return database.read(transaction -> transaction.list(
                SELECT + " where repository_id = ? and tag = ? and id < ? order by id desc limit ?",
                Events::read,
                repository,
                tag.name(),
                before,
                limit));
    }

    /**
     * What happened to a repository, the newest first.
     *
     * @param before the id that all of them are below; {@link Long#MAX_VALUE} to begin with the newest
     */
    public List<HappenedEvent> ofRepository(long repository, long before, int limit) {
        return database.read(transaction -> transaction.list(
                SELECT + " where repository_id = ? and id < ? order by id desc limit ?",
                Events::read,
                repository,
                before,
                limit));
    }

    /** An id for something that happens now, in the order of the events. */
    public long freshId() {
        return ids.next(clock.millis());
    }

    /** The lowest id that anything at this moment, or later, can have. */
    public static long firstId(Instant moment) {
        return EventIds.first(moment);
    }

    /** The oldest events that are marked for webhooks. */
    public static List<HappenedEvent> pending(Transaction transaction, int limit) {
        return transaction.list(SELECT + " where pending is not null order by id limit ?", Events::read, limit);
    }

    /** Takes the mark from an event; answers false when somebody else has. */
    public static boolean settle(Transaction transaction, long id) {
        return transaction.update("update event set pending = null where id = ? and pending is not null", id) == 1;
    }

    @SuppressWarnings("unchecked") // Details are written by add, above.
    static HappenedEvent read(Row row) {
        Map<String, Object> detail = Json.read(row.text(11), Map.class);
        return new HappenedEvent(
                row.number(1),
                Instant.ofEpochMilli(row.number(2)),
                new Event(
                        new EventKind(row.text(3)),
                        row.optionalText(4),
                        row.text(5),
                        row.optionalNumber(6),
                        row.optionalText(7).map(RepositoryName::parse),
                        row.optionalText(8).map(Tag::parse),
                        row.optionalText(9).map(Digest::parse),
                        row.optionalText(10).map(Digest::parse),
                        detail));
    }
}
