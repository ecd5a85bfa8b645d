package dev.berth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.database.SqliteDatabase;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody starts on a database whose contents went elsewhere, and two databases are compared by all that they hold. */
class MovedDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void open_ofAMovedDatabase_saysWhereToAndHowToGoBack() throws Exception {
        Configuration configuration =
                Configuration.of(EffectiveSettings.of(Optional.empty(), Map.of(), Map.of("--data", folder.toString())));
        try (DataFolder data = DataFolder.take(folder)) {
            data.markMoved("postgresql://db.example.com:5432/berth");
        }

        assertThatThrownBy(() -> Installation.open(configuration))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining("was moved to postgresql://db.example.com:5432/berth")
                .hasMessageContaining("delete " + folder.resolve("moved"));
        Files.delete(folder.resolve("moved"));
        Installation.open(configuration).close();
    }

    @Test
    void digests_ofTheSameRowsInAnotherOrder_areEqual() {
        try (SqliteDatabase one = database("one.db", "sha256:a", "sha256:b");
                SqliteDatabase other = database("other.db", "sha256:b", "sha256:a");
                SqliteDatabase third = database("third.db", "sha256:b", "sha256:c")) {
            assertThat(TableDigest.of(one)).isEqualTo(TableDigest.of(other)).isNotEqualTo(TableDigest.of(third));
        }
    }

    private SqliteDatabase database(String name, String... digests) {
        SqliteDatabase database = SqliteDatabase.open(folder.resolve(name));
        for (String digest : digests) {
            database.write(transaction -> transaction.update(
                    "insert into blob (digest, size, location, quarantined, created_at) values (?, 1, ?, 0, 1)",
                    digest,
                    "at " + digest));
        }
        return database;
    }
}
