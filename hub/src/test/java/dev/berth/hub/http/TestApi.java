package dev.berth.hub.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.Authority;
import dev.berth.accounts.Caller;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.DescribedAnswers;
import dev.berth.http.AccessLog;
import dev.berth.http.BerthHandler;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.http.RequestMeters;
import dev.berth.http.Routes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Endpoints on a real server, whose clients say who they are and are believed; {@code root} is an administrator. */
final class TestApi implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final HttpClient client = HttpClient.newHttpClient();
    private final DescribedAnswers described;

    TestApi(Consumer<Api> endpoints) throws Exception {
        Api api = new Api(TestApi::admit);
        endpoints.accept(api);
        Routes routes = new Routes();
        api.addTo(routes);
        described = DescribedAnswers.of(api.document());
        server.setHandler(new BerthHandler(
                Map.of("", routes),
                List.of(),
                new RequestMeters(new SimpleMeterRegistry()),
                new AccessLog(AccessLog.Extent.OFF)));
        server.addConnector(connector);
        server.start();
    }

    private static Caller admit(Exchange exchange, Access access) {
        if (access == Access.STRANGER) {
            return Caller.ANONYMOUS;
        }
        Caller caller = exchange.header("As")
                .map(name -> Caller.withoutGrants(
                        new Authority.ByPassword(new Account(name.hashCode(), name, name.equals("root"), 0))))
                .orElse(Caller.ANONYMOUS);
        if (access != Access.ANYBODY && caller.authority().behind().isEmpty()) {
            throw new Problem(401, "Authentication required", "sign in");
        }
        if (access == Access.ADMINISTRATOR && !caller.name().equals("root")) {
            throw new Problem(403, "Not allowed", "only administrators may do that");
        }
        return caller;
    }

    /** An answer. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        /** This field of every item of a page. */
        List<String> items(String field) {
            return json().path("items")
                    .valueStream()
                    .map(item -> item.path(field).asString(""))
                    .toList();
        }
    }

    /** Sends a request as this account; as nobody, where the name is empty. */
    Answer send(String as, String method, String path, String json) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1" + path))
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        if (!as.isEmpty()) {
            request.header("As", as);
        }
        Answer answer = new Answer(client.send(request.build(), BodyHandlers.ofString()));
        described.check(method, "/api/v1" + path, answer.status(), answer.header("Content-Type"), answer.body());
        return answer;
    }

    Answer get(String as, String path) throws Exception {
        return send(as, "GET", path, "");
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server did not stop", e);
        }
    }
}
