package dev.berth.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Statements over one JDBC connection, each prepared once. Used by one thread at a time. */
final class JdbcTransaction implements Transaction, AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Whether the server answered a statement. */
    private boolean answered;

    JdbcTransaction(Connection connection) {
        this.connection = connection;
    }

    /** Lets the next statement begin a transaction. */
    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    /** Whether nothing came of it so far: no statement was answered, and none was committed. */
    boolean isFresh() {
        return !answered;
    }

    void rollBack() throws SQLException {
        connection.rollback();
    }

    void commit() throws SQLException {
        answered = true;
        connection.commit();
    }

    @Override
    public <T> Optional<T> first(String sql, Function<Row, T> reading, Object... parameters) {
        try (ResultSet results = bound(sql, parameters).executeQuery()) {
            answered = true;
            return results.next() ? Optional.of(reading.apply(new Row(results))) : Optional.empty();
        } catch (SQLException e) {
            discard(sql, e);
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public <T> List<T> list(String sql, Function<Row, T> reading, Object... parameters) {
        try (ResultSet results = bound(sql, parameters).executeQuery()) {
            answered = true;
            List<T> all = new ArrayList<>();
            Row row = new Row(results);
            while (results.next()) {
                all.add(reading.apply(row));
            }
            return all;
        } catch (SQLException e) {
            discard(sql, e);
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public int update(String sql, Object... parameters) {
        try {
            int changed = bound(sql, parameters).executeUpdate();
            answered = true;
            return changed;
        } catch (SQLException e) {
            discard(sql, e);
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public void each(String sql, int together, Consumer<Row> reading) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(together);
            try (ResultSet results = statement.executeQuery()) {
                answered = true;
                Row row = new Row(results);
                while (results.next()) {
                    reading.accept(row);
                }
            }
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public void updateAll(String sql, List<List<?>> parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<?> row : parameters) {
                bind(statement, row.toArray());
                statement.addBatch();
            }
            statement.executeBatch();
            answered = true;
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public List<Table> tables() {
        try {
            return JdbcTables.of(connection);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private PreparedStatement bound(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        bind(statement, parameters);
        return statement;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
    }

    /** The driver ends a statement that failed for good; prepared anew, it works when the trouble is over. */
    private void discard(String sql, SQLException failure) {
        PreparedStatement failed = statements.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private static void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        switch (value) {
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            case Boolean flag -> statement.setLong(index, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Optional<?> optional when optional.isEmpty() -> statement.setObject(index, null);
            case Optional<?> optional -> bind(statement, index, optional.get());
            default -> throw new IllegalArgumentException("no SQL type for " + value.getClass());
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
        } finally {
            statements.clear();
            connection.close();
        }
    }
}
