package dev.berth.database;

import dev.berth.database.DatabaseFailure.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes sure that a PostgreSQL server can be used, and brings its schema to the newest version, one node at a time. */
final class PostgresSchema {
    private static final Logger log = LoggerFactory.getLogger(PostgresSchema.class);

    /** The oldest version that was still looked after when Berth learned to use PostgreSQL. */
    private static final int OLDEST_SERVER = 13;

    /** The number of the lock that stands for Berth's schema: "berth" in ASCII. */
    private static final long LOCK = 0x6265727468L;

    /** How long a change waits for the writers of a table, while others have to wait for it. */
    private static final String SHORT_WAIT = "set local lock_timeout = '2s'";

    private final DatabaseConfig config;
    private final Migrations migrations;

    PostgresSchema(DatabaseConfig config, Migrations migrations) {
        this.config = config;
        this.migrations = migrations;
    }

    /** @throws DatabaseFailure when the server cannot be used, with what to do about it */
    void prepare() {
        try (JdbcTransaction transaction = new JdbcTransaction(
                checked(new PostgresConnections(config).unpooled().getConnection()))) {
            lock(transaction);
            transaction.begin();
            new Conflicts().outlast(() -> migrate(transaction));
        } catch (SQLException e) {
            throw PostgresFailures.failure(e, config);
        } catch (UncheckedSqlException e) {
            throw PostgresFailures.failure(e.sql(), config);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseFailure("interrupted while the schema was changed", e, Reason.OTHER);
        }
    }

    private boolean migrate(JdbcTransaction transaction) throws SQLException {
        try {
            transaction.update(SHORT_WAIT);
            boolean changed = migrations.apply(transaction, PostgresSchema::sortedByBytes);
            transaction.commit();
            return changed;
        } catch (SQLException | UncheckedSqlException e) {
            transaction.rollBack();
            throw e;
        }
    }

    /** Takes the lock, which ends with the connection. */
    private static void lock(JdbcTransaction transaction) {
        boolean taken = transaction.exists("select 1 where pg_try_advisory_lock(?)", LOCK);
        if (!taken) {
            log.info("another node is changing the schema of the database; waiting for it");
            transaction.first("select pg_advisory_lock(?)", row -> true, LOCK);
        }
    }

    /** The same statement, with columns of text that sort by bytes as on SQLite, whatever the database's own order is. */
    static String sortedByBytes(String statement) {
        return statement.startsWith("create table") || statement.startsWith("alter table")
                ? statement.replaceAll("(?<= )text\\b", "text collate \"C\"")
                : statement;
    }

    private Connection checked(Connection connection) throws SQLException {
        try {
            requireVersion(connection.getMetaData().getDatabaseMajorVersion());
            PGConnection driver = connection.unwrap(PGConnection.class);
            requireEncoding(Objects.requireNonNullElse(driver.getParameterStatus("server_encoding"), "unknown"));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** @throws DatabaseFailure when a server of this version is too old */
    void requireVersion(int version) {
        if (version < OLDEST_SERVER) {
            throw unusable("PostgreSQL at " + config.address().servers() + " is version " + version
                    + ", and Berth needs " + OLDEST_SERVER + " or newer: upgrade it");
        }
    }

    private void requireEncoding(String encoding) {
        if (!encoding.equals("UTF8")) {
            throw unusable("the database " + config.address().name() + " has the encoding " + encoding
                    + ": create it anew with --encoding=UTF8 --template=template0");
        }
    }

    private static DatabaseFailure unusable(String message) {
        return new DatabaseFailure(message, new IllegalStateException(message), Reason.OTHER);
    }
}
