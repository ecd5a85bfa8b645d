package dev.berth.database;

import java.io.Serial;
import java.sql.SQLException;

/** Carries a driver's complaint out of a row's reading to the connection that turns it into a {@link DatabaseFailure}. */
final class UncheckedSqlException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final SQLException cause;

    UncheckedSqlException(SQLException cause) {
        super(cause);
        this.cause = cause;
    }

    SQLException sql() {
        return cause;
    }
}
