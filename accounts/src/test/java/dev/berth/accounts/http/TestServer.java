package dev.berth.accounts.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.Right;
import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.DescribedAnswers;
import dev.berth.http.AccessLog;
import dev.berth.http.Area;
import dev.berth.http.BerthHandler;
import dev.berth.http.Exchange;
import dev.berth.http.RequestMeters;
import dev.berth.http.Routes;
import dev.berth.oci.RepositoryName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The room's endpoints on a real server. Where the registry would be there is a gate with nothing behind it: {@code
 * /v2/<name>/<pull|push|delete>} answers who passed, {@code /v2/<name>/mount?from=<name>} what a mount is answered.
 */
final class TestServer implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();
    private final Gate gate;
    private final DescribedAnswers described;

    TestServer(TestAccounts accounts) throws Exception {
        gate = new Gate(accounts.accounts(), Optional.empty());
        Routes routes = new AccountRoutes(accounts.accounts(), gate).addTo(new Routes());
        Api api = new Api(gate);
        new AccountEndpoints(accounts.accounts(), gate).addTo(api);
        api.addTo(routes);
        described = DescribedAnswers.of(api.document());
        Area registry = exchange -> new Area.NamedOperation("registry", this::registry);
        server.setHandler(new BerthHandler(
                Map.of("v2", noting(registry), "", noting(routes)),
                List.of(),
                new RequestMeters(new SimpleMeterRegistry()),
                new AccessLog(AccessLog.Extent.OFF)));
        server.addConnector(connector);
        server.start();
    }

    /** Keeps why a request was refused, which otherwise only the log knows. */
    private Area noting(Area area) {
        return exchange -> new Area.NamedOperation("noted", it -> {
            try {
                area.find(exchange).operation().serve(it);
            } finally {
                refusals.add(it.refusal());
            }
        });
    }

    private void registry(Exchange exchange) {
        String path = exchange.path().substring("/v2/".length());
        if (path.isEmpty() || path.equals("_catalog")) {
            Caller caller = gate.identify(exchange);
            answer(exchange, caller.name() + " " + caller.sees());
            return;
        }
        int end = path.lastIndexOf('/');
        RepositoryName repository = RepositoryName.parse(path.substring(0, end));
        String operation = path.substring(end + 1);
        if (operation.equals("mount")) {
            Caller caller = gate.require(exchange, repository, Right.PUSH);
            RepositoryName from =
                    RepositoryName.parse(exchange.parameter("from").orElseThrow());
            MountAnswer may = gate.mayMountFrom(exchange, caller, from);
            if (may == MountAnswer.ASK_AGAIN) {
                throw gate.challenge(
                        exchange, Map.of(repository, Set.of(Right.PULL, Right.PUSH), from, Set.of(Right.PULL)));
            }
            answer(exchange, may.name());
        } else {
            Right right = Right.named(operation).orElseThrow();
            answer(exchange, gate.require(exchange, repository, right).name());
        }
    }

    private static void answer(Exchange exchange, String text) {
        exchange.answer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Where the server listens: host and port. */
    String host() {
        return "127.0.0.1:" + connector.getLocalPort();
    }

    /** A client without credentials. */
    Client client() {
        return new Client(this, "127.0.0.1", Optional.empty());
    }

    /** The answer, which is as the API is described. */
    Client.Answer answer(HttpResponse<String> response) throws InterruptedException {
        Client.Answer answer = new Client.Answer(response.statusCode(), response, takeRefusal());
        HttpRequest request = response.request();
        described.check(
                request.method(),
                request.uri().getRawPath(),
                answer.status(),
                answer.header("Content-Type"),
                answer.body());
        return answer;
    }

    /** Why the last answered request was refused; empty where it was not. */
    String takeRefusal() throws InterruptedException {
        return Objects.requireNonNull(refusals.poll(10, TimeUnit.SECONDS), "the request reached no operation");
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server did not stop", e);
        }
    }
}
