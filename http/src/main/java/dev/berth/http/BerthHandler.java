package dev.berth.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes every request to its operation, and every failure to its answer; counts and logs both. */
public final class BerthHandler extends Handler.Abstract {
    private static final int LONGEST_URI = 16 << 10;
    private static final String API = "/api/";
    private static final HttpField API_VERSION =
            new PreEncodedHttpField("Docker-Distribution-Api-Version", "registry/2.0");

    private final Map<String, Area> areas;
    private final FailureWriter failures;
    private final RequestMeters meters;
    private final AccessLog accessLog;
    private final RecentRequests recent = new RecentRequests();

    /**
     * @param areas the areas by the first segment of their paths, as in {@code v2}; the empty one takes the rest
     * @param translations what the rooms' own failures mean on the wire
     */
    public BerthHandler(
            Map<String, Area> areas,
            List<Function<Throwable, Optional<RegistryFailure>>> translations,
            RequestMeters meters,
            AccessLog accessLog) {
        this.areas = Map.copyOf(areas);
        this.failures = new FailureWriter(translations);
        this.meters = meters;
        this.accessLog = accessLog;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        long began = System.nanoTime();
        boolean repeated = recent.contains(request.getMethod(), Exchange.path(request), began);
        Exchange exchange = new Exchange(request, response, callback, newRequestId(), repeated);
        exchange.with("X-Request-Id", exchange.requestId());
        Optional<SendfileEndPoint> connection = SendfileEndPoint.of(request);
        connection.ifPresent(SendfileEndPoint::use);
        if (Thread.currentThread().isVirtual()) {
            serve(exchange, connection, began);
        } else if (!isServedAtOnce(exchange, connection, began)) {
            connection.ifPresent(it -> it.haste().end());
            Thread.startVirtualThread(() -> serveAlone(exchange, connection, began));
        }
        return true;
    }

    /** Serves the exchange on a thread that Jetty does not watch. */
    private void serveAlone(Exchange exchange, Optional<SendfileEndPoint> connection, long began) {
        try {
            serve(exchange, connection, began);
        } catch (Throwable failure) {
            exchange.abort(failure);
        }
    }

    private void serve(Exchange exchange, Optional<SendfileEndPoint> connection, long began) {
        Served served = serve(exchange);
        connection.ifPresent(it -> {
            boolean quick = served.hasShortcut() && exchange.status() < 400;
            if (quick && exchange.canSendFile() && !accessLog.wantsPulls()) {
                it.haste().goOn();
            } else {
                it.haste().end();
            }
            it.rest();
        });
        record(served.operation(), exchange, began);
        exchange.end();
    }

    /** Whether the exchange was served on this thread, which others wait for. */
    private boolean isServedAtOnce(Exchange exchange, Optional<SendfileEndPoint> connection, long began) {
        if (!exchange.isRepeated()
                || connection.isEmpty()
                || !connection.get().haste().maySpend()) {
            return false;
        }
        Area.NamedOperation found;
        try {
            found = find(exchange);
            if (found.shortcut().isEmpty() || !found.shortcut().get().serve(exchange)) {
                return false;
            }
        } catch (RuntimeException e) {
            if (exchange.isAnswered()) {
                throw e;
            }
            // The operation fails in the same way, on a thread that has the time to answer that.
            return false;
        }
        connection.get().haste().goOn();
        connection.get().rest();
        record(found.name(), exchange, began);
        return true;
    }

    private void record(String operation, Exchange exchange, long began) {
        long ended = System.nanoTime();
        if (exchange.status() == 200) {
            recent.add(exchange.method(), exchange.path(), ended);
        }
        meters.record(operation, exchange, ended - began);
        accessLog.record(exchange, operation, ended - began);
    }

    private record Served(String operation, boolean hasShortcut) {}

    /** Serves the exchange whatever happens. */
    private Served serve(Exchange exchange) {
        Served served = new Served("unknown", false);
        try {
            Area.NamedOperation found = find(exchange);
            served = new Served(found.name(), found.shortcut().isPresent());
            found.operation().serve(exchange);
            if (!exchange.isAnswered()) {
                throw new IllegalStateException(found.name() + " did not answer");
            }
        } catch (Throwable failure) {
            failures.write(exchange, failure);
        }
        return served;
    }

    private Area.NamedOperation find(Exchange exchange) {
        String path = exchange.path();
        if (path.length() > LONGEST_URI) {
            throw new RegistryFailure(WireError.URI_TOO_LONG);
        }
        if (exchange.hasEncodedSlash() && !path.startsWith(API)) {
            throw new RegistryFailure(WireError.NAME_INVALID, "a slash in a name is written as it is, not as %2F");
        }
        return area(path, exchange).find(exchange);
    }

    private Area area(String path, Exchange exchange) {
        int end = path.indexOf('/', 1);
        String first = path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
        if (first.equals("v2")) {
            exchange.with(API_VERSION);
        }
        Area area = areas.get(first);
        if (area == null) {
            area = areas.get("");
        }
        if (area == null) {
            throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
        }
        return area;
    }

    private static String newRequestId() {
        long id = ThreadLocalRandom.current().nextLong();
        char[] hex = new char[16];
        for (int i = 15; i >= 0; i--) {
            hex[i] = Character.forDigit((int) (id & 15), 16);
            id >>>= 4;
        }
        return new String(hex);
    }
}
