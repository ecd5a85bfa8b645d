package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.database.OnlineCopy;
import dev.berth.database.SqliteDatabase;
import dev.berth.database.TableCopy;
import java.nio.file.Path;

/** Copies any database to and from the file of an embedded one, whose format it shares none of, while nodes serve from it. */
record RowByRow(Database database) implements OnlineCopy {
    @Override
    public void copyTo(Path file) {
        try (SqliteDatabase copy = SqliteDatabase.open(file)) {
            new TableCopy(database, copy).intoEmpty();
        }
    }

    @Override
    public void replaceFrom(Path file) {
        try (SqliteDatabase source = SqliteDatabase.open(file)) {
            new TableCopy(source, database).replacing();
        }
    }
}
