package dev.berth.accounts.api;

import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.http.Routes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The REST API: its endpoints, gathered at the start. */
public final class Api {
    private final Doorkeeper door;
    private final List<Endpoint<?>> endpoints = new ArrayList<>();

    /** @param door what tells who calls, and sends away who may not */
    public Api(Doorkeeper door) {
        this.door = door;
    }

    /** Adds these endpoints. */
    public Api add(Endpoint<?>... more) {
        endpoints.addAll(List.of(more));
        return this;
    }

    /** Adds a route for every endpoint, and one for the document that describes them all. */
    public void addTo(Routes routes) {
        for (Endpoint<?> endpoint : endpoints) {
            routes.add(
                    endpoint.method(),
                    endpoint.path(),
                    endpoint.name(),
                    (exchange, path) -> serve(endpoint, exchange, path));
        }
        routes.add("GET", "/api/openapi.json", "describe_api", (exchange, path) -> describe(exchange));
    }

    /** What describes these endpoints (OpenAPI 3.1). */
    public Map<String, Object> document() {
        return OpenApi.document(endpoints);
    }

    private void describe(Exchange exchange) {
        exchange.answer(200, "application/json", Json.write(document()));
    }

    private <B> void serve(Endpoint<B> endpoint, Exchange exchange, Map<String, String> path) throws IOException {
        Caller caller = door.admit(exchange, endpoint.access());
        B body = body(endpoint, exchange);
        exchange.with("Cache-Control", "no-store");
        Object answer = answer(endpoint, new Call<>(exchange, caller, path, body));
        if (!endpoint.contentType().equals("application/json")) {
            return;
        }
        if (endpoint.answer() == Void.class) {
            exchange.answer(endpoint.status());
        } else {
            exchange.answer(endpoint.status(), "application/json", Json.write(answer));
        }
    }

    private static <B> Object answer(Endpoint<B> endpoint, Call<B> call) throws IOException {
        try {
            return endpoint.action().on(call);
        } catch (AccountFailure e) {
            call.exchange().refuse(e.explanation());
            throw Failures.problem(e);
        }
    }

    @SuppressWarnings("NullAway") // The body of an endpoint that is sent nothing is of the type Void.
    private static <B> B body(Endpoint<B> endpoint, Exchange exchange) throws IOException {
        return endpoint.body() == Void.class ? null : Json.body(exchange, endpoint.body());
    }
}
