package dev.berth.hub.webhooks;

import dev.berth.accounts.Namespaces;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.hub.EventKind;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of webhooks. */
final class WebhookStore {
    private static final String COLUMNS = "id, repository_id, namespace, name, url, kinds, format, secret, enabled,"
            + " disabled_because, created_at, created_by";
    private static final String SELECT = "select " + COLUMNS + " from webhook where ";

    private WebhookStore() {}

    static void insert(Transaction transaction, Webhook webhook) {
        Webhook.Draft draft = webhook.draft();
        transaction.update(
                "insert into webhook (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                webhook.id(),
                repository(webhook.subject()),
                namespace(webhook.subject()),
                draft.name(),
                draft.url().toString(),
                kinds(draft),
                draft.format().name().toLowerCase(Locale.ROOT),
                webhook.secret(),
                draft.enabled(),
                webhook.disabledBecause(),
                webhook.createdAt().toEpochMilli(),
                webhook.createdBy());
    }

    /** Changes what its maker chose; who enables it makes good what Berth disabled it for. */
    static void update(Transaction transaction, long id, Webhook.Draft draft) {
        transaction.update(
                "update webhook set name = ?, url = ?, kinds = ?, format = ?, enabled = ?,"
                        + " disabled_because = case when ? = 1 then null else disabled_because end where id = ?",
                draft.name(),
                draft.url().toString(),
                kinds(draft),
                draft.format().name().toLowerCase(Locale.ROOT),
                draft.enabled(),
                draft.enabled(),
                id);
        if (draft.enabled()) {
            transaction.update("delete from webhook_trouble where webhook_id = ?", id);
        }
    }

    /** Deletes a webhook with all that was sent to it. */
    static void delete(Transaction transaction, long id) {
        transaction.update(
                "delete from delivery_attempt where delivery_id in (select id from delivery where webhook_id = ?)", id);
        transaction.update("delete from delivery where webhook_id = ?", id);
        transaction.update("delete from webhook_callback where webhook_id = ?", id);
        transaction.update("delete from webhook_trouble where webhook_id = ?", id);
        transaction.update("delete from webhook where id = ?", id);
    }

    static Optional<Webhook> find(Transaction transaction, long id) {
        return transaction.first(SELECT + "id = ?", WebhookStore::read, id);
    }

    static Optional<Webhook> find(Transaction transaction, Subject subject, long id) {
        return find(transaction, id).filter(webhook -> webhook.subject().equals(subject));
    }

    static List<Webhook> of(Transaction transaction, Subject subject) {
        return switch (subject) {
            case Subject.OfRepository(long repository) ->
                transaction.list(SELECT + "repository_id = ? order by id", WebhookStore::read, repository);
            case Subject.OfNamespace(String name) ->
                transaction.list(SELECT + "namespace = ? order by id", WebhookStore::read, name);
        };
    }

    /** Those of this namespace and of all repositories in it. */
    static List<Webhook> within(Transaction transaction, String namespace) {
        return transaction.list(
                SELECT + "namespace = ? or repository_id in (select id from repository where namespace = ?)",
                WebhookStore::read,
                namespace,
                namespace);
    }

    /** Those that are about something which is gone, as long as nobody is to be told of that any more. */
    static List<Webhook> orphans(Transaction transaction) {
        List<Webhook> quiet = transaction.list(
                SELECT + "(namespace is not null or not exists (select 1 from repository r where r.id = repository_id))"
                        + " and not exists (select 1 from delivery d where d.webhook_id = webhook.id and d.due_at is not null)"
                        + " and not exists (select 1 from event e where e.pending is not null"
                        + " and (e.repository_id = webhook.repository_id or e.namespace = webhook.namespace))",
                WebhookStore::read);
        return quiet.stream()
                .filter(webhook -> !(webhook.subject() instanceof Subject.OfNamespace(String name))
                        || Namespaces.isClosed(transaction, name))
                .toList();
    }

    /**
     * Notes that nothing has reached the webhook just now, and answers since when that is so.
     */
    static Instant trouble(Transaction transaction, long id, Instant now) {
        transaction.update(
                "insert into webhook_trouble (webhook_id, since) values (?, ?) on conflict (webhook_id) do nothing",
                id,
                now.toEpochMilli());
        return Instant.ofEpochMilli(transaction.number("select since from webhook_trouble where webhook_id = ?", id));
    }

    static void noTrouble(Transaction transaction, long id) {
        transaction.update("delete from webhook_trouble where webhook_id = ?", id);
    }

    static void disable(Transaction transaction, long id, String because) {
        transaction.update("update webhook set enabled = 0, disabled_because = ? where id = ?", because, id);
        noTrouble(transaction, id);
    }

    private static Webhook read(Row row) {
        Subject subject = row.optionalNumber(2)
                .<Subject>map(Subject.OfRepository::new)
                .orElseGet(() -> new Subject.OfNamespace(row.text(3)));
        return new Webhook(
                row.number(1),
                subject,
                new Webhook.Draft(
                        row.text(4),
                        URI.create(row.text(5)),
                        Arrays.stream(row.text(6).split(","))
                                .map(EventKind::new)
                                .collect(Collectors.toSet()),
                        Format.valueOf(row.text(7).toUpperCase(Locale.ROOT)),
                        row.flag(9)),
                row.text(8),
                row.optionalText(10),
                Instant.ofEpochMilli(row.number(11)),
                row.text(12));
    }

    private static String kinds(Webhook.Draft draft) {
        return draft.kinds().stream().map(EventKind::name).sorted().collect(Collectors.joining(","));
    }

    private static Optional<Long> repository(Subject subject) {
        return subject instanceof Subject.OfRepository(long id) ? Optional.of(id) : Optional.empty();
    }

    private static Optional<String> namespace(Subject subject) {
        return subject instanceof Subject.OfNamespace(String name) ? Optional.of(name) : Optional.empty();
    }
}
