package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement that failed works again when the trouble is over. */
class FullDatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void write_afterTheStorageWasFull() {
        try (SqliteDatabase database = SqliteDatabase.open(folder.resolve("berth.db"))) {
            database.write(Durability.PROCESS_DEATH, transaction -> transaction.update("create table filler (x)"));
            limit(database, 1);
            assertThatThrownBy(() -> fill(database))
                    .isInstanceOfSatisfying(
                            DatabaseFailure.class,
                            failure -> assertThat(failure.isFull()).isTrue());

            limit(database, 1_000_000);
            fill(database);
            long rows = database.read(transaction -> transaction.number("select count(*) from filler"));
            assertThat(rows).isEqualTo(1);
        }
    }

    /** SQLite takes the present size where the limit is below it. */
    private static void limit(SqliteDatabase database, int pages) {
        database.write(Durability.PROCESS_DEATH, transaction -> transaction.number("pragma max_page_count = " + pages));
    }

    private static void fill(SqliteDatabase database) {
        database.write(
                Durability.POWER_LOSS,
                transaction -> transaction.update("insert into filler (x) values (?)", new byte[1 << 20]));
    }
}
