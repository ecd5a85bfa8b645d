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
        Exchange exchange = new Exchange(request, response, callback, newRequestId());
        exchange.with("X-Request-Id", exchange.requestId());
        Optional<SendfileEndPoint> connection = SendfileEndPoint.of(request);
        connection.ifPresent(SendfileEndPoint::use);
        String operation = serve(exchange);
        connection.ifPresent(SendfileEndPoint::rest);
        long nanos = System.nanoTime() - began;
        meters.record(operation, exchange, nanos);
        accessLog.record(exchange, operation, nanos);
        return true;
    }

    /** Serves the exchange whatever happens, and tells the name of its operation. */
    private String serve(Exchange exchange) {
        String name = "unknown";
        try {
            String path = exchange.path();
            if (path.length() > LONGEST_URI) {
                throw new RegistryFailure(WireError.URI_TOO_LONG);
            }
            if (exchange.hasEncodedSlash() && !path.startsWith(API)) {
                throw new RegistryFailure(WireError.NAME_INVALID, "a slash in a name is written as it is, not as %2F");
            }
            Area.NamedOperation found = area(path, exchange).find(exchange);
            name = found.name();
            found.operation().serve(exchange);
            if (!exchange.isAnswered()) {
                throw new IllegalStateException(name + " did not answer");
            }
        } catch (Throwable failure) {
            failures.write(exchange, failure);
        }
        return name;
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
