package dev.berth.hub.webhooks;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Transaction;
import dev.berth.hub.Event;
import dev.berth.hub.Events;
import dev.berth.hub.HappenedEvent;
import dev.berth.hub.webhooks.Delivery.State;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes deliveries of the events that are marked for webhooks. */
final class Outbox {
    private static final int TOGETHER = 50;

    private final Database database;
    private final Events events;
    private final Messages messages;
    private final InstantSource clock;

    Outbox(Database database, Events events, Messages messages, InstantSource clock) {
        this.database = database;
        this.events = events;
        this.messages = messages;
        this.clock = clock;
    }

    /** An event with what is to be sent because of it. */
    private record Outgoing(long event, List<Delivery> deliveries) {}

    /** Makes the deliveries of all marked events, whoever else does so at the same time. */
    void empty() {
        List<HappenedEvent> pending;
        do {
            pending = database.read(transaction -> Events.pending(transaction, TOGETHER));
            // Messages tell of what is in the blob store, so they are made before the transaction.
            List<Outgoing> all = pending.stream().map(this::outgoing).toList();
            if (!all.isEmpty()) {
                database.write(Durability.PROCESS_DEATH, transaction -> keep(transaction, all));
            }
        } while (pending.size() == TOGETHER);
    }

    private Outgoing outgoing(HappenedEvent happened) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Webhook webhook : listeners(happened)) {
            deliveries.add(new Delivery(
                    events.freshId(),
                    webhook.id(),
                    happened.id(),
                    happened.event().kind(),
                    messages.of(happened, webhook),
                    State.WAITING,
                    0,
                    clock.instant(),
                    Optional.of(clock.instant())));
        }
        return new Outgoing(happened.id(), deliveries);
    }

    /** Those that want to know; who came after an event is not told of it. */
    private List<Webhook> listeners(HappenedEvent happened) {
        Event event = happened.event();
        List<Webhook> all = new ArrayList<>();
        database.read(transaction -> {
            event.repositoryId()
                    .ifPresent(id -> all.addAll(WebhookStore.of(transaction, new Subject.OfRepository(id))));
            all.addAll(WebhookStore.of(transaction, new Subject.OfNamespace(event.namespace())));
            return true;
        });
        return all.stream()
                .filter(webhook ->
                        webhook.wants(event.kind()) && !webhook.createdAt().isAfter(happened.at()))
                .toList();
    }

    private static boolean keep(Transaction transaction, List<Outgoing> all) {
        for (Outgoing outgoing : all) {
            if (Events.settle(transaction, outgoing.event())) {
                outgoing.deliveries().forEach(delivery -> DeliveryStore.insert(transaction, delivery));
            }
        }
        return true;
    }
}
