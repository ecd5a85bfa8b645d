package dev.berth.database;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseConcurrencyTest extends DatabaseConcurrencyContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    protected SqliteDatabase open() {
        return SqliteDatabase.open(folder.resolve("berth.db"));
    }

    @Override
    protected void awaitWaitingWrites(Database database, int count) {
        if (database instanceof SqliteDatabase sqlite) {
            await().until(() -> sqlite.waitingWrites() >= count);
        }
    }
}
