package dev.berth.hub.webhooks;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Transaction;
import dev.berth.hub.Event;
import dev.berth.hub.EventKind;
import dev.berth.hub.Events;
import dev.berth.hub.webhooks.Delivery.Attempt;
import dev.berth.hub.webhooks.Delivery.State;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings deliveries to one webhook after the other. What is being sent is claimed in the database, so nodes do not send the same
 * twice; only where one dies in the middle, the next one sends it again.
 */
final class Courier {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Database database;
    private final Events events;
    private final WebhookConfig config;
    private final InstantSource clock;

    Courier(Database database, Events events, WebhookConfig config, InstantSource clock) {
        this.database = database;
        this.events = events;
        this.config = config;
        this.clock = clock;
    }

    /** Brings everything that is due for a webhook, in its order, as long as it shall go on. */
    void deliverAll(Calls calls, long webhook, BooleanSupplier goOn) throws InterruptedException {
        Optional<Claimed> next = claim(webhook);
        while (next.isPresent()) {
            Claimed claimed = next.get();
            Attempt attempt = send(calls, claimed);
            database.write(Durability.PROCESS_DEATH, transaction -> note(transaction, claimed, attempt));
            next = goOn.getAsBoolean() ? claim(webhook) : Optional.empty();
        }
    }

    private record Claimed(Webhook webhook, Delivery delivery) {}

    private Optional<Claimed> claim(long id) {
        Instant now = clock.instant();
        return database.write(Durability.PROCESS_DEATH, transaction -> {
            Optional<Webhook> webhook =
                    WebhookStore.find(transaction, id).filter(it -> it.draft().enabled());
            if (webhook.isEmpty()) {
                DeliveryStore.drop(transaction, id);
                return Optional.empty();
            }
            // A call that takes as long as it may, and what is noted of it, are over by then.
            return DeliveryStore.claim(
                            transaction, id, now, now.plus(config.timeout().multipliedBy(3)))
                    .map(delivery -> new Claimed(webhook.get(), delivery));
        });
    }

    private Attempt send(Calls calls, Claimed claimed) throws InterruptedException {
        Delivery delivery = claimed.delivery();
        Instant at = clock.instant();
        long from = System.nanoTime();
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Berth-Event", delivery.kind().name());
        headers.put("Berth-Event-Id", String.valueOf(delivery.event()));
        headers.put("Berth-Delivery", String.valueOf(delivery.id()));
        headers.put(
                Signature.HEADER,
                Signature.of(claimed.webhook().secret(), at, delivery.message().body()));
        Optional<Calls.Answer> answer = Optional.empty();
        Optional<String> failure;
        try {
            answer = Optional.of(calls.post(
                    claimed.webhook().draft().url(),
                    delivery.message().contentType(),
                    headers,
                    delivery.message().body()));
            failure = judge(answer.get().status());
        } catch (IOException e) {
            failure = Optional.of(String.valueOf(e.getMessage()));
        }
        Map<String, String> sent = new LinkedHashMap<>(headers);
        sent.put("Content-Type", delivery.message().contentType());
        return new Attempt(
                delivery.tries(),
                at,
                Duration.ofNanos(System.nanoTime() - from),
                sent,
                answer.map(Calls.Answer::status),
                answer.map(Calls.Answer::headers).orElse(Map.of()),
                answer.map(Calls.Answer::body).orElse(""),
                failure);
    }

    private static Optional<String> judge(int status) {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        return Optional.of(
                status >= 300 && status < 400
                        ? "the answer is a redirect (" + status + "), which is not followed"
                        : "the answer has the status " + status);
    }

    private boolean note(Transaction transaction, Claimed claimed, Attempt attempt) {
        Delivery delivery = claimed.delivery();
        DeliveryStore.insert(transaction, delivery.id(), attempt);
        if (attempt.failure().isEmpty()) {
            DeliveryStore.settle(transaction, delivery, State.DELIVERED, Optional.empty());
            WebhookStore.noTrouble(transaction, claimed.webhook().id());
            return true;
        }
        Instant now = clock.instant();
        Optional<Instant> next = delivery.kind().equals(Messages.PING)
                ? Optional.empty()
                : Retries.after(delivery.tries(), ThreadLocalRandom.current()).map(now::plus);
        DeliveryStore.settle(transaction, delivery, next.isPresent() ? State.WAITING : State.FAILED, next);
        Instant since = WebhookStore.trouble(transaction, claimed.webhook().id(), now);
        if (since.plus(config.patience()).isBefore(now)) {
            disable(transaction, claimed.webhook(), since, attempt.failure().get());
        }
        return false;
    }

    private void disable(Transaction transaction, Webhook webhook, Instant since, String failure) {
        String because = "nothing has reached it since " + since + ": " + failure;
        WebhookStore.disable(transaction, webhook.id(), because);
        DeliveryStore.drop(transaction, webhook.id());
        Webhooks.event(transaction, EventKind.WEBHOOK_DISABLED, Optional.empty(), webhook)
                .map(event -> event.with("because", because))
                .ifPresent(event -> add(transaction, event));
        log.info("the webhook {} was disabled: {}", webhook.id(), because);
    }

    private void add(Transaction transaction, Event event) {
        events.add(transaction, event);
    }
}
