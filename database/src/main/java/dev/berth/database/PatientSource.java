package dev.berth.database;

import java.io.Serial;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where a pool gets its connections. While the server is away it goes on trying, and gives the connection as soon as there is
 * one: a pool that were told of every failure would wait longer after each, up to five seconds, and refuse its callers for as long
 * after the server came back.
 */
final class PatientSource extends PGSimpleDataSource {
    @Serial
    private static final long serialVersionUID = 1;

    private static final long PAUSE_MILLIS = 200;

    /** Why there is no connection at the moment. */
    private transient volatile @Nullable SQLException failure;

    /**
     * A connection, however long the server is away.
     *
     * @throws SQLException when trying again would not help, or the pool ends
     */
    @Override
    public Connection getConnection() throws SQLException {
        while (true) {
            try {
                Connection connection = super.getConnection();
                failure = null;
                return connection;
            } catch (SQLException e) {
                failure = e;
                if (!PostgresFailures.isCut(e) || !pause()) {
                    throw e;
                }
            }
        }
    }

    /** Whether to go on after it. */
    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** That a caller of the pool got no connection, with the reason where the server is away. */
    SQLException explained(SQLTransientConnectionException timeout) {
        SQLException reason = failure;
        return reason == null || timeout.getCause() != null
                ? timeout
                : new SQLTransientConnectionException(timeout.getMessage(), reason.getSQLState(), reason);
    }

    /**
     * The source has a login time of its own. A pool would set the time that its callers wait, and throw away a connection to a
     * busy server that comes a moment later, though the next caller could use it; after a restart nobody would ever get one.
     */
    @Override
    public void setLoginTimeout(int seconds) {}
}
