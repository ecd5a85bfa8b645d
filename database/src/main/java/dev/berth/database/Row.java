package dev.berth.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One row of an answer, its columns counted from 1. Valid only while it is being read. */
public final class Row {
    private final ResultSet results;

    Row(ResultSet results) {
        this.results = results;
    }

    /** The text in this column, which is not null. */
    public String text(int column) {
        try {
            return present(results.getString(column), column);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** The text in this column, empty for null. */
    public Optional<String> optionalText(int column) {
        try {
            return Optional.ofNullable(results.getString(column));
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** The whole number in this column; 0 for null. */
    public long number(int column) {
        try {
            return results.getLong(column);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** The whole number in this column, empty for null. */
    public Optional<Long> optionalNumber(int column) {
        try {
            long number = results.getLong(column);
            return results.wasNull() ? Optional.empty() : Optional.of(number);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** Whether this column holds anything but 0 and null. */
    public boolean flag(int column) {
        return number(column) != 0;
    }

    /** The bytes in this column, which is not null. */
    public byte[] bytes(int column) {
        try {
            return present(results.getBytes(column), column);
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    /** The bytes in this column, empty for null. */
    public Optional<byte[]> optionalBytes(int column) {
        try {
            return Optional.ofNullable(results.getBytes(column));
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    private static <T> T present(@Nullable T value, int column) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }
}
