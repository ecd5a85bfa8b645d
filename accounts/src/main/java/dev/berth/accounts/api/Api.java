package dev.berth.accounts.api;

import dev.berth.accounts.AccountFailure;
import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.http.Routes;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The REST API: its endpoints, gathered at the start. */
public final class Api {
    /** What takes a repository's name in a path. */
    static final String NAME = "{name…}";

    private static final String END_OF_NAME = "/-/";

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

    private <B> Object answer(Endpoint<B> endpoint, Call<B> call) throws IOException {
        try {
            return endpoint.action().on(call);
        } catch (AccountFailure e) {
            call.exchange().refuse(e.explanation());
            throw redirected(endpoint, call, Failures.problem(e));
        } catch (Problem e) {
            throw redirected(endpoint, call, e);
        }
    }

    /** Leads a call on that has not found its repository, because that has another name now. */
    private Problem redirected(Endpoint<?> endpoint, Call<?> call, Problem problem) {
        int begin = endpoint.path().indexOf(NAME);
        if (problem.status() != 404 || begin < 0) {
            return problem;
        }
        Optional<RepositoryName> now = door.movedTo(call.caller(), call.repository());
        if (now.isEmpty()) {
            return problem;
        }
        String path = call.exchange().path();
        int end = path.indexOf(END_OF_NAME, begin);
        call.exchange()
                .with(
                        "Location",
                        path.substring(0, begin)
                                + now.get()
                                + (end < 0 ? "" : path.substring(end))
                                + call.exchange().query());
        return new Problem(308, "Moved", call.repository() + " is called " + now.get() + " now");
    }

    @SuppressWarnings("NullAway") // The body of an endpoint that is sent nothing is of the type Void.
    private static <B> B body(Endpoint<B> endpoint, Exchange exchange) throws IOException {
        return endpoint.body() == Void.class ? null : Json.body(exchange, endpoint.body());
    }
}
