package dev.berth.database;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a PostgreSQL database is, without any secret.
 *
 * @param hosts the servers of which one is the primary
 * @param name the database's name
 * @param parameters what else the driver is told, by the driver's names
 */
public record PostgresAddress(List<Host> hosts, String name, Map<String, String> parameters) {
    public static final int USUAL_PORT = 5432;

    /** A server. */
    public record Host(String name, int port) {
        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    public PostgresAddress {
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
        if (hosts.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("a host and a database's name are needed");
        }
    }

    /** The server or servers, as messages name them. */
    String servers() {
        return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        String rest = new TreeMap<>(parameters)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + it.getValue())
                        .collect(Collectors.joining("&"));
        return "postgresql://" + servers() + "/" + name + (rest.isEmpty() ? "" : "?" + rest);
    }
}
