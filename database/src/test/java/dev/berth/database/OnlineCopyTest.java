package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database is copied to a file, and replaced from one, while others read and write. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OnlineCopyTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("berth.db"));
        database.write(transaction -> {
            transaction.update("create table twin (id bigint primary key, born bigint not null)");
            return transaction.update("create table sibling (id bigint primary key)");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Adds pairs of rows until it is closed; one is never there without the other. */
    private final class Writers implements AutoCloseable {
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicLong ids = new AtomicLong();
        private final AtomicLong acknowledged = new AtomicLong();
        private final List<Future<?>> running = new ArrayList<>();

        Writers start(int count) {
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        addPair(ids.incrementAndGet());
                        acknowledged.incrementAndGet();
                    }
                }));
                running.add(threads.submit(() -> {
                    while (!over.get()) {
                        assertPairs(database);
                    }
                }));
            }
            return this;
        }

        void stop() throws Exception {
            over.set(true);
            for (Future<?> one : running) {
                one.get();
            }
        }

        @Override
        public void close() {
            over.set(true);
            threads.close();
        }
    }

    private void addPair(long id) {
        database.write(Durability.PROCESS_DEATH, transaction -> {
            transaction.update("insert into twin (id, born) values (?, 0)", id);
            return transaction.update("insert into sibling (id) values (?)", id);
        });
    }

    /** Fails where a row lacks its twin, and tells how many pairs there are. */
    private static long assertPairs(Database database) {
        return database.snapshot(transaction -> {
            long twins = transaction.number("select count(*) from twin");
            assertThat(transaction.number("select count(*) from sibling")).isEqualTo(twins);
            return twins;
        });
    }

    @Test
    void copyTo_whileOthersWrite_holdsAllThatWasAcknowledgedBefore() throws Exception {
        try (Writers writers = new Writers().start(4)) {
            for (int i = 0; i < 10; i++) {
                long before = writers.acknowledged.get();
                Path copy = folder.resolve("copy" + i);
                database.copyTo(copy);
                try (SqliteDatabase copied = SqliteDatabase.open(copy)) {
                    assertThat(assertPairs(copied)).isGreaterThanOrEqualTo(before);
                }
            }
            writers.stop();
        }
    }

    @Test
    void copyTo_aFileThatExists_isRefusedAndLeavesIt() throws IOException {
        Path file = Files.writeString(folder.resolve("letter"), "dear");

        assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(() -> database.copyTo(file));
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> database.copyTo(folder.resolve("nowhere/copy")));

        assertThat(file).hasContent("dear");
    }

    @Test
    void copyTo_aNameWithAQuote_works() {
        Path copy = folder.resolve("it's a copy");
        addPair(1);

        database.copyTo(copy);

        addPair(2);
        database.replaceFrom(copy);
        assertThat(assertPairs(database)).isEqualTo(1);
    }

    @Test
    void replaceFrom_bringsBackTheState() {
        addPair(1);
        Path copy = folder.resolve("copy");
        database.copyTo(copy);
        addPair(2);
        database.write(transaction -> transaction.update("create table later (id bigint)"));

        database.replaceFrom(copy);

        assertThat(assertPairs(database)).isEqualTo(1);
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> database.read(transaction -> transaction.number("select count(*) from later")));
        addPair(3);
        database.close();
        open(folder.resolve("berth.db"));
        assertThat(assertPairs(database)).isEqualTo(2);
    }

    private void open(Path file) {
        database = SqliteDatabase.open(file);
    }

    @Test
    void replaceFrom_whileOthersReadAndWrite_leavesNobodyWithHalf() throws Exception {
        Path copy = folder.resolve("copy");
        database.write(transaction -> transaction.update("update twin set born = 1"));
        database.copyTo(copy);
        try (Writers writers = new Writers().start(4)) {
            for (int i = 0; i < 10; i++) {
                database.replaceFrom(copy);
            }
            writers.stop();
        }

        database.replaceFrom(copy);
        assertThat(assertPairs(database)).isZero();
    }

    @Test
    void replaceFrom_whatIsNoDatabaseOfBerth_isRefusedAndChangesNothing() throws IOException {
        addPair(1);
        Path letter = Files.writeString(folder.resolve("letter"), "Dear harbour master, ".repeat(1000));
        Path empty = Files.createFile(folder.resolve("empty"));

        for (Path file : List.of(letter, empty, folder.resolve("missing"), folder)) {
            assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(() -> database.replaceFrom(file));
            assertThat(assertPairs(database)).as(file.toString()).isEqualTo(1);
        }
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void replaceFrom_aNewerSchema_isRefusedAndChangesNothing() {
        addPair(1);
        Path newer = folder.resolve("newer");
        database.copyTo(newer);
        try (SqliteDatabase other = SqliteDatabase.open(newer)) {
            other.write(transaction -> transaction.update("insert into schema_version (version) values (1000)"));
        }
        addPair(2);

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> database.replaceFrom(newer))
                .withMessageContaining("newer Berth");

        assertThat(assertPairs(database)).isEqualTo(2);
        addPair(3);
    }
}
