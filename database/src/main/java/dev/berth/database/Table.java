package dev.berth.database;

import java.util.List;

/** A table of a database, with its columns in their order. */
public record Table(String name, List<Column> columns) {
    public Table {
        columns = List.copyOf(columns);
    }

    /** A column. */
    public record Column(String name, Type type) {}

    /** What a column holds, if not null. */
    public enum Type {
        TEXT,
        NUMBER,
        BYTES
    }

    boolean holdsBytes() {
        return columns.stream().anyMatch(column -> column.type() == Type.BYTES);
    }
}
