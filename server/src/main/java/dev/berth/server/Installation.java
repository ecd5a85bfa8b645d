package dev.berth.server;

import dev.berth.accounts.Accounts;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.SqliteDatabase;
import dev.berth.registry.Registry;
import dev.berth.server.config.Configuration;
import dev.berth.storage.FilesystemBlobStore;
import java.io.IOException;
import java.time.Clock;

/** The rooms over one data folder, put together: what a server serves and an administrator's command works on. */
final class Installation implements AutoCloseable {
    private final DataFolder folder;
    private final SqliteDatabase database;
    private final FilesystemBlobStore blobs;
    private final Registry registry;
    private final Accounts accounts;

    private Installation(
            DataFolder folder,
            SqliteDatabase database,
            FilesystemBlobStore blobs,
            Registry registry,
            Accounts accounts) {
        this.folder = folder;
        this.database = database;
        this.blobs = blobs;
        this.registry = registry;
        this.accounts = accounts;
    }

    /**
     * Opens the folder that the configuration names.
     *
     * @throws StartupFailure when it cannot be used
     */
    static Installation open(Configuration configuration) throws StartupFailure {
        DataFolder folder = DataFolder.take(configuration.storage().data());
        try {
            FilesystemBlobStore blobs = FilesystemBlobStore.open(folder.blobs());
            SqliteDatabase database = SqliteDatabase.open(folder.database());
            Clock clock = Clock.systemUTC();
            Registry registry =
                    new Registry(database, blobs, configuration.registry(), configuration.collection(), clock);
            Accounts accounts = Accounts.open(database, configuration.access(), clock, registry.repositories());
            return new Installation(folder, database, blobs, registry, accounts);
        } catch (IOException | DatabaseFailure e) {
            closeQuietly(folder);
            throw new StartupFailure(
                    "the data in " + configuration.storage().data() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(DataFolder folder) {
        try {
            folder.close();
        } catch (IOException e) {
            // The process ends anyway, and the lock with it.
        }
    }

    DataFolder folder() {
        return folder;
    }

    SqliteDatabase database() {
        return database;
    }

    FilesystemBlobStore blobs() {
        return blobs;
    }

    Registry registry() {
        return registry;
    }

    Accounts accounts() {
        return accounts;
    }

    @Override
    public void close() {
        accounts.settle();
        database.close();
        blobs.close();
        closeQuietly(folder);
    }
}
