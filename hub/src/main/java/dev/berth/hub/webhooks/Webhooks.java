package dev.berth.hub.webhooks;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.database.jobs.Queue;
import dev.berth.hub.Event;
import dev.berth.hub.EventKind;
import dev.berth.hub.Events;
import dev.berth.hub.HappenedEvent;
import dev.berth.hub.webhooks.Delivery.State;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Repositories;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The webhooks of repositories and organisations, and what was sent to them. */
public final class Webhooks {
    /** How many one repository or organisation may have. */
    public static final int MOST = 20;

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 2000;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Database database;
    private final Events events;
    private final WebhookConfig config;
    private final Messages messages;
    private final InstantSource clock;
    private final Dispatch dispatch;
    private final Callbacks callbacks;

    public Webhooks(
            Database database, Events events, RepositoryFacts facts, WebhookConfig config, InstantSource clock) {
        this.database = database;
        this.events = events;
        this.config = config;
        this.messages = new Messages(facts, config.externalUrl());
        this.clock = clock;
        this.callbacks = new Callbacks(database, clock);
        this.dispatch = new Dispatch(database, events, facts, config, clock);
    }

    /** What calls them. */
    public Dispatch dispatch() {
        return dispatch;
    }

    /** What waits to be sent. */
    public List<Queue> queues() {
        return database.read(transaction -> List.of(
                Queue.of(
                        transaction,
                        "events",
                        "Events whose webhooks are still to be found",
                        "select id from event where pending is not null"),
                Queue.of(
                        transaction,
                        "webhooks",
                        "Calls of webhooks that wait for their turn or for another try",
                        "select id from delivery where due_at is not null")));
    }

    /** What their receivers say of what they were sent. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** Those of a repository or an organisation, the oldest first. */
    public List<Webhook> of(Subject subject) {
        return database.read(transaction -> WebhookStore.of(transaction, subject));
    }

    /** One of them; empty where the subject has none of this id. */
    public Optional<Webhook> find(Subject subject, long id) {
        return database.read(transaction -> WebhookStore.find(transaction, subject, id));
    }

    /**
     * Makes a webhook, with a secret of its own.
     *
     * @param by the account that makes it
     * @throws WebhookFailure when it cannot be like this
     */
    public Webhook make(Subject subject, Webhook.Draft draft, String by) {
        check(draft);
        Webhook webhook =
                new Webhook(events.freshId(), subject, draft, secret(), Optional.empty(), clock.instant(), by);
        database.write(transaction -> {
            if (WebhookStore.of(transaction, subject).size() >= MOST) {
                throw new WebhookFailure("there are " + MOST + " webhooks already, which is as many as there may be");
            }
            WebhookStore.insert(transaction, webhook);
            tell(transaction, EventKind.WEBHOOK_CREATED, by, webhook);
            return true;
        });
        return webhook;
    }

    /**
     * Changes what its maker chose; empty where the subject has none of this id.
     *
     * @throws WebhookFailure when it cannot be like this
     */
    public Optional<Webhook> change(Subject subject, long id, Webhook.Draft draft, String by) {
        check(draft);
        return database.write(transaction -> {
            if (WebhookStore.find(transaction, subject, id).isEmpty()) {
                return Optional.empty();
            }
            WebhookStore.update(transaction, id, draft);
            Optional<Webhook> changed = WebhookStore.find(transaction, subject, id);
            changed.ifPresent(webhook -> tell(transaction, EventKind.WEBHOOK_CHANGED, by, webhook));
            return changed;
        });
    }

    /** Deletes it with all that was sent to it; answers false where the subject has none of this id. */
    public boolean delete(Subject subject, long id, String by) {
        return database.write(transaction -> {
            Optional<Webhook> webhook = WebhookStore.find(transaction, subject, id);
            webhook.ifPresent(it -> {
                WebhookStore.delete(transaction, id);
                tell(transaction, EventKind.WEBHOOK_DELETED, by, it);
            });
            return webhook.isPresent();
        });
    }

    /** Deletes those of a person who goes, and of all repositories left behind, inside the transaction that closes the account. */
    public static void forget(Transaction transaction, String person) {
        WebhookStore.within(transaction, person).forEach(webhook -> WebhookStore.delete(transaction, webhook.id()));
    }

    /**
     * Has a webhook called for a trial.
     *
     * @throws WebhookFailure when it is disabled
     */
    public Delivery test(Webhook webhook, String by) {
        Event event = database.read(transaction -> event(transaction, Messages.PING, Optional.of(by), webhook))
                .orElseThrow(() -> new WebhookFailure("its repository is gone"));
        HappenedEvent trial = new HappenedEvent(events.freshId(), clock.instant(), event);
        return send(webhook, trial.id(), Messages.PING, messages.of(trial, webhook));
    }

    /**
     * Sends again what was sent before.
     *
     * @throws WebhookFailure when the webhook is disabled
     */
    public Delivery again(Webhook webhook, Delivery delivery) {
        return send(webhook, delivery.event(), delivery.kind(), delivery.message());
    }

    private Delivery send(Webhook webhook, long event, EventKind kind, Delivery.Message message) {
        if (!webhook.draft().enabled()) {
            throw new WebhookFailure("the webhook is disabled: enable it first");
        }
        Delivery delivery = new Delivery(
                events.freshId(),
                webhook.id(),
                event,
                kind,
                message,
                State.WAITING,
                0,
                clock.instant(),
                Optional.of(clock.instant()));
        database.write(transaction -> {
            DeliveryStore.insert(transaction, delivery);
            return true;
        });
        dispatch.wake();
        return delivery;
    }

    /** What was sent to a webhook, the newest first, all below this id. */
    public List<Delivery> deliveries(long webhook, long before, int limit) {
        return database.read(transaction -> DeliveryStore.page(transaction, webhook, before, limit));
    }

    /** One of these; empty where there is none of this id. */
    public Optional<Delivery> delivery(long webhook, long id) {
        return database.read(transaction -> DeliveryStore.find(transaction, webhook, id));
    }

    /** How often a delivery was tried, and what came of it. */
    public List<Delivery.Attempt> attempts(long delivery) {
        return database.read(transaction -> DeliveryStore.attempts(transaction, delivery));
    }

    private void tell(Transaction transaction, EventKind kind, String by, Webhook webhook) {
        event(transaction, kind, Optional.of(by), webhook).ifPresent(event -> events.add(transaction, event));
    }

    /** An event about a webhook; none where its repository is gone. */
    static Optional<Event> event(Transaction transaction, EventKind kind, Optional<String> by, Webhook webhook) {
        Optional<Event> event = switch (webhook.subject()) {
            case Subject.OfNamespace(String name) -> Optional.of(Event.ofNamespace(kind, by, name));
            case Subject.OfRepository(long id) ->
                Repositories.name(transaction, id).map((RepositoryName name) -> Event.ofRepository(kind, by, id, name));
        };
        return event.map(it -> it.with("webhook", String.valueOf(webhook.id()))
                .with("name", webhook.draft().name())
                .with("host", webhook.draft().url().getHost()));
    }

    private void check(Webhook.Draft draft) {
        require(!draft.name().isBlank() && draft.name().length() <= LONGEST_NAME, "name: 1 to 100 characters");
        require(!draft.kinds().isEmpty(), "events: at least one kind");
        URI url = draft.url();
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        require(scheme.equals("https") || scheme.equals("http"), "url: http:// or https:// is needed");
        require(url.getHost() != null && url.toString().length() <= LONGEST_URL, "url: it names no host");
        require(url.getRawUserInfo() == null, "url: no name and password in it, since everybody here would see them");
        require(url.getRawFragment() == null, "url: no fragment");
        require(
                draft.format() != Format.HUB || draft.kinds().equals(Set.of(EventKind.TAG_PUSHED)),
                "events: the format hub tells of " + EventKind.TAG_PUSHED + " alone; choose cloudevents for more");
        if (!config.privateNetworks()) {
            literal(url.getHost())
                    .ifPresent(address -> require(
                            Reach.isPublic(address), "url: it leads into a private network, which is not allowed"));
        }
    }

    /** The address that a host is; empty where it is a name, whose meaning is looked up when it is called. */
    private static Optional<InetAddress> literal(String host) {
        try {
            return Optional.of(InetAddress.ofLiteral(host));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void require(boolean holds, String explanation) {
        if (!holds) {
            throw new WebhookFailure(explanation);
        }
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "berth_whs_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
