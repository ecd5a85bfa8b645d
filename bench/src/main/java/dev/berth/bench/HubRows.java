package dev.berth.bench;

import dev.berth.database.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows on their way into tables, many at a time. */
final class HubRows {
    private static final int TOGETHER = 5000;

    private final Transaction transaction;
    private final Map<String, List<List<?>>> waiting = new HashMap<>();

    HubRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Adds a row, unless its key is there already.
     *
     * @param columns the table's name with the columns that follow, in parentheses
     */
    void add(String columns, Object... values) {
        List<List<?>> rows = waiting.computeIfAbsent(columns, it -> new ArrayList<>());
        rows.add(List.of(values));
        if (rows.size() == TOGETHER) {
            write(columns, rows);
        }
    }

    /** Writes what still waits. */
    void flush() {
        waiting.forEach(this::write);
    }

    private void write(String columns, List<List<?>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        String marks = String.join(", ", Collections.nCopies(rows.getFirst().size(), "?"));
        transaction.updateAll("insert into " + columns + " values (" + marks + ") on conflict do nothing", rows);
        rows.clear();
    }
}
