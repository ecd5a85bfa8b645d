package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.http.Exchange;
import dev.berth.http.Routes;
import dev.berth.storage.BlobStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** What monitors ask: is the process alive, can it serve, what did it do. */
final class HealthRoutes {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Readiness readiness;
    private final PrometheusMeterRegistry meters;
    private volatile boolean leaving;

    HealthRoutes(Database database, BlobStore blobs, PrometheusMeterRegistry meters) {
        SequencedMap<String, Readiness.Trial> trials = new LinkedHashMap<>();
        trials.put("database", database::probe);
        trials.put("storage", blobs::probe);
        this.readiness = new Readiness(trials, System::nanoTime);
        this.meters = meters;
    }

    Routes addTo(Routes routes) {
        return routes.add("GET", "/healthz", "health", (exchange, path) -> text(exchange, 200, "alive\n"))
                .add("GET", "/readyz", "ready", (exchange, path) -> ready(exchange))
                .add("GET", "/metrics", "metrics", (exchange, path) -> metrics(exchange));
    }

    /** What the server needs, and whether it works. */
    Readiness readiness() {
        return readiness;
    }

    /** From now on the server is not ready, since it was told to stop. */
    void leave() {
        leaving = true;
    }

    /** Ready is who has written to, and read from, the database and the blob store within the last second. */
    private void ready(Exchange exchange) {
        if (leaving) {
            notReady(exchange, "this node is leaving");
            return;
        }
        List<String> failing = readiness.failing();
        if (failing.isEmpty()) {
            text(exchange, 200, "ready\n");
        } else {
            notReady(exchange, String.join(", ", failing));
        }
    }

    private static void notReady(Exchange exchange, String reason) {
        text(exchange.with("Retry-After", "5"), 503, "not ready: " + reason + "\n");
    }

    private void metrics(Exchange exchange) {
        exchange.answer(200, PROMETHEUS, meters.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static void text(Exchange exchange, int status, String text) {
        exchange.answer(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }
}
