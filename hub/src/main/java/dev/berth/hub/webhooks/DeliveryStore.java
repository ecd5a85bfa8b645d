package dev.berth.hub.webhooks;

import dev.berth.accounts.api.Json;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.hub.EventKind;
import dev.berth.hub.webhooks.Delivery.Attempt;
import dev.berth.hub.webhooks.Delivery.Message;
import dev.berth.hub.webhooks.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The rows of deliveries and of their tries. */
final class DeliveryStore {
    private static final String COLUMNS =
            "id, webhook_id, event_id, kind, content_type, body, state, attempts, created_at, due_at";
    private static final String SELECT = "select " + COLUMNS + " from delivery where ";
    private static final int FORGOTTEN_TOGETHER = 500;

    private DeliveryStore() {}

    static void insert(Transaction transaction, Delivery delivery) {
        transaction.update(
                "insert into delivery (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                delivery.id(),
                delivery.webhook(),
                delivery.event(),
                delivery.kind().name(),
                delivery.message().contentType(),
                delivery.message().body(),
                name(delivery.state()),
                delivery.tries(),
                delivery.createdAt().toEpochMilli(),
                delivery.dueAt().map(Instant::toEpochMilli));
    }

    /** The webhooks that something is due for. */
    static List<Long> due(Transaction transaction, Instant now, int limit) {
        return transaction.list(
                "select distinct webhook_id from delivery where due_at <= ? limit ?",
                row -> row.number(1),
                now.toEpochMilli(),
                limit);
    }

    /**
     * Claims the first delivery that is due for a webhook, and counts it as tried; empty where none is due, and while another
     * one of the same webhook is claimed, so that they come in their order.
     */
    static Optional<Delivery> claim(Transaction transaction, long webhook, Instant now, Instant until) {
        return transaction.first(
                "update delivery set claimed_until = ?, attempts = attempts + 1 where id = (select id from delivery"
                        + " where webhook_id = ? and due_at <= ? order by id limit 1) and not exists (select 1 from delivery"
                        + " where webhook_id = ? and due_at is not null and claimed_until > ?) returning " + COLUMNS,
                DeliveryStore::read,
                until.toEpochMilli(),
                webhook,
                now.toEpochMilli(),
                webhook,
                now.toEpochMilli());
    }

    /** Ends a try of a delivery, unless another node has begun the next one because this one took too long. */
    static void settle(Transaction transaction, Delivery claimed, State state, Optional<Instant> dueAt) {
        transaction.update(
                "update delivery set state = ?, due_at = ?, claimed_until = null where id = ? and attempts = ?",
                name(state),
                dueAt.map(Instant::toEpochMilli),
                claimed.id(),
                claimed.tries());
    }

    /** Gives up all that waits for a webhook. */
    static void drop(Transaction transaction, long webhook) {
        transaction.update(
                "update delivery set state = ?, due_at = null, claimed_until = null"
                        + " where webhook_id = ? and due_at is not null",
                name(State.DROPPED),
                webhook);
    }

    static void insert(Transaction transaction, long delivery, Attempt attempt) {
        transaction.update(
                "insert into delivery_attempt (delivery_id, number, at, took, request_headers, status, response_headers,"
                        + " response_body, failure) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (delivery_id, number) do nothing",
                delivery,
                attempt.number(),
                attempt.at().toEpochMilli(),
                attempt.took().toMillis(),
                Json.text(attempt.requestHeaders()),
                attempt.status(),
                Json.text(attempt.responseHeaders()),
                attempt.responseBody(),
                attempt.failure());
    }

    /** Whether this event was sent to this webhook. */
    static boolean has(Transaction transaction, long webhook, long event) {
        return transaction.exists(
                "select 1 from delivery where webhook_id = ? and event_id = ? limit 1", webhook, event);
    }

    static Optional<Delivery> find(Transaction transaction, long webhook, long id) {
        return transaction.first(SELECT + "id = ? and webhook_id = ?", DeliveryStore::read, id, webhook);
    }

    /** The deliveries of a webhook, the newest first, all below this id. */
    static List<Delivery> page(Transaction transaction, long webhook, long before, int limit) {
        return transaction.list(
                SELECT + "webhook_id = ? and id < ? order by id desc limit ?",
                DeliveryStore::read,
                webhook,
                before,
                limit);
    }

    static List<Attempt> attempts(Transaction transaction, long delivery) {
        return transaction.list(
                "select number, at, took, request_headers, status, response_headers, response_body, failure"
                        + " from delivery_attempt where delivery_id = ? order by number",
                DeliveryStore::attempt,
                delivery);
    }

    /** Forgets some deliveries that are over and have an id below this one; answers whether there may be more. */
    static boolean forget(Transaction transaction, long below) {
        List<Long> old = transaction.list(
                "select id from delivery where id < ? and due_at is null order by id limit ?",
                row -> row.number(1),
                below,
                FORGOTTEN_TOGETHER);
        for (long id : old) {
            transaction.update("delete from delivery_attempt where delivery_id = ?", id);
            transaction.update("delete from delivery where id = ?", id);
        }
        // Events have ids of the same time.
        transaction.update("delete from webhook_callback where event_id < ?", below);
        return old.size() == FORGOTTEN_TOGETHER;
    }

    private static Delivery read(Row row) {
        return new Delivery(
                row.number(1),
                row.number(2),
                row.number(3),
                new EventKind(row.text(4)),
                new Message(row.text(5), row.text(6)),
                State.valueOf(row.text(7).toUpperCase(Locale.ROOT)),
                (int) row.number(8),
                Instant.ofEpochMilli(row.number(9)),
                row.optionalNumber(10).map(Instant::ofEpochMilli));
    }

    @SuppressWarnings("unchecked") // Headers are written by insert, above.
    private static Attempt attempt(Row row) {
        return new Attempt(
                (int) row.number(1),
                Instant.ofEpochMilli(row.number(2)),
                Duration.ofMillis(row.number(3)),
                Json.read(row.text(4), Map.class),
                row.optionalNumber(5).map(Long::intValue),
                Json.read(row.text(6), Map.class),
                row.text(7),
                row.optionalText(8));
    }

    private static String name(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
