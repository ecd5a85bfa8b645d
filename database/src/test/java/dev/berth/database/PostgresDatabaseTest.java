package dev.berth.database;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseTest extends DatabaseContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    protected PostgresDatabase open() {
        return PostgresDatabase.open(TestDatabases.config(folder));
    }
}
