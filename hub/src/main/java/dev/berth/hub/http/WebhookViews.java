package dev.berth.hub.http;

import dev.berth.accounts.api.Call;
import dev.berth.hub.EventKind;
import dev.berth.hub.webhooks.Callback;
import dev.berth.hub.webhooks.Callbacks;
import dev.berth.hub.webhooks.Delivery;
import dev.berth.hub.webhooks.Format;
import dev.berth.hub.webhooks.Webhook;
import dev.berth.oci.Quoted;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Webhooks and what was sent to them, as the REST API shows them. */
final class WebhookViews {
    private WebhookViews() {}

    /**
     * A webhook to be made.
     *
     * @param events the kinds of events that it is told of
     * @param enabled whether it is called; it is where nothing is said
     */
    record WebhookDraft(String name, String url, List<String> events, Format format, Optional<Boolean> enabled) {
        Webhook.Draft draft() {
            return new Webhook.Draft(name, WebhookViews.url(url), kinds(events), format, enabled.orElse(true));
        }
    }

    /** What is to change of a webhook; what is absent stays. */
    record WebhookChange(
            Optional<String> name,
            Optional<String> url,
            Optional<List<String>> events,
            Optional<Format> format,
            Optional<Boolean> enabled) {
        Webhook.Draft applied(Webhook.Draft before) {
            return new Webhook.Draft(
                    name.orElse(before.name()),
                    url.map(WebhookViews::url).orElse(before.url()),
                    events.map(WebhookViews::kinds).orElse(before.kinds()),
                    format.orElse(before.format()),
                    enabled.orElse(before.enabled()));
        }
    }

    /**
     * A webhook.
     *
     * @param disabledBecause why Berth has disabled it by itself
     * @param secret what its calls are signed with; told once, when it is made
     */
    record WebhookView(
            String id,
            String name,
            String url,
            List<String> events,
            Format format,
            boolean enabled,
            Optional<String> disabledBecause,
            Instant createdAt,
            String createdBy,
            Optional<String> secret) {
        static WebhookView of(Webhook webhook) {
            return view(webhook, Optional.empty());
        }

        static WebhookView withSecret(Webhook webhook) {
            return view(webhook, Optional.of(webhook.secret()));
        }

        private static WebhookView view(Webhook webhook, Optional<String> secret) {
            Webhook.Draft draft = webhook.draft();
            return new WebhookView(
                    String.valueOf(webhook.id()),
                    draft.name(),
                    draft.url().toString(),
                    draft.kinds().stream().map(EventKind::name).sorted().toList(),
                    draft.format(),
                    draft.enabled(),
                    webhook.disabledBecause(),
                    webhook.createdAt(),
                    webhook.createdBy(),
                    secret);
        }
    }

    /**
     * Something that was sent to a webhook.
     *
     * @param event the kind of event
     * @param eventId the event, the same for each delivery of it
     * @param attempts how often it was tried
     * @param nextAttemptAt when it is tried again
     */
    record DeliveryView(
            String id,
            String event,
            String eventId,
            Delivery.State state,
            int attempts,
            Instant at,
            Optional<Instant> nextAttemptAt) {
        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    String.valueOf(delivery.id()),
                    delivery.kind().name(),
                    String.valueOf(delivery.event()),
                    delivery.state(),
                    delivery.tries(),
                    delivery.createdAt(),
                    delivery.dueAt());
        }
    }

    /** One try of a delivery. */
    record AttemptView(
            int number,
            Instant at,
            long durationMs,
            Optional<Integer> status,
            Optional<String> problem,
            Map<String, String> requestHeaders,
            Map<String, String> responseHeaders,
            String responseBody) {
        static AttemptView of(Delivery.Attempt attempt) {
            return new AttemptView(
                    attempt.number(),
                    attempt.at(),
                    attempt.took().toMillis(),
                    attempt.status(),
                    attempt.failure(),
                    attempt.requestHeaders(),
                    attempt.responseHeaders(),
                    attempt.responseBody());
        }
    }

    /** What the receiver said of it later. */
    record CallbackView(
            Callback.State state, String context, String description, Optional<String> targetUrl, Instant at) {
        static CallbackView of(Callbacks.Noted noted) {
            Callback callback = noted.callback();
            return new CallbackView(
                    callback.state(), callback.context(), callback.description(), callback.targetUrl(), noted.at());
        }
    }

    /**
     * A delivery with all that was sent and answered.
     *
     * @param tries every try, the first one first
     * @param callbacks what the receiver said of the event later
     */
    record DeliveryDetails(
            String id,
            String event,
            String eventId,
            Delivery.State state,
            int attempts,
            Instant at,
            Optional<Instant> nextAttemptAt,
            String requestBody,
            List<AttemptView> tries,
            List<CallbackView> callbacks) {
        static DeliveryDetails of(Delivery delivery, List<Delivery.Attempt> attempts, List<Callbacks.Noted> callbacks) {
            DeliveryView view = DeliveryView.of(delivery);
            return new DeliveryDetails(
                    view.id(),
                    view.event(),
                    view.eventId(),
                    view.state(),
                    view.attempts(),
                    view.at(),
                    view.nextAttemptAt(),
                    delivery.message().body(),
                    attempts.stream().map(AttemptView::of).toList(),
                    callbacks.stream().map(CallbackView::of).toList());
        }
    }

    private static URI url(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw Call.invalid("url: " + Quoted.of(text) + " is none");
        }
    }

    private static Set<EventKind> kinds(List<String> names) {
        return names.stream().map(WebhookViews::kind).collect(Collectors.toSet());
    }

    private static EventKind kind(String name) {
        return WebhookKinds.named(name)
                .orElseThrow(() -> Call.invalid(
                        "events: there is none such as " + Quoted.of(name) + "; there are " + WebhookKinds.all()));
    }
}
