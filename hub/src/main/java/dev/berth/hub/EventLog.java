package dev.berth.hub;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads what happened, the newest first, page by page. */
public final class EventLog {
    /** How many events one page looks through; where few of them are wanted, the page is shorter than it might be. */
    private static final int LOOKED_THROUGH = 10_000;

    private static final int EXPORTED_TOGETHER = 500;

    private final Database database;

    public EventLog(Database database) {
        this.database = database;
    }

    /**
     * A page of events.
     *
     * @param next below which id the next page begins; empty when there are no more
     */
    public record Slice(List<HappenedEvent> events, Optional<Long> next) {
        public Slice {
            events = List.copyOf(events);
        }
    }

    /**
     * The next events that pass the filter; fewer than asked for, or none, is not the end as long as there is a next page.
     *
     * @param before the id that all of them are below; {@link Long#MAX_VALUE} to begin with the newest
     */
    public Slice page(EventFilter filter, long before, int size) {
        return database.read(transaction -> page(transaction, filter, before, size));
    }

    /** Hands on all events that pass the filter, the newest first; they are read a few at a time, as they are taken. */
    public void each(EventFilter filter, Consumer<HappenedEvent> taker) {
        Optional<Long> before = Optional.of(Long.MAX_VALUE);
        while (before.isPresent()) {
            Slice slice = page(filter, before.get(), EXPORTED_TOGETHER);
            slice.events().forEach(taker);
            before = slice.next();
        }
    }

    private static Slice page(Transaction transaction, EventFilter filter, long before, int size) {
        long highest =
                filter.to().map(to -> Math.min(before, EventIds.first(to))).orElse(before);
        List<Object> window = new ArrayList<>();
        String where = where(filter.scope(), window);
        window.add(highest);
        window.add(filter.from().map(EventIds::first).orElse(0L));
        window.add(LOOKED_THROUGH);
        String some = " from event where " + where + "id < ? and id >= ? order by id desc limit ?";

        List<Object> wanted = new ArrayList<>(window);
        String conditions = conditions(filter, wanted);
        wanted.add(size + 1);
        List<HappenedEvent> found = transaction.list(
                "select " + Events.COLUMNS + " from (select " + Events.COLUMNS + some + ") window_of_events"
                        + conditions + " order by id desc limit ?",
                Events::read,
                wanted.toArray());
        if (found.size() > size) {
            List<HappenedEvent> events = found.subList(0, size);
            return new Slice(events, Optional.of(events.getLast().id()));
        }
        record Looked(long count, long lowest) {}
        Looked looked = transaction
                .first(
                        "select count(*), min(id) from (select id" + some + ") window_of_ids",
                        row -> new Looked(row.number(1), row.number(2)),
                        window.toArray())
                .orElseThrow();
        return new Slice(found, looked.count() == LOOKED_THROUGH ? Optional.of(looked.lowest()) : Optional.empty());
    }

    private static String where(EventFilter.Scope scope, List<Object> parameters) {
        return switch (scope) {
            case EventFilter.Scope.Everything() -> "";
            case EventFilter.Scope.Namespace(String name) -> {
                parameters.add(name);
                yield "namespace = ? and ";
            }
            case EventFilter.Scope.Repository(long id) -> {
                parameters.add(id);
                yield "repository_id = ? and ";
            }
        };
    }

    private static String conditions(EventFilter filter, List<Object> parameters) {
        List<String> conditions = new ArrayList<>();
        List<String> ofKinds = new ArrayList<>();
        for (String kind : filter.kinds()) {
            // All that begin with the kind and a dot: a slash is what follows the dot among the bytes.
            ofKinds.add("kind = ? or kind >= ? and kind < ?");
            parameters.addAll(List.of(kind, kind + ".", kind + "/"));
        }
        if (!ofKinds.isEmpty()) {
            conditions.add("(" + String.join(" or ", ofKinds) + ")");
        }
        filter.actor().ifPresent(actor -> {
            conditions.add("actor = ?");
            parameters.add(actor);
        });
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }
}
