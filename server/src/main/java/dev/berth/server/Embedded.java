package dev.berth.server;

import dev.berth.database.DatabaseFailure;
import dev.berth.database.SqliteDatabase;
import dev.berth.storage.FilesystemBlobStore;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** What Berth keeps in its own data folder: the embedded database, and blobs as files. */
final class Embedded {
    private Embedded() {}

    /** @throws StartupFailure when it cannot be opened, or was moved to another database */
    static OpenDatabase database(DataFolder folder) throws StartupFailure {
        folder.requireNotMoved();
        try {
            SqliteDatabase database = SqliteDatabase.open(folder.database());
            return new OpenDatabase(database, database, meters -> bind(meters, database));
        } catch (DatabaseFailure e) {
            throw new StartupFailure("the data in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void bind(MeterRegistry meters, SqliteDatabase database) {
        Gauge.builder("berth.database.readers.idle", database, SqliteDatabase::idleReaders)
                .description("Connections to the database that wait for something to read")
                .register(meters);
        Gauge.builder("berth.database.writes.waiting", database, SqliteDatabase::waitingWrites)
                .description("Writes that wait for their commit")
                .register(meters);
    }

    /** @throws StartupFailure when the folder cannot be used */
    static OpenStore blobs(Path folder) throws StartupFailure {
        try {
            FilesystemBlobStore blobs = FilesystemBlobStore.open(folder);
            return new OpenStore(blobs, meters -> {}, blobs::close);
        } catch (IOException e) {
            throw new StartupFailure("the blobs in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }
}
