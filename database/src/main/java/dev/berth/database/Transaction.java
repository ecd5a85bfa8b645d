package dev.berth.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Statements inside one transaction. Parameters stand for the question marks in order and may be {@code String},
 * {@code Long}, {@code Integer}, {@code Boolean} (stored as 0 or 1), {@code byte[]}, or an {@code Optional} of these, whose absence is SQL's
 * null. Statements are prepared once a connection.
 */
public interface Transaction {

    /** The first row of the answer, read by {@code reading}; empty where there is none. */
    <T> Optional<T> first(String sql, Function<Row, T> reading, Object... parameters);

    /** Every row of the answer in its order, read by {@code reading}. */
    <T> List<T> list(String sql, Function<Row, T> reading, Object... parameters);

    /**
     * Reads one row of the answer after the other, without holding them all; in a snapshot.
     *
     * @param together how many rows are brought from the server at a time
     */
    void each(String sql, int together, Consumer<Row> reading);

    /** Executes a statement that answers no rows, and tells how many rows it changed. */
    int update(String sql, Object... parameters);

    /** Executes a statement that answers no rows once for each of these lists of parameters. */
    void updateAll(String sql, List<List<?>> parameters);

    /**
     * The tables of what users brought, by their names: all but those about the schema's version and about which node does
     * what.
     */
    List<Table> tables();

    /** The number in the first column of the only row, as a {@code count(*)} answers it; 0 where there is no row. */
    default long number(String sql, Object... parameters) {
        return first(sql, row -> row.number(1), parameters).orElse(0L);
    }

    /** How many rows the query answers, counted up to this many: to count all of a long list takes long. */
    default long countUpTo(int most, String sql, Object... parameters) {
        return number("select count(*) from (" + sql + " limit " + most + ") counted", parameters);
    }

    /** Whether the query answers any row. */
    default boolean exists(String sql, Object... parameters) {
        return first(sql, row -> true, parameters).isPresent();
    }
}
