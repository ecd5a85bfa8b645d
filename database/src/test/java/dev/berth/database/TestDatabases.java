package dev.berth.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Databases for the tests of other rooms: SQLite, or PostgreSQL where the system property {@code berth.test.database} says
 * {@code postgresql}.
 */
public final class TestDatabases {
    private static final boolean POSTGRES =
            System.getProperty("berth.test.database", "sqlite").equals("postgresql");

    private static final Map<Path, String> DATABASES = new ConcurrentHashMap<>();

    private TestDatabases() {}

    /** The database of this test's folder: a new one for a new folder, and the same when it is opened again. */
    public static Database open(Path folder) {
        return POSTGRES ? postgres(folder) : SqliteDatabase.open(folder.resolve("berth.db"));
    }

    /** The PostgreSQL database of this test's folder, for tests that run over both in one go. */
    public static Database postgres(Path folder) {
        return PostgresDatabase.open(config(folder));
    }

    /** The PostgreSQL database of this test's folder, with Berth's schema. */
    static DatabaseConfig config(Path folder) {
        forgetFinished();
        PostgresServer server = PostgresServer.shared();
        return server.config(DATABASES.computeIfAbsent(folder, it -> server.copy(Template.NAME)));
    }

    /** Databases of tests whose folder is gone would fill the disk. */
    private static void forgetFinished() {
        DATABASES.forEach((folder, name) -> {
            if (!Files.exists(folder) && DATABASES.remove(folder, name)) {
                PostgresServer.shared().drop(name);
            }
        });
    }

    /** Copying a database costs less than the statements of its schema. */
    private static final class Template {
        static final String NAME = make();

        private static String make() {
            PostgresServer server = PostgresServer.shared();
            String name = server.create();
            PostgresDatabase.open(server.config(name)).close();
            return name;
        }
    }
}
