package dev.berth.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.database.PostgresAddress.Host;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGProperty;

/**
 * What a URL like {@code postgresql://user:password@host:5432/name?sslmode=require} says. As with PostgreSQL's own clients
 * there may be several hosts, separated by commas, of which the primary is taken.
 */
record PostgresUrl(PostgresAddress address, Optional<String> user, Optional<String> password) {
    private static final Pattern SHAPE =
            Pattern.compile("postgres(?:ql)?://(?:([^@/]*)@)?([^/?#@]+)/([^/?#]+)(?:\\?(.*))?");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+)(?::([0-9]{1,5}))?");

    /** Names that PostgreSQL's own clients have for the driver's properties. */
    private static final Map<String, String> OTHER_NAMES =
            Map.of("application_name", "ApplicationName", "connect_timeout", "connectTimeout");

    private static final String WANTED = "postgresql://host:port/name?sslmode=...";

    /** @throws IllegalArgumentException when it is no such URL; the message holds nothing of what may be a secret */
    static PostgresUrl parse(String url) {
        Matcher matcher = SHAPE.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("the database's URL has the form " + WANTED);
        }
        Map<String, String> parameters =
                parameters(Optional.ofNullable(matcher.group(4)).orElse(""));
        Optional<String> credentials = Optional.ofNullable(matcher.group(1));
        Optional<String> user = credentials
                .map(it -> decode(it.split(":", 2)[0]))
                .or(() -> Optional.ofNullable(parameters.remove("user")))
                .filter(it -> !it.isEmpty());
        Optional<String> password = credentials
                .filter(it -> it.contains(":"))
                .map(it -> decode(it.split(":", 2)[1]))
                .or(() -> Optional.ofNullable(parameters.remove("password")));
        parameters.keySet().forEach(PostgresUrl::requireKnown);
        PostgresAddress address = new PostgresAddress(hosts(matcher.group(2)), decode(matcher.group(3)), parameters);
        return new PostgresUrl(address, user, password);
    }

    private static List<Host> hosts(String text) {
        List<Host> hosts = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            Matcher matcher = HOST.matcher(one);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("the database's URL names no right host and port: " + WANTED);
            }
            int port =
                    Optional.ofNullable(matcher.group(2)).map(Integer::valueOf).orElse(PostgresAddress.USUAL_PORT);
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("the database's port is not between 1 and 65535: " + port);
            }
            hosts.add(new Host(matcher.group(1), port));
        }
        return hosts;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                String[] parts = pair.split("=", 2);
                String name = decode(parts[0]);
                parameters.put(OTHER_NAMES.getOrDefault(name, name), parts.length == 2 ? decode(parts[1]) : "");
            }
        }
        return parameters;
    }

    private static void requireKnown(String parameter) {
        if (PGProperty.forName(parameter) == null) {
            throw new IllegalArgumentException("the database's URL has an unknown parameter: " + parameter);
        }
    }

    private static String decode(String text) {
        try {
            // A plus is a plus, as with PostgreSQL's own clients.
            return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the database's URL has a wrong escape with %", e);
        }
    }
}
