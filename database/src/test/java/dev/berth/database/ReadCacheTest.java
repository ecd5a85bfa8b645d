package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReadCacheTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase database;

    @SuppressWarnings("NullAway.Init")
    private ReadCache<String, Long> cache;

    private final AtomicInteger reads = new AtomicInteger();

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(folder.resolve("berth.db"));
        database.write(transaction -> transaction.update("create table entry (name text primary key, value integer)"));
        cache = new ReadCache<>(database, 16, value -> value < 1_000_000);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void readAtOnce_again_needsNoDatabase() {
        put("a", 1);

        assertThat(value("a")).contains(1L);
        assertThat(value("a")).contains(1L);
        assertThat(reads).hasValue(1);
    }

    @Test
    void readAtOnce_afterACommit_findsWhatWasCommitted() {
        put("a", 1);
        assertThat(value("a")).contains(1L);

        put("a", 2);
        assertThat(value("a")).contains(2L);

        database.write(transaction -> transaction.update("delete from entry"));
        assertThat(value("a")).isEmpty();
    }

    @Test
    void readAtOnce_afterAWriteThatFailed_findsWhatThereIs() {
        put("a", 1);
        assertThat(value("a")).contains(1L);

        assertThatIllegalStateException()
                .isThrownBy(() -> database.write(transaction -> {
                    transaction.update("update entry set value = 2");
                    throw new IllegalStateException("in the middle of it");
                }));

        assertThat(value("a")).contains(1L);
    }

    @Test
    void readAtOnce_afterTheDatabaseWasReplaced_findsWhatReplacedIt() {
        put("a", 1);
        database.copyTo(folder.resolve("copy.db"));
        put("a", 2);
        assertThat(value("a")).contains(2L);

        database.replaceFrom(folder.resolve("copy.db"));

        assertThat(value("a")).contains(1L);
    }

    @Test
    void readAtOnce_ofNothing_isAskedAgain() {
        assertThat(value("a")).isEmpty();
        assertThat(value("a")).isEmpty();

        assertThat(reads).hasValue(2);
    }

    @Test
    void readAtOnce_ofWhatDoesNotFit_isAskedAgain() {
        put("a", 1_000_000);

        assertThat(value("a")).contains(1_000_000L);
        assertThat(value("a")).contains(1_000_000L);
        assertThat(reads).hasValue(2);
    }

    @Test
    void readAtOnce_ofKeysThatShareAPlace_answersEach() {
        for (int i = 0; i < 100; i++) {
            put("key " + i, i);
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 100; i++) {
                assertThat(value("key " + i)).contains((long) i);
            }
        }
    }

    @Test
    void readAtOnce_ofADatabaseThatOthersWriteTo_isAskedAgain() {
        put("a", 1);
        ReadCache<String, Long> shared = new ReadCache<>(new Shared(database), 16, any -> true);

        assertThat(shared.readAtOnce("a", this::read)).contains(1L);
        assertThat(shared.readAtOnce("a", this::read)).contains(1L);
        assertThat(reads).hasValue(2);
    }

    /** What was acknowledged is seen by whoever asks afterwards, and what was seen is not taken back. */
    @Test
    void readAtOnce_whileOthersWrite_neverGoesBack() throws Exception {
        put("a", 0);
        AtomicLong acknowledged = new AtomicLong();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> writer = threads.submit(() -> {
                for (long i = 1; i <= 2000; i++) {
                    put("a", i);
                    acknowledged.set(i);
                }
            });
            List<Future<?>> readers = new ArrayList<>();
            AtomicLong seen = new AtomicLong();
            for (int i = 0; i < 3; i++) {
                readers.add(threads.submit(() -> {
                    while (!writer.isDone()) {
                        long least = Math.max(acknowledged.get(), seen.get());
                        value("a").ifPresent(value -> {
                            assertThat(value).isGreaterThanOrEqualTo(least);
                            seen.accumulateAndGet(value, Math::max);
                        });
                    }
                }));
            }
            writer.get();
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertThat(value("a")).contains(2000L);
    }

    @Test
    void places_areAPowerOfTwo() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ReadCache<>(database, 100, any -> true));
    }

    private void put(String name, long value) {
        database.write(
                Durability.PROCESS_DEATH,
                transaction ->
                        transaction.update("insert or replace into entry (name, value) values (?, ?)", name, value));
    }

    private Optional<Long> value(String name) {
        return cache.readAtOnce(name, transaction -> {
            reads.incrementAndGet();
            return transaction.first("select value from entry where name = ?", row -> row.number(1), name);
        });
    }

    private Optional<Long> read(Transaction transaction) {
        reads.incrementAndGet();
        return transaction.first("select value from entry", row -> row.number(1));
    }

    /** One of several nodes. */
    private record Shared(Database one) implements Database {
        @Override
        public <T> T read(Work<T> work) {
            return one.read(work);
        }

        @Override
        public <T> Optional<T> readAtOnce(Work<T> work) {
            return one.readAtOnce(work);
        }

        @Override
        public <T> T snapshot(Work<T> work) {
            return one.snapshot(work);
        }

        @Override
        public <T> T write(Durability durability, Work<T> work) {
            return one.write(durability, work);
        }

        @Override
        public void probe() {
            one.probe();
        }

        @Override
        public void close() {
            one.close();
        }
    }
}
