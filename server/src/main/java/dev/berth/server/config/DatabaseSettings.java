package dev.berth.server.config;

import static dev.berth.server.config.ValueFormat.duration;
import static dev.berth.server.config.ValueFormat.number;
import static dev.berth.server.config.ValueFormat.path;
import static dev.berth.server.config.ValueFormat.postgres;
import static dev.berth.server.config.ValueFormat.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rows of the table about the database. */
public final class DatabaseSettings {
    private static final String KEY = "database.url";
    private static final Duration SECOND = Duration.ofSeconds(1);

    public static final Setting<Optional<String>> URL = Setting.of(
            KEY,
            postgres().orNothing(),
            "",
            "The PostgreSQL that holds everything but blobs. Any number of nodes share one. What PostgreSQL's driver is told"
                    + " besides stands behind a question mark, as in `?sslmode=verify-full&sslrootcert=/etc/ca.pem`. Where it"
                    + " is not set, the database is embedded, in `storage.data`.");

    public static final Setting<Optional<String>> USER = Setting.of(
                    "database.user", text("a user").orNothing(), "", "Who Berth logs in to PostgreSQL as.")
            .needing(KEY);

    public static final Setting<Optional<String>> PASSWORD = Setting.of(
                    "database.password", text("a password").orNothing(), "", "With what, where PostgreSQL asks for it.")
            .keptSecret()
            .needing(KEY);

    public static final Setting<Optional<Path>> PASSWORD_FILE = Setting.of(
                    "database.password-file",
                    path().orNothing(),
                    "",
                    "The file that holds the password, as Docker and Kubernetes hand over secrets.")
            .needing(KEY);

    public static final Setting<Integer> POOL = Setting.of(
                    "database.pool",
                    number(3, 1000),
                    "20",
                    "How many connections this node opens at most. PostgreSQL's `max_connections` must be enough for all"
                            + " nodes.")
            .needing(KEY);

    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.of(
                    "database.connect-timeout",
                    duration(SECOND),
                    "3s",
                    "How long PostgreSQL may take to accept a connection, and how long a request waits for a free one, before"
                            + " it is answered with 503.")
            .needing(KEY);

    public static final Setting<Duration> STATEMENT_TIMEOUT = Setting.of(
                    "database.statement-timeout",
                    duration(SECOND),
                    "5s",
                    "How long a statement may take before it is given up, and the request answered with 503.")
            .needing(KEY);

    /** Every row, in the order of the reference page. */
    static final List<Setting<?>> ALL =
            List.of(URL, USER, PASSWORD, PASSWORD_FILE, POOL, CONNECT_TIMEOUT, STATEMENT_TIMEOUT);

    private DatabaseSettings() {}
}
