package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteDatabaseTest extends DatabaseContract {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Override
    protected SqliteDatabase open() {
        return SqliteDatabase.open(folder.resolve("berth.db"));
    }

    @Test
    void open_ofANewerSchema_isRefusedAndChangesNothing() {
        Path file = folder.resolve("newer.db");
        try (SqliteDatabase database = SqliteDatabase.open(file)) {
            database.write(transaction -> transaction.update("insert into schema_version (version) values (1000)"));
        }

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> SqliteDatabase.open(file))
                .withMessageContaining("newer Berth")
                .withMessageContaining("1000");
        assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(() -> SqliteDatabase.open(file));
    }

    /** While all connections read something long, as when the disk is slow, nobody waits who may not. */
    @Test
    void readAtOnce_whereAllConnectionsAreInUse_isEmpty() throws Exception {
        try (SqliteDatabase database = open()) {
            CountDownLatch end = new CountDownLatch(1);
            List<Thread> reading = new ArrayList<>();
            int connections = database.idleReaders();
            CountDownLatch begun = new CountDownLatch(connections);
            for (int i = 0; i < connections; i++) {
                reading.add(Thread.startVirtualThread(() -> database.read(transaction -> {
                    begun.countDown();
                    return awaited(end);
                })));
            }
            begun.await();

            assertThat(database.<Integer>readAtOnce(transaction -> fail("there is no connection")))
                    .isEmpty();

            end.countDown();
            for (Thread thread : reading) {
                thread.join();
            }
            assertThat(database.readAtOnce(transaction -> transaction.exists("select 1")))
                    .contains(true);
            assertThat(database.idleReaders()).isEqualTo(connections);
        }
    }

    private static boolean awaited(CountDownLatch end) {
        try {
            end.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void readAtOnce_ofWorkThatFails_givesTheConnectionBack() {
        try (SqliteDatabase database = open()) {
            int connections = database.idleReaders();

            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> database.readAtOnce(transaction -> transaction.exists("select nothing")));

            assertThat(database.idleReaders()).isEqualTo(connections);
        }
    }

    @Test
    void open_ofSomethingElse_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("letter.txt"), "Dear harbour master, ".repeat(1000));

        assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(() -> SqliteDatabase.open(file));
        assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(() -> SqliteDatabase.open(folder));
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> SqliteDatabase.open(folder.resolve("nowhere/berth.db")));
    }

    @Test
    void write_onAFullDisk_saysSoAndGoesOnWhenThereIsRoom() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=8m")) {
            Path inTheWay = Files.write(disk.folder().resolve("in-the-way"), new byte[4 << 20]);
            long kept = 0;
            try (SqliteDatabase database = SqliteDatabase.open(disk.folder().resolve("berth.db"))) {
                database.write(transaction -> transaction.update("create table filler (id bigint, content bytea)"));
                kept = fill(database);
                assertThat(kept).isPositive();
                assertThat(count(database)).isEqualTo(kept);
                assertThatExceptionOfType(DatabaseFailure.class)
                        .isThrownBy(() -> add(database, 0))
                        .matches(DatabaseFailure::isFull);
                assertThat(count(database)).isEqualTo(kept);

                Files.delete(inTheWay);
                add(database, kept);
                assertThat(count(database)).isEqualTo(kept + 1);
            }
            try (SqliteDatabase database = SqliteDatabase.open(disk.folder().resolve("berth.db"))) {
                assertThat(count(database)).isEqualTo(kept + 1);
            }
        }
    }

    /** Writes rows until the disk is full, and tells how many were acknowledged. */
    private static long fill(SqliteDatabase database) {
        long[] kept = {0};
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> {
                    while (kept[0] < 1000) {
                        add(database, kept[0]);
                        kept[0]++;
                    }
                })
                .matches(DatabaseFailure::isFull);
        return kept[0];
    }

    private static void add(SqliteDatabase database, long id) {
        Durability durability = id % 2 == 0 ? Durability.POWER_LOSS : Durability.PROCESS_DEATH;
        database.write(
                durability,
                transaction ->
                        transaction.update("insert into filler (id, content) values (?, ?)", id, new byte[100_000]));
    }

    private static long count(SqliteDatabase database) {
        return database.read(transaction -> transaction.number("select count(*) from filler"));
    }
}
