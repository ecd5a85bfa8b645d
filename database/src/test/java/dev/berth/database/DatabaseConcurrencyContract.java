package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Database} promises to many threads at once. The test of a database is a short subclass. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class DatabaseConcurrencyContract {
    private static final int ACCOUNTS = 10;
    private static final int BALANCE = 1000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch go = new CountDownLatch(1);

    @SuppressWarnings("NullAway.Init")
    private Database database;

    /** The database of this test, empty at first but for Berth's schema. Called again, it opens the same one as after a restart. */
    protected abstract Database open();

    /** Returns when this many writes wait for the one that is under way, where the database can tell. */
    protected abstract void awaitWaitingWrites(Database database, int count);

    /** How many writes there are at once at most before the next one waits. */
    protected int writersAtOnce() {
        return 1;
    }

    @BeforeEach
    void openWithTables() {
        database = open();
        database.write(transaction -> {
            transaction.update("create table entry (id bigint primary key, twin bigint not null)");
            transaction.update("create table purse (id bigint primary key, amount bigint not null)");
            for (int i = 0; i < ACCOUNTS; i++) {
                transaction.update("insert into purse (id, amount) values (?, ?)", i, BALANCE);
            }
            return true;
        });
    }

    @AfterEach
    void close() {
        go.countDown();
        threads.shutdownNow();
        database.close();
    }

    /** The ways in which a piece of work can go. */
    private enum Fate {
        COMMITS,
        THROWS_BEFORE,
        THROWS_AFTER,
        BREAKS_A_CONSTRAINT,
        IS_WRONG_SQL
    }

    @Test
    void write_amongOthersThatFail_isNotHurt() throws Exception {
        int writes = 200;
        List<Future<?>> first = holdWriters();
        List<Future<Boolean>> outcomes = new ArrayList<>();
        for (int id = 1; id <= writes; id++) {
            long own = id;
            outcomes.add(threads.submit(() -> database.write(durability(own), transaction -> {
                meetFate(transaction, own);
                return true;
            })));
        }
        awaitWaitingWrites(database, writes);
        go.countDown();
        awaitAll(first);

        for (int id = 1; id <= writes; id++) {
            Future<Boolean> outcome = outcomes.get(id - 1);
            switch (fate(id)) {
                case COMMITS -> assertThat(outcome.get()).isTrue();
                case THROWS_BEFORE, THROWS_AFTER ->
                    assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(unwrapped(outcome));
                case BREAKS_A_CONSTRAINT, IS_WRONG_SQL ->
                    assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(unwrapped(outcome));
            }
        }
        assertThat(entries())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, writes)
                        .filter(id -> fate(id) == Fate.COMMITS)
                        .boxed()
                        .toList());
    }

    private static Fate fate(long id) {
        // Long stretches of good neighbours, and bad ones in each order.
        return id % 8 < 5 ? Fate.COMMITS : Fate.values()[1 + (int) (id * 7 % 4)];
    }

    private static Durability durability(long id) {
        return id % 3 == 0 ? Durability.POWER_LOSS : Durability.PROCESS_DEATH;
    }

    private static void meetFate(Transaction transaction, long id) {
        Fate fate = fate(id);
        if (fate == Fate.THROWS_BEFORE) {
            throw new IllegalArgumentException("on purpose");
        }
        insert(transaction, id);
        switch (fate) {
            case COMMITS, THROWS_BEFORE -> {}
            case THROWS_AFTER -> throw new IllegalArgumentException("on purpose");
            case BREAKS_A_CONSTRAINT -> insert(transaction, id);
            case IS_WRONG_SQL -> transaction.update("insert into nowhere values (1)");
        }
    }

    @Test
    void write_isAloneAmongWriters() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(threads.submit(() -> database.write(Durability.PROCESS_DEATH, transaction -> {
                long amount = transaction.number("select amount from purse where id = 0");
                return transaction.update("update purse set amount = ? where id = 0", amount + 1);
            })));
        }
        awaitAll(all);

        assertThat(database.<Long>read(transaction -> transaction.number("select amount from purse where id = 0")))
                .isEqualTo(BALANCE + 500);
    }

    @Test
    void read_seesEveryWriteThatWasAcknowledged() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int writer = 0; writer < 32; writer++) {
            long from = writer * 100L;
            all.add(threads.submit(() -> {
                for (long id = from + 1; id <= from + 20; id++) {
                    long own = id;
                    database.write(durability(own), transaction -> insert(transaction, own));
                    assertThat(database.<Boolean>read(
                                    transaction -> transaction.exists("select 1 from entry where id = ?", own)))
                            .isTrue();
                }
                return true;
            }));
        }
        awaitAll(all);

        assertThat(entries()).hasSize(32 * 20);
    }

    @Test
    void snapshot_staysAtItsMoment() throws Exception {
        Future<?> write;
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        write = threads.submit(() -> {
            begun.await();
            database.write(transaction -> insert(transaction, 1));
            written.countDown();
            return true;
        });

        long seen = database.snapshot(transaction -> {
            long before = transaction.number("select count(*) from entry");
            begun.countDown();
            uninterrupted(written);
            return before + transaction.number("select count(*) from entry");
        });

        write.get();
        assertThat(seen).isZero();
        assertThat(entries()).containsExactly(1L);
    }

    @Test
    void snapshot_whileMoneyMoves_neverMissesAny() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> movers = new ArrayList<>();
        List<Future<?>> counters = new ArrayList<>();
        // Threads of the system: virtual ones that never wait would keep the others from running.
        try (ExecutorService platform = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 3; i++) {
                counters.add(platform.submit(() -> {
                    while (!over.get()) {
                        assertThat(database.<Long>snapshot(DatabaseConcurrencyContract::total))
                                .isEqualTo(ACCOUNTS * BALANCE);
                    }
                }));
                movers.add(platform.submit(() -> {
                    for (int move = 0; move < 300; move++) {
                        move();
                    }
                }));
            }
            awaitAll(movers);
            over.set(true);
            awaitAll(counters);
        }
    }

    private void move() {
        int from = ThreadLocalRandom.current().nextInt(ACCOUNTS);
        int to = ThreadLocalRandom.current().nextInt(ACCOUNTS);
        database.write(Durability.PROCESS_DEATH, transaction -> {
            transaction.update("update purse set amount = amount - 1 where id = ?", from);
            return transaction.update("update purse set amount = amount + 1 where id = ?", to);
        });
    }

    /** Adds up one purse after the other, each in a statement of its own. */
    private static long total(Transaction transaction) {
        return LongStream.range(0, ACCOUNTS)
                .map(id -> transaction.number("select amount from purse where id = ?", id))
                .sum();
    }

    @Test
    void write_thatIsInterrupted_isRefusedAndHurtsNobody() throws Exception {
        List<Future<?>> first = holdWriters();
        Thread waiting = Thread.ofVirtual().unstarted(() -> {
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> database.write(transaction -> insert(transaction, 1)));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        });
        AtomicBoolean failed = new AtomicBoolean();
        waiting.setUncaughtExceptionHandler((thread, failure) -> failed.set(true));
        waiting.start();
        awaitWaitingWrites(database, 1);
        waiting.interrupt();
        waiting.join();
        go.countDown();
        awaitAll(first);

        database.write(transaction -> insert(transaction, 2));
        assertThat(failed).isFalse();
        assertThat(entries()).contains(2L);
    }

    @Test
    void close_whileWritersWait_finishesOrRefusesEach() throws Exception {
        int writes = 300;
        List<Future<?>> first = holdWriters();
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        List<Future<?>> all = new ArrayList<>();
        for (long id = 1; id <= writes; id++) {
            long own = id;
            all.add(threads.submit(() -> {
                database.write(durability(own), transaction -> insert(transaction, own));
                acknowledged.add(own);
                return true;
            }));
        }
        awaitWaitingWrites(database, writes / 2);

        Future<?> closing = threads.submit(() -> database.close());
        go.countDown();
        closing.get();

        awaitAll(first);
        for (Future<?> one : all) {
            try {
                one.get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(DatabaseFailure.class);
            }
        }
        database = open();
        assertThat(entries()).containsExactlyInAnyOrderElementsOf(acknowledged);
    }

    @Test
    void close_whileReadersRead_letsThemEnd() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        Future<Long> reader = threads.submit(() -> database.snapshot(transaction -> {
            reading.countDown();
            uninterrupted(go);
            return total(transaction);
        }));
        reading.await();
        Future<?> closing = threads.submit(() -> database.close());
        go.countDown();

        assertThat(reader.get()).isEqualTo(ACCOUNTS * BALANCE);
        closing.get();
    }

    /** Begins as many writes as there can be at once, which do not end before they are let go. */
    private List<Future<?>> holdWriters() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(writersAtOnce());
        List<Future<?>> writes = new ArrayList<>();
        for (int i = 0; i < writersAtOnce(); i++) {
            writes.add(threads.submit(() -> database.write(transaction -> {
                started.countDown();
                return uninterrupted(go);
            })));
        }
        started.await();
        return writes;
    }

    private static void awaitAll(List<Future<?>> calls) throws Exception {
        for (Future<?> call : calls) {
            call.get();
        }
    }

    private static int insert(Transaction transaction, long id) {
        return transaction.update("insert into entry (id, twin) values (?, ?)", id, -id);
    }

    private List<Long> entries() {
        return database.read(transaction -> transaction.list("select id from entry order by id", row -> row.number(1)));
    }

    /** Waits inside of work, which may throw no checked exception. */
    private static boolean uninterrupted(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private static ThrowableAssert.ThrowingCallable unwrapped(Future<?> future) {
        return () -> {
            try {
                future.get();
            } catch (ExecutionException e) {
                throw e.getCause();
            }
        };
    }
}
