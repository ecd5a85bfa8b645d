package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.http.Problem;
import dev.berth.hub.http.WebhookViews.DeliveryDetails;
import dev.berth.hub.http.WebhookViews.DeliveryView;
import dev.berth.hub.http.WebhookViews.WebhookChange;
import dev.berth.hub.http.WebhookViews.WebhookDraft;
import dev.berth.hub.http.WebhookViews.WebhookView;
import dev.berth.hub.webhooks.Delivery;
import dev.berth.hub.webhooks.Subject;
import dev.berth.hub.webhooks.Webhook;
import dev.berth.hub.webhooks.WebhookFailure;
import dev.berth.hub.webhooks.Webhooks;
import dev.berth.oci.Quoted;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The webhooks of a repository, below {@code /api/v1/repositories/<name>/-/webhooks}, and those of an organisation, below {@code
 * /api/v1/orgs/<org>/webhooks}: for those who look after it.
 */
public final class WebhookEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Webhooks");

    private final Webhooks webhooks;
    private final RepositoryDoor repositories;
    private final NamespaceDoor namespaces;

    public WebhookEndpoints(Webhooks webhooks, RepositoryDoor repositories, NamespaceDoor namespaces) {
        this.webhooks = webhooks;
        this.repositories = repositories;
        this.namespaces = namespaces;
    }

    /**
     * Whose webhooks are at a place of the API.
     *
     * @param suffix what the names of operations end with
     * @param find tells whose they are, and sends away who does not look after them
     */
    private record Place(String path, String suffix, String whose, Access access, Function<Call<?>, Subject> find) {}

    /** Adds the endpoints. */
    public void addTo(Api api) {
        new CallbackEndpoint(webhooks.callbacks()).addTo(api);
        addTo(
                api,
                new Place(
                        "/api/v1/repositories/{name…}/-/webhooks",
                        "",
                        "a repository",
                        Access.ACCOUNT,
                        call -> new Subject.OfRepository(repositories.managed(call))));
        addTo(
                api,
                new Place(
                        "/api/v1/orgs/{org}/webhooks",
                        "_of_organisation",
                        "an organisation",
                        Access.PERSON,
                        call -> new Subject.OfNamespace(namespaces.owned(call))));
    }

    private void addTo(Api api, Place place) {
        String one = place.path() + "/{id}";
        String sent = one + "/deliveries";
        api.add(
                GROUP.get(place.path(), "list_webhooks" + place.suffix(), "The webhooks of " + place.whose())
                        .access(place.access())
                        .answersPage(WebhookView.class, call -> list(call, place)),
                GROUP.post(
                                place.path(),
                                WebhookDraft.class,
                                "make_webhook" + place.suffix(),
                                "Makes a webhook, and tells its secret, once")
                        .access(place.access())
                        .makes(WebhookView.class, call -> make(call, place)),
                GROUP.get(one, "show_webhook" + place.suffix(), "One webhook")
                        .access(place.access())
                        .answers(WebhookView.class, call -> WebhookView.of(find(call, place))),
                GROUP.patch(
                                one,
                                WebhookChange.class,
                                "change_webhook" + place.suffix(),
                                "Changes what is sent of a webhook")
                        .access(place.access())
                        .answers(WebhookView.class, call -> change(call, place)),
                GROUP.delete(one, "delete_webhook" + place.suffix(), "Deletes a webhook, and what was sent to it")
                        .access(place.access())
                        .does(call -> delete(call, place)),
                GROUP.post(one + "/test", "test_webhook" + place.suffix(), "Calls a webhook for a trial, once")
                        .access(place.access())
                        .makes(DeliveryView.class, call -> test(call, place)),
                GROUP.get(sent, "list_deliveries" + place.suffix(), "What was sent to a webhook, the newest first")
                        .access(place.access())
                        .paged()
                        .answersPage(DeliveryView.class, call -> deliveries(call, place)),
                GROUP.get(
                                sent + "/{delivery}",
                                "show_delivery" + place.suffix(),
                                "What was sent to a webhook, and what it answered each time")
                        .access(place.access())
                        .answers(DeliveryDetails.class, call -> delivery(call, place)),
                GROUP.post(
                                sent + "/{delivery}/redeliver",
                                "redeliver" + place.suffix(),
                                "Sends again what was sent before")
                        .access(place.access())
                        .makes(DeliveryView.class, call -> again(call, place)));
    }

    private Page<WebhookView> list(Call<Void> call, Place place) {
        return new Page<>(
                webhooks.of(place.find().apply(call)).stream()
                        .map(WebhookView::of)
                        .toList(),
                Optional.empty());
    }

    private WebhookView make(Call<WebhookDraft> call, Place place) {
        Subject subject = place.find().apply(call);
        Webhook made = allowed(
                () -> webhooks.make(subject, call.body().draft(), call.caller().name()));
        return WebhookView.withSecret(made);
    }

    private Webhook find(Call<?> call, Place place) {
        return webhooks.find(place.find().apply(call), call.id())
                .orElseThrow(() -> unknown("webhook", call.path("id")));
    }

    private WebhookView change(Call<WebhookChange> call, Place place) {
        Webhook webhook = find(call, place);
        return allowed(() -> webhooks.change(
                        webhook.subject(),
                        webhook.id(),
                        call.body().applied(webhook.draft()),
                        call.caller().name()))
                .map(WebhookView::of)
                .orElseThrow(() -> unknown("webhook", call.path("id")));
    }

    private void delete(Call<Void> call, Place place) {
        if (!webhooks.delete(place.find().apply(call), call.id(), call.caller().name())) {
            throw unknown("webhook", call.path("id"));
        }
    }

    private DeliveryView test(Call<Void> call, Place place) {
        Webhook webhook = find(call, place);
        return DeliveryView.of(
                allowed(() -> webhooks.test(webhook, call.caller().name())));
    }

    private Page<DeliveryView> deliveries(Call<Void> call, Place place) {
        Webhook webhook = find(call, place);
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        return Page.of(
                        webhooks.deliveries(webhook.id(), EventQuery.before(call), size + 1),
                        size,
                        delivery -> String.valueOf(delivery.id()))
                .map(DeliveryView::of);
    }

    private DeliveryDetails delivery(Call<Void> call, Place place) {
        Delivery delivery = findDelivery(call, find(call, place));
        return DeliveryDetails.of(
                delivery, webhooks.attempts(delivery.id()), webhooks.callbacks().of(delivery));
    }

    private DeliveryView again(Call<Void> call, Place place) {
        Webhook webhook = find(call, place);
        Delivery delivery = findDelivery(call, webhook);
        return DeliveryView.of(allowed(() -> webhooks.again(webhook, delivery)));
    }

    private Delivery findDelivery(Call<?> call, Webhook webhook) {
        String text = call.path("delivery");
        try {
            return webhooks.delivery(webhook.id(), Long.parseLong(text)).orElseThrow(() -> unknown("delivery", text));
        } catch (NumberFormatException e) {
            throw unknown("delivery", text);
        }
    }

    private static <T> T allowed(Supplier<T> action) {
        try {
            return action.get();
        } catch (WebhookFailure e) {
            throw Call.invalid(e.explanation());
        }
    }

    private static Problem unknown(String what, String id) {
        return new Problem(404, "Not found", "there is no " + what + " " + Quoted.of(id) + " here");
    }
}
