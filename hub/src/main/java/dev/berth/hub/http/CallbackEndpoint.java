package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.http.Problem;
import dev.berth.hub.webhooks.Callback;
import dev.berth.hub.webhooks.Callbacks;
import dev.berth.hub.webhooks.WebhookFailure;
import java.util.Optional;

/** {@code POST /api/v1/webhook-callbacks/<code>}: a receiver says how it went on with what it was sent. */
final class CallbackEndpoint {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Webhooks");

    private final Callbacks callbacks;

    CallbackEndpoint(Callbacks callbacks) {
        this.callbacks = callbacks;
    }

    /**
     * How it went.
     *
     * @param context what it is about, where a receiver speaks of several things; each is kept
     * @param targetUrl where more of it can be read
     */
    record CallbackMessage(
            Callback.State state, Optional<String> description, Optional<String> context, Optional<String> targetUrl) {
        Callback callback() {
            return new Callback(
                    state, context.orElse("").strip(), description.orElse("").strip(), targetUrl);
        }
    }

    void addTo(Api api) {
        api.add(GROUP.post(
                        "/api/v1/webhook-callbacks/{code}",
                        CallbackMessage.class,
                        "call_back",
                        "Says how it went on with what a webhook was sent, by the address that was sent along")
                .access(Access.STRANGER)
                .does(this::note));
    }

    private void note(Call<CallbackMessage> call) {
        try {
            if (!callbacks.note(call.path("code"), call.body().callback())) {
                throw new Problem(404, "Not found", "no webhook was sent this address, or it was forgotten since");
            }
        } catch (WebhookFailure e) {
            throw Call.invalid(e.explanation());
        }
    }
}
