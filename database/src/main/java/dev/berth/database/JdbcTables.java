package dev.berth.database;

import dev.berth.database.Table.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Asks a driver which tables of Berth there are. */
final class JdbcTables {
    private static final Set<String> NOT_CONTENT = Set.of("schema_version", "lease", "node", "job");

    private JdbcTables() {}

    static List<Table> of(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        List<Table> all = new ArrayList<>();
        for (String name : names.stream().sorted().toList()) {
            if (!NOT_CONTENT.contains(name) && !name.startsWith("sqlite_")) {
                all.add(new Table(name, columns(connection, name)));
            }
        }
        return all;
    }

    private static List<Column> columns(Connection connection, String table) throws SQLException {
        // The name is a pattern, in which an underscore stands for any letter.
        String pattern = table.replace("_", connection.getMetaData().getSearchStringEscape() + "_");
        List<Column> all = new ArrayList<>();
        try (ResultSet columns =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), pattern, "%")) {
            while (columns.next()) {
                all.add(new Column(columns.getString("COLUMN_NAME"), type(columns.getString("TYPE_NAME"))));
            }
        }
        return all;
    }

    private static Table.Type type(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "text" -> Table.Type.TEXT;
            case "bigint", "int8" -> Table.Type.NUMBER;
            case "bytea" -> Table.Type.BYTES;
            default -> throw new IllegalStateException("no type of Berth's schema: " + name);
        };
    }
}
