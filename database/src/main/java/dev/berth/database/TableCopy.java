package dev.berth.database;

import dev.berth.database.DatabaseFailure.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Copies what users brought from one database to another, in one transaction from one snapshot, whatever databases these are.
 * Takes little memory for any number of rows. Leases are not copied: they belong to the nodes that run.
 */
public final class TableCopy {
    private static final int ROWS = 500;
    private static final int BYTES = 4 << 20;

    /** Rows that hold bytes may be as long as the longest manifest. */
    private static final int ROWS_WITH_BYTES = 4;

    private final Database from;
    private final Database to;

    public TableCopy(Database from, Database to) {
        this.from = from;
        this.to = to;
    }

    /**
     * Copies everything into a database that holds nothing but its schema, and answers how many rows there were.
     *
     * @throws DatabaseFailure when it is not empty, or has another schema; then nothing is copied
     */
    public long intoEmpty() {
        return to.overhaul(target -> {
            for (Table table : target.tables()) {
                if (target.exists("select 1 from " + table.name() + " limit 1")) {
                    throw refusal("the database to copy to is not empty: its table " + table.name() + " has rows");
                }
            }
            return copy(target);
        });
    }

    /**
     * Replaces all that the other database holds, and answers how many rows there are now.
     *
     * @throws DatabaseFailure when it has another schema; then nothing is replaced
     */
    public long replacing() {
        return to.overhaul(target -> {
            target.tables().forEach(table -> target.update("delete from " + table.name()));
            return copy(target);
        });
    }

    private long copy(Transaction target) {
        return from.snapshot(source -> {
            requireSameSchema(source, target);
            return source.tables().stream()
                    .mapToLong(table -> copy(table, source, target))
                    .sum();
        });
    }

    private static void requireSameSchema(Transaction source, Transaction target) {
        String version = "select max(version) from schema_version";
        long here = source.number(version);
        long there = target.number(version);
        if (here != there || !source.tables().equals(target.tables())) {
            throw refusal("the databases have different schemas, versions " + here + " and " + there
                    + ": start this Berth on both once");
        }
    }

    private static DatabaseFailure refusal(String message) {
        return new DatabaseFailure(message, new IllegalStateException(message), Reason.OTHER);
    }

    private static long copy(Table table, Transaction source, Transaction target) {
        String columns = table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
        String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
        Batch batch = new Batch(target, "insert into " + table.name() + " (" + columns + ") values (" + marks + ")");
        source.each(
                "select " + columns + " from " + table.name(),
                table.holdsBytes() ? ROWS_WITH_BYTES : ROWS,
                row -> batch.add(table.columns(), row));
        batch.flush();
        return batch.all;
    }

    /** Rows that are inserted together. */
    private static final class Batch {
        private final Transaction target;
        private final String insert;
        private final List<List<?>> rows = new ArrayList<>();
        private long bytes;
        private long all;

        Batch(Transaction target, String insert) {
            this.target = target;
            this.insert = insert;
        }

        void add(List<Table.Column> columns, Row row) {
            List<Optional<?>> values = new ArrayList<>(columns.size());
            for (int i = 0; i < columns.size(); i++) {
                values.add(value(columns.get(i), row, i + 1));
            }
            rows.add(values);
            all++;
            if (rows.size() == ROWS || bytes >= BYTES) {
                flush();
            }
        }

        private Optional<?> value(Table.Column column, Row row, int index) {
            return switch (column.type()) {
                case TEXT -> row.optionalText(index);
                case NUMBER -> row.optionalNumber(index);
                case BYTES -> {
                    Optional<byte[]> content = row.optionalBytes(index);
                    bytes += content.map(it -> it.length).orElse(0);
                    yield content;
                }
            };
        }

        void flush() {
            if (!rows.isEmpty()) {
                target.updateAll(insert, rows);
                rows.clear();
                bytes = 0;
            }
        }
    }
}
