package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresDatabaseTest extends DatabaseContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    protected PostgresDatabase open() {
        return PostgresDatabase.open(TestDatabases.config(folder));
    }

    @Test
    void statements_areNotCompiledByTheServer() {
        try (PostgresDatabase database = open()) {
            assertThat(database.<String>read(PostgresDatabaseTest::compiles)).isEqualTo("off");
            for (Durability durability : Durability.values()) {
                assertThat(database.<String>write(durability, PostgresDatabaseTest::compiles))
                        .isEqualTo("off");
            }
        }
    }

    private static String compiles(Transaction transaction) {
        return transaction.first("show jit", row -> row.text(1)).orElseThrow();
    }
}
