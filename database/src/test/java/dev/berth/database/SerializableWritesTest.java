package dev.berth.database;

import org.junit.jupiter.api.Nested;

class SerializableWritesTest {
    @Nested
    class OnSqlite extends SerializableWritesContract {
        @Override
        protected Database open() {
            return SqliteDatabase.open(folder.resolve("berth.db"));
        }
    }

    @Nested
    class OnPostgres extends SerializableWritesContract {
        @Override
        protected Database open() {
            return PostgresDatabase.open(TestDatabases.config(folder));
        }
    }
}
