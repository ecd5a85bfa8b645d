package dev.berth.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A table of operations by method and path. A segment in braces takes any one segment, and one that ends with {@code …} all
 * that follow: {@code /api/v1/repositories/{name…}}.
 */
public final class Routes implements Area {
    private final List<Route> routes = new ArrayList<>();

    /** An operation that is given what the braces of its path took. */
    @FunctionalInterface
    public interface PathOperation {
        /** Serves this request; see {@link Operation#serve}. */
        void serve(Exchange exchange, Map<String, String> path) throws IOException;
    }

    private record Route(String method, List<String> segments, String name, PathOperation operation) {}

    /** Adds an operation under the name that it is counted and logged by. */
    public Routes add(String method, String path, String name, PathOperation operation) {
        routes.add(new Route(method, segments(path), name, operation));
        return this;
    }

    @Override
    public NamedOperation find(Exchange exchange) {
        List<String> asked = segments(exchange.path());
        TreeSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Optional<Map<String, String>> taken = match(route.segments(), asked);
            if (taken.isPresent()) {
                if (accepts(route, exchange)) {
                    return new NamedOperation(
                            route.name(), it -> route.operation().serve(it, taken.get()));
                }
                allowed.add(route.method());
            }
        }
        if (allowed.isEmpty()) {
            throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
        }
        exchange.with("Allow", String.join(", ", allowed));
        throw new RegistryFailure(
                WireError.UNSUPPORTED, exchange.method() + " is not possible here, only " + String.join(", ", allowed));
    }

    private static boolean accepts(Route route, Exchange exchange) {
        return route.method().equals(exchange.method())
                || exchange.isHead() && route.method().equals("GET");
    }

    private static Optional<Map<String, String>> match(List<String> pattern, List<String> path) {
        Map<String, String> taken = new LinkedHashMap<>();
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (segment.endsWith("…}") && i < path.size()) {
                taken.put(segment.substring(1, segment.length() - 2), String.join("/", path.subList(i, path.size())));
                return Optional.of(taken);
            }
            if (i >= path.size()) {
                return Optional.empty();
            }
            if (segment.startsWith("{")) {
                taken.put(segment.substring(1, segment.length() - 1), path.get(i));
            } else if (!segment.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return pattern.size() == path.size() ? Optional.of(taken) : Optional.empty();
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
