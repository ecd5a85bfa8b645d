package dev.berth.e2e.harness;

import java.nio.file.Path;

/** What nodes have in common: a database and a bucket, both empty at first. */
public record Backends(Postgres database, ObjectStore store) implements AutoCloseable {
    public static final String DATABASE = "berth";
    public static final String BUCKET = "berth-blobs";

    /** Starts both; the objects are kept in the folder. */
    public static Backends start(Path folder) {
        Postgres database = Postgres.start(DATABASE);
        try {
            return new Backends(database, ObjectStore.start(folder.resolve("objects"), BUCKET));
        } catch (AssertionError failure) {
            database.close();
            throw failure;
        }
    }

    /** The same start on this database and this bucket. */
    public Start under(Start start) {
        return start.env("BERTH_DATABASE_URL", database.url(DATABASE))
                .env("BERTH_DATABASE_USER", Postgres.USER)
                .env("BERTH_DATABASE_PASSWORD", Postgres.PASSWORD)
                // On a machine where everything starts at once, even a connection takes its time.
                .env("BERTH_DATABASE_CONNECT_TIMEOUT", "10s")
                .env("BERTH_STORAGE_S3_ENDPOINT", store.endpoint().toString())
                .env("BERTH_STORAGE_S3_BUCKET", BUCKET)
                .env("BERTH_STORAGE_S3_ACCESS_KEY", ObjectStore.ACCESS_KEY)
                .env("BERTH_STORAGE_S3_SECRET_KEY", ObjectStore.SECRET_KEY)
                .env("BERTH_STORAGE_S3_PATH_STYLE", "true")
                .env("BERTH_STORAGE_S3_REGION", "us-east-1");
    }

    @Override
    public void close() {
        try (database;
                store) {
            // Both end, also when ending the first one fails.
        }
    }
}
