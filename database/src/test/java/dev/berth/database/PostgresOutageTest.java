package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that goes away and comes back, and one that cannot be used. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresOutageTest {
    private static final Duration PROMPTLY = Duration.ofSeconds(8);

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private DatabaseConfig config;

    @SuppressWarnings("NullAway.Init")
    private PostgresDatabase database;

    @BeforeAll
    static void startServer() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void endServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void open() {
        config = server.config(server.create()).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
        database = PostgresDatabase.open(config);
        database.write(transaction -> transaction.update("create table entry (id bigint primary key)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void calls_whileTheServerIsStopped_failPromptlyAndWorkAgainAfterIt() {
        insert(1);
        server.stop();
        try {
            assertUnavailable(() -> insert(2));
            assertUnavailable(this::count);
            assertUnavailable(() -> database.snapshot(transaction -> transaction.number("select 1")));
            assertUnavailable(database::probe);
            assertUnavailable(() -> PostgresDatabase.open(config).close());
        } finally {
            server.restart();
        }

        awaitAnswers();
        insert(3);
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void sourceOfAPool_whileTheServerIsStopped_goesOnTryingUntilItIsBack() throws Exception {
        PatientSource source = source();
        server.stop();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Connection> connection = connectingInVain(source, threads);
            server.restart();

            connection.get().close();
        }
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> {
                    throw source.explained(new SQLTransientConnectionException());
                })
                .withNoCause();
    }

    @Test
    void sourceOfAPool_thatEnds_ends() throws Exception {
        PatientSource source = source();
        server.stop();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Connection> connection = connectingInVain(source, threads);
            threads.shutdownNow();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(connection::get)
                    .withCauseInstanceOf(SQLException.class);
        } finally {
            server.restart();
        }
    }

    /** A connection that the source has failed to make, and goes on trying. */
    private static Future<Connection> connectingInVain(PatientSource source, ExecutorService threads) {
        Future<Connection> connection = threads.submit(() -> source.getConnection());
        await().until(() ->
                source.explained(new SQLTransientConnectionException()).getCause() != null);
        return connection;
    }

    private PatientSource source() {
        PatientSource source = new PatientSource();
        source.setServerNames(new String[] {config.address().hosts().getFirst().name()});
        source.setPortNumbers(new int[] {config.address().hosts().getFirst().port()});
        source.setDatabaseName(config.address().name());
        source.setUser(config.user());
        config.password().ifPresent(source::setPassword);
        return source;
    }

    @Test
    void calls_whileTheServerHangs_failPromptlyAndWorkAgainAfterIt() throws IOException {
        insert(1);
        try (PostgresServer.Hang hang = server.hang()) {
            assertUnavailable(() -> insert(2));
            assertUnavailable(this::count);
            assertUnavailable(() -> PostgresDatabase.open(config).close());
            assertThat(hang).isNotNull();
        }

        awaitAnswers();
        insert(3);
        assertThat(count()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void calls_afterEveryConnectionWasTerminated_workAtOnce() {
        insert(1);
        count();

        server.administer("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '"
                + config.address().name() + "'");

        insert(2);
        assertThat(count()).isEqualTo(2);
        assertThatCode(database::probe).doesNotThrowAnyException();
    }

    @Test
    void writes_throughCrashesOfTheServer_stayWhenTheyWereAcknowledged() throws Exception {
        Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicLong next = new AtomicLong();
        AtomicBoolean over = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(threads.submit(() -> {
                    while (!over.get()) {
                        long id = next.incrementAndGet();
                        try {
                            insert(id);
                            acknowledged.add(id);
                        } catch (DatabaseFailure e) {
                            assertThat(e.isUnavailable()).as(e.getMessage()).isTrue();
                        }
                    }
                }));
            }
            for (int round = 0; round < 3; round++) {
                int before = acknowledged.size();
                await().until(() -> acknowledged.size() > before + 50);
                server.crash();
                server.restart();
            }
            int before = acknowledged.size();
            await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > before + 50);
            over.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        List<Long> kept = database.read(
                transaction -> transaction.list("select id from entry order by id", row -> row.number(1)));
        assertThat(kept).containsAll(acknowledged);
    }

    @Test
    void sync_beforeACrashOfTheServer_keepsWhatWasWrittenQuickly() {
        database.write(Durability.PROCESS_DEATH, transaction -> transaction.update("insert into entry values (1)"));
        database.sync();
        server.crash();
        server.restart();

        awaitAnswers();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void statement_thatTakesTooLong_isUnavailable() {
        assertUnavailable(() -> database.read(transaction -> transaction.first("select pg_sleep(60)", row -> true)));

        assertThat(count()).isZero();
    }

    @Test
    void write_whileAnotherHoldsTheRow_waitsAndIsThenUnavailable() {
        insert(1);
        database.write(transaction -> {
            transaction.update("update entry set id = 2 where id = 1");
            assertUnavailable(() -> database.write(other -> other.update("delete from entry where id = 1")));
            return true;
        });

        assertThat(count()).isEqualTo(1);
    }

    @Test
    void write_toADatabaseThatTakesNone_isUnavailableUntilItDoes() {
        String name = config.address().name();
        server.administer("alter database " + name + " set default_transaction_read_only = on");
        database.close();
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> PostgresDatabase.open(config))
                .matches(DatabaseFailure::isUnavailable);

        server.administer("alter database " + name + " reset default_transaction_read_only");
        database = PostgresDatabase.open(config);
        insert(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void write_onAFullDisk_saysSoAndGoesOnWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=24m,mode=777")) {
            PostgresServer.giveAway(disk.folder());
            assertThat(folder.toFile().setExecutable(true, false)).isTrue();
            server.administer("create tablespace small location '" + disk.folder() + "'");
            database.write(transaction ->
                    transaction.update("create table filler (id bigint, content bytea) tablespace small"));
            database.write(transaction -> transaction.update("alter table filler alter content set storage external"));
            Path inTheWay = Files.write(disk.folder().resolve("in-the-way"), new byte[8 << 20]);
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            fill();
                        }
                    })
                    .matches(DatabaseFailure::isFull);

            long kept = filled();
            Files.delete(inTheWay);
            fill();
            assertThat(filled()).isEqualTo(kept + 1);
            database.write(transaction -> transaction.update("drop table filler"));
            server.administer("drop tablespace small");
        }
    }

    private void fill() {
        database.write(
                transaction -> transaction.update("insert into filler (id, content) values (1, ?)", new byte[1 << 20]));
    }

    private long filled() {
        return database.read(transaction -> transaction.number("select count(*) from filler"));
    }

    private void insert(long id) {
        database.write(transaction -> transaction.update("insert into entry (id) values (?)", id));
    }

    private long count() {
        return database.read(transaction -> transaction.number("select count(*) from entry"));
    }

    /** A connection that nobody knows to be broken may still be met once. */
    private void awaitAnswers() {
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(DatabaseFailure.class)
                .untilAsserted(database::probe);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        long begin = System.nanoTime();
        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(call)
                .satisfies(
                        it -> assertThat(it.isUnavailable()).as(it.getMessage()).isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMPTLY);
    }
}
