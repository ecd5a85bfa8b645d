package dev.berth.database;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseConcurrencyTest extends DatabaseConcurrencyContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    protected PostgresDatabase open() {
        return PostgresDatabase.open(TestDatabases.config(folder));
    }

    @Override
    protected int writersAtOnce() {
        return TestDatabases.config(folder).connections() / 4;
    }

    /** Those of the other durability go their own way, so fewer wait. */
    @Override
    protected void awaitWaitingWrites(Database database, int count) {
        if (database instanceof PostgresDatabase postgres) {
            await().until(() -> postgres.waiting() > count / 4);
        }
    }
}
