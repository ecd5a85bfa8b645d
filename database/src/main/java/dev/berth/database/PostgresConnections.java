package dev.berth.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens the connections of one database. What a connection is for is said once when it is opened, by its options, so that no
 * transaction pays a round trip for it; the driver sends {@code begin} together with the first statement.
 */
final class PostgresConnections {
    /** The silence after which the server counts as gone is longer than a statement may take by this much. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    /** A node that hangs in a transaction holds locks no longer than this. */
    private static final Duration IDLE_WRITER = Duration.ofSeconds(10);

    /** Who reads a snapshot may look up from it for longer, since nobody waits for that. */
    private static final Duration IDLE_READER = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFE = Duration.ofMinutes(30);
    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(5);

    private final DatabaseConfig config;

    PostgresConnections(DatabaseConfig config) {
        this.config = config;
    }

    /** A pool for statements outside transactions and for snapshots, which may not write. */
    HikariDataSource readers() {
        HikariConfig pool = pool("berth-readers", Math.max(1, config.connections() / 2));
        pool.setDataSource(configured(new PatientSource(), options(IDLE_READER)));
        pool.setAutoCommit(true);
        pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        // Not among the options, or the driver would take the primary for a standby.
        pool.setConnectionInitSql("set session characteristics as transaction read only");
        return new HikariDataSource(pool);
    }

    /** A pool for transactions that are alone among all writers. */
    HikariDataSource writers(Durability durability) {
        Map<String, String> options = options(IDLE_WRITER);
        options.put("default_transaction_isolation", "serializable");
        // Reading a whole table, as the planner likes it for small ones, conflicts with everybody who writes to it.
        // Where eight threads pushed small images, two repetitions an image became one in seven images.
        options.put("enable_seqscan", "off");
        String name = switch (durability) {
            case POWER_LOSS -> "berth-writers";
            case PROCESS_DEATH -> {
                options.put("synchronous_commit", "off");
                yield "berth-quick-writers";
            }
        };
        HikariConfig pool = pool(name, Math.max(1, config.connections() / 4));
        pool.setDataSource(configured(new PatientSource(), options));
        pool.setAutoCommit(false);
        pool.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        return new HikariDataSource(pool);
    }

    /** Connections for work of any length, as that on the schema is. */
    PGSimpleDataSource unpooled() {
        PGSimpleDataSource source = configured(new PGSimpleDataSource(), new LinkedHashMap<>());
        source.setSocketTimeout(0);
        return source;
    }

    private Map<String, String> options(Duration idle) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put(
                "statement_timeout", String.valueOf(config.statementTimeout().toMillis()));
        // Compiling a statement takes longer than any of these runs. The planner would, where it is forbidden to read
        // whole
        // tables and has to, since it counts that as the dearest of all plans.
        options.put("jit", "off");
        options.put("idle_in_transaction_session_timeout", String.valueOf(idle.toMillis()));
        // The server lets go of a node that vanished from the network, and of the locks that it held.
        options.put("tcp_keepalives_idle", "10");
        options.put("tcp_keepalives_interval", "5");
        options.put("tcp_keepalives_count", "3");
        return options;
    }

    /**
     * What both kinds of pools have in common. Each is told its isolation besides: one that is not asks its first connection, and
     * where the server crashes at that moment it has no answer, and never makes a connection that works.
     */
    private HikariConfig pool(String name, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(Math.min(2, size));
        pool.setConnectionTimeout(config.connectTimeout().toMillis());
        pool.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        pool.setIdleTimeout(IDLE_CONNECTION.toMillis());
        pool.setMaxLifetime(LONGEST_LIFE.toMillis());
        // Whether the server can be reached is known already, by the connection that looked at the schema.
        pool.setInitializationFailTimeout(-1);
        return pool;
    }

    private <T extends PGSimpleDataSource> T configured(T source, Map<String, String> options) {
        PostgresAddress address = config.address();
        source.setServerNames(
                address.hosts().stream().map(PostgresAddress.Host::name).toArray(String[]::new));
        source.setPortNumbers(
                address.hosts().stream().mapToInt(PostgresAddress.Host::port).toArray());
        source.setDatabaseName(address.name());
        source.setUser(config.user());
        config.password().ifPresent(source::setPassword);
        source.setApplicationName("berth");
        source.setTargetServerType("primary");
        source.setConnectTimeout(seconds(config.connectTimeout()));
        source.setSocketTimeout(seconds(config.statementTimeout().plus(SLACK)));
        source.setCancelSignalTimeout(seconds(SLACK));
        source.setTcpKeepAlive(true);
        source.setReWriteBatchedInserts(true);
        // Every statement is run again and again; prepared at once, its answers come in binary from the second time on.
        source.setPrepareThreshold(1);
        Map<String, String> parameters = new LinkedHashMap<>(address.parameters());
        parameters.putIfAbsent(
                PGProperty.LOGIN_TIMEOUT.getName(),
                String.valueOf(seconds(config.connectTimeout().multipliedBy(2))));
        List<String> all = new ArrayList<>();
        options.forEach((name, value) -> all.add("-c " + name + "=" + value));
        String own = parameters.remove(PGProperty.OPTIONS.getName());
        if (own != null) {
            all.add(own);
        }
        parameters.put(PGProperty.OPTIONS.getName(), String.join(" ", all));
        try {
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                source.setProperty(parameter.getKey(), parameter.getValue());
            }
        } catch (SQLException e) {
            throw PostgresFailures.failure(e, config);
        }
        return source;
    }

    private static int seconds(Duration duration) {
        return Math.max(1, Math.toIntExact(duration.plusMillis(999).toSeconds()));
    }
}
