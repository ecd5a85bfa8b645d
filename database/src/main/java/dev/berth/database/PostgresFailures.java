package dev.berth.database;

import dev.berth.database.DatabaseFailure.Reason;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** What PostgreSQL's complaints mean, by their SQLSTATE (PostgreSQL's documentation, appendix A), and what to do about them. */
final class PostgresFailures {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String READ_ONLY = "25006";

    private static final Set<String> CONFLICTS = Set.of(SERIALIZATION_FAILURE, DEADLOCK, LOCK_NOT_AVAILABLE);

    private PostgresFailures() {}

    /** Whether others were in the way, so that the same transaction will work when it is begun again. */
    static boolean isConflict(SQLException e) {
        return CONFLICTS.contains(state(e));
    }

    /** Whether there was a row of this key, which somebody may have written at the same moment. */
    static boolean isDuplicate(SQLException e) {
        return state(e).equals(UNIQUE_VIOLATION);
    }

    /** Whether the connection ended: it was cut, or the server at its other end stops. */
    static boolean isCut(SQLException e) {
        String state = state(e);
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Whether the connection leads to a server that is not, or no longer, the primary. */
    static boolean isStandby(SQLException e) {
        return state(e).equals(READ_ONLY);
    }

    static DatabaseFailure failure(SQLException e, DatabaseConfig config) {
        SQLException cause =
                e instanceof SQLTransientConnectionException && e.getCause() instanceof SQLException first ? first : e;
        String state = state(cause);
        return new DatabaseFailure(message(e, cause, state, config), e, reason(e, state));
    }

    private static Reason reason(SQLException e, String state) {
        if (state.equals("53100")) {
            return Reason.FULL;
        }
        boolean unavailable = e instanceof SQLTransientConnectionException
                || state.startsWith("08") // the connection
                || state.startsWith("57P") // the server is stopped or starts
                || state.startsWith("53") // memory, connections
                || state.equals("57014") // the statement's time is over
                || state.equals("25P03") // the transaction's time is over
                || state.equals(READ_ONLY)
                || CONFLICTS.contains(state);
        return unavailable ? Reason.UNAVAILABLE : Reason.OTHER;
    }

    private static String message(SQLException e, SQLException cause, String state, DatabaseConfig config) {
        PostgresAddress address = config.address();
        String server = "PostgreSQL at " + address.servers();
        String said = Optional.ofNullable(cause.getMessage()).orElse(cause.toString());
        if (state.startsWith("08")) {
            return server + " cannot be reached: " + said;
        }
        if (CONFLICTS.contains(state)) {
            return server + " is too busy: others were in the way each time (" + said + ")";
        }
        return switch (state) {
            case "53100" -> server + " has no space left on its disk: " + said;
            case "28P01", "28000" ->
                server + " refuses the user " + config.user() + " (" + said
                        + "): check the user, the password, and the server's pg_hba.conf";
            case "3D000" ->
                server + " has no database " + address.name() + ": create it, as with: createdb --owner="
                        + config.user() + " --encoding=UTF8 --template=template0 " + address.name();
            case "42501" ->
                server + " does not give the user " + config.user() + " enough rights (" + said
                        + "): make it the owner of the database " + address.name();
            case "53300" ->
                server + " has no connection left (" + said
                        + "): raise its max_connections, or let each node open fewer";
            case READ_ONLY -> server + " is a standby, which takes no writes: name the primary";
            case "57P01", "57P02", "57P03" -> server + " is stopping or starting: " + said;
            default ->
                e instanceof SQLTransientConnectionException && e.getCause() == null
                        ? "all connections to " + server + " are in use"
                        : server + " failed: " + said;
        };
    }

    private static String state(SQLException e) {
        return Optional.ofNullable(e.getSQLState()).orElse("");
    }
}
