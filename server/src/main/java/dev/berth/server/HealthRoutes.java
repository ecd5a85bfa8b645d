package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.http.Exchange;
import dev.berth.http.Routes;
import dev.berth.storage.BlobStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What monitors ask: is the process alive, can it serve, what did it do. */
final class HealthRoutes {
    private static final Logger log = LoggerFactory.getLogger(HealthRoutes.class);
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Database database;
    private final BlobStore blobs;
    private final PrometheusMeterRegistry meters;
    private volatile boolean leaving;

    HealthRoutes(Database database, BlobStore blobs, PrometheusMeterRegistry meters) {
        this.database = database;
        this.blobs = blobs;
        this.meters = meters;
    }

    Routes addTo(Routes routes) {
        return routes.add("GET", "/healthz", "health", (exchange, path) -> text(exchange, 200, "alive\n"))
                .add("GET", "/readyz", "ready", (exchange, path) -> ready(exchange))
                .add("GET", "/metrics", "metrics", (exchange, path) -> metrics(exchange));
    }

    /** From now on the server is not ready, since it was told to stop. */
    void leave() {
        leaving = true;
    }

    /** Ready is who has just written to, and read from, the database and the blob store. */
    private void ready(Exchange exchange) {
        if (leaving) {
            notReady(exchange, "this node is leaving");
            return;
        }
        List<String> broken = new ArrayList<>();
        try {
            database.probe();
        } catch (DatabaseFailure e) {
            log.warn("not ready: the database fails", e);
            broken.add("database");
        }
        try {
            blobs.probe();
        } catch (IOException e) {
            log.warn("not ready: the blob store fails", e);
            broken.add("storage");
        }
        if (broken.isEmpty()) {
            text(exchange, 200, "ready\n");
        } else {
            notReady(exchange, String.join(", ", broken));
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
