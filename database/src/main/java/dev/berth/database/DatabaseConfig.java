package dev.berth.database;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the PostgreSQL of an installation that has one; where there is no such record, the database is embedded.
 *
 * @param address where it is
 * @param user who to log in as
 * @param password with what, where the server wants one; never printed
 * @param connections how many connections this node opens at most, for reading and writing together
 * @param connectTimeout how long the server may take to accept a connection, and how long work waits for one
 * @param statementTimeout how long a statement may take; a server that is silent for longer counts as gone
 */
public record DatabaseConfig(
        PostgresAddress address,
        String user,
        Optional<String> password,
        int connections,
        Duration connectTimeout,
        Duration statementTimeout) {
    /** Enough for two cores of Berth; three nodes of it stay below what PostgreSQL allows by default. */
    public static final int USUAL_CONNECTIONS = 20;

    public static final Duration USUAL_CONNECT_TIMEOUT = Duration.ofSeconds(3);
    public static final Duration USUAL_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

    private static final int FEWEST_CONNECTIONS = 3;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

    public DatabaseConfig {
        if (user.isBlank()) {
            throw new IllegalArgumentException("the user of the database is missing: give it in the URL or beside it");
        }
        if (connections < FEWEST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "the database needs " + FEWEST_CONNECTIONS + " connections or more, not " + connections);
        }
        if (connectTimeout.compareTo(SHORTEST_TIMEOUT) < 0 || statementTimeout.compareTo(SHORTEST_TIMEOUT) < 0) {
            throw new IllegalArgumentException("the database's timeouts are a second or longer");
        }
    }

    /**
     * The database of a URL like {@code postgresql://host:5432/name?sslmode=verify-full}, with the usual pool and timeouts.
     *
     * @param user who to log in as, unless the URL says it
     * @param password with what, unless the URL says it
     * @throws IllegalArgumentException when it is no such URL; the message holds no secret
     */
    public static DatabaseConfig parse(String url, Optional<String> user, Optional<String> password) {
        PostgresUrl parsed = PostgresUrl.parse(url);
        return new DatabaseConfig(
                parsed.address(),
                parsed.user().or(() -> user).orElse(""),
                parsed.password().or(() -> password),
                USUAL_CONNECTIONS,
                USUAL_CONNECT_TIMEOUT,
                USUAL_STATEMENT_TIMEOUT);
    }

    /** The same with this many connections. */
    public DatabaseConfig withConnections(int count) {
        return new DatabaseConfig(address, user, password, count, connectTimeout, statementTimeout);
    }

    /** The same with these timeouts. */
    public DatabaseConfig withTimeouts(Duration connect, Duration statement) {
        return new DatabaseConfig(address, user, password, connections, connect, statement);
    }

    @Override
    public String toString() {
        return address + " as " + user + ", " + connections + " connections";
    }
}
