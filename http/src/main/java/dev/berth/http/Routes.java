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
 * that follow, up to one that is a dash, which no name has: {@code /api/v1/repositories/{name…}/-/tags}.
 */
public final class Routes implements Area {
    private static final String END_OF_NAME = "-";

    private final List<Route> routes = new ArrayList<>();
    private Area rest = exchange -> {
        throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
    };

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

    /** Lets this area take every request whose path none of the routes has. */
    public Routes otherwise(Area area) {
        rest = area;
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
            return rest.find(exchange);
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
        int at = 0;
        for (int i = 0; i < pattern.size(); i++) {
            String segment = pattern.get(i);
            if (segment.endsWith("…}")) {
                int end = endOfName(path, at);
                if (end <= at) {
                    return Optional.empty();
                }
                taken.put(segment.substring(1, segment.length() - 2), decoded(String.join("/", path.subList(at, end))));
                at = end;
            } else if (at >= path.size()) {
                return Optional.empty();
            } else if (segment.startsWith("{")) {
                taken.put(segment.substring(1, segment.length() - 1), decoded(path.get(at++)));
            } else if (!segment.equals(path.get(at++))) {
                return Optional.empty();
            }
        }
        return at == path.size() ? Optional.of(taken) : Optional.empty();
    }

    /** Where a name that begins there ends: before the segment that stands in no name, or with the path. */
    private static int endOfName(List<String> path, int from) {
        int end = from;
        while (end < path.size() && !path.get(end).equals(END_OF_NAME)) {
            end++;
        }
        return end;
    }

    /** A slash that was written as {@code %2F} is part of a name; the rest of the path is decoded already. */
    private static String decoded(String segment) {
        return segment.replace("%2F", "/").replace("%2f", "/");
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
