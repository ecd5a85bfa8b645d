package dev.berth.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TableCopyTest {
    private static final int MANIFESTS = 1200;
    private static final int LONGEST = 4 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SqliteDatabase sqlite;

    @SuppressWarnings("NullAway.Init")
    private PostgresDatabase postgres;

    @BeforeEach
    void open() {
        sqlite = SqliteDatabase.open(folder.resolve("berth.db"));
        postgres = PostgresDatabase.open(
                TestDatabases.config(folder).withTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    @AfterEach
    void close() {
        sqlite.close();
        postgres.close();
    }

    @Test
    void intoEmpty_fromSqliteToPostgresAndBack_keepsEveryRow() {
        long rows = fill(sqlite, 1);
        Map<String, Digest> before = digests(sqlite);

        assertThat(new TableCopy(sqlite, postgres).intoEmpty()).isEqualTo(rows);
        assertThat(digests(postgres)).isEqualTo(before);

        try (SqliteDatabase backup = SqliteDatabase.open(folder.resolve("backup.db"))) {
            assertThat(new TableCopy(postgres, backup).intoEmpty()).isEqualTo(rows);
            assertThat(digests(backup)).isEqualTo(before);
        }
        // The digests tell rows apart.
        postgres.write(
                transaction -> transaction.update("update manifest set touched_at = -1 where digest = 'sha256:7'"));
        assertThat(digests(postgres)).isNotEqualTo(before);
    }

    @Test
    void replacing_ofWhatWasThere_leavesOnlyTheCopy() {
        fill(sqlite, 1);
        fill(postgres, 2);

        new TableCopy(sqlite, postgres).replacing();

        assertThat(digests(postgres)).isEqualTo(digests(sqlite));
        postgres.write(transaction -> transaction.update("delete from manifest where digest < 'sha256:5'"));
        new TableCopy(postgres, sqlite).replacing();
        assertThat(digests(sqlite)).isEqualTo(digests(postgres));
    }

    @Test
    void replacing_whileNodesReadAndWrite_isSeenWholeOrNotAtAll() throws Exception {
        fill(sqlite, 1);
        fill(postgres, 1);
        long manifests = postgres.read(transaction -> transaction.number("select count(*) from manifest"));
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> copying = threads.submit(() -> {
                begun.countDown();
                return new TableCopy(sqlite, postgres).replacing();
            });
            begun.await();
            long written = 0;
            do {
                assertThat(postgres.<Long>read(transaction -> transaction.number("select count(*) from manifest")))
                        .isEqualTo(manifests);
                written += postgres.write(transaction -> transaction.update("update repository set created_at = 7"));
            } while (!copying.isDone());
            copying.get();
            assertThat(written).isPositive();
        }
        postgres.write(transaction -> transaction.update("update repository set created_at = 1"));
        assertThat(digests(postgres)).isEqualTo(digests(sqlite));
    }

    @Test
    void intoEmpty_ofOneThatIsNot_isRefusedAndChangesNothing() {
        fill(sqlite, 1);
        postgres.write(
                transaction -> transaction.update(
                        "insert into repository (id, name, namespace, visibility, created_at) values (9, 'a/b', 'a', 'private', 0)"));
        Map<String, Digest> before = digests(postgres);

        assertRefused(() -> new TableCopy(sqlite, postgres).intoEmpty(), "not empty: its table repository has rows");
        assertRefused(() -> new TableCopy(postgres, sqlite).intoEmpty(), "not empty");

        assertThat(digests(postgres)).isEqualTo(before);
    }

    @Test
    void copies_betweenDifferentSchemas_areRefusedAndChangeNothing() {
        fill(postgres, 1);
        Map<String, Digest> before = digests(postgres);
        try (SqliteDatabase older = SqliteDatabase.open(folder.resolve("older.db"), MigrationsContract.OLD)) {
            assertRefused(() -> new TableCopy(older, postgres).replacing(), "different schemas, versions 2 and ");
            assertRefused(() -> new TableCopy(postgres, older).intoEmpty(), " and 2: start this Berth on both once");
        }

        assertThat(digests(postgres)).isEqualTo(before);
    }

    private static void assertRefused(Runnable copy, String reason) {
        assertThatExceptionOfType(DatabaseFailure.class).isThrownBy(copy::run).withMessageContaining(reason);
    }

    /** Writes rows into some tables, every kind of value among them, and answers how many. */
    private static long fill(Database database, long seed) {
        Random random = new Random(seed);
        return database.<Long>write(transaction -> {
            transaction.update(
                    "insert into repository (id, name, namespace, visibility, created_at) values (?, ?, 'ada', 'public', 1)",
                    Long.MIN_VALUE,
                    "ada/\u00fc\ud83d\udea2'" + seed);
            transaction.update(
                    "insert into signing_key (id, private_key, public_key, created_at) values (?, ?, ?, ?)",
                    "key",
                    new byte[0],
                    new byte[] {0, -1, 39, 92},
                    Long.MAX_VALUE);
            for (int i = 0; i < MANIFESTS; i++) {
                byte[] content = new byte[i % 400 == 0 ? LONGEST : random.nextInt(500)];
                random.nextBytes(content);
                Optional<String> subject = i % 3 == 0 ? Optional.of("sha256:0") : Optional.empty();
                transaction.update(
                        "insert into manifest (repository_id, digest, media_type, referrer_type, subject, annotations, size,"
                                + " content, pushed_at, pushed_by, touched_at) values (?, ?, '', ?, ?, '{}', ?, ?, 0, '', ?)",
                        random.nextLong(),
                        "sha256:" + i,
                        subject,
                        subject,
                        content.length,
                        content,
                        seed);
            }
            return MANIFESTS + 2L;
        });
    }

    /** The digest of each table's rows in the order of their bytes. */
    private static Map<String, Digest> digests(Database database) {
        return database.snapshot(transaction -> {
            Map<String, Digest> digests = new TreeMap<>();
            for (Table table : transaction.tables()) {
                List<Digest> rows = transaction.list(
                        "select "
                                + table.columns().stream()
                                        .map(Table.Column::name)
                                        .collect(Collectors.joining(", "))
                                + " from " + table.name(),
                        row -> digest(table, row));
                digests.put(
                        table.name() + " " + rows.size(),
                        Digest.of(rows.stream()
                                .map(Digest::toString)
                                .sorted()
                                .collect(Collectors.joining())
                                .getBytes(UTF_8)));
            }
            return digests;
        });
    }

    private static Digest digest(Table table, Row row) {
        MessageDigest hash = Algorithm.SHA256.newHash();
        for (int i = 0; i < table.columns().size(); i++) {
            Optional<byte[]> value = switch (table.columns().get(i).type()) {
                case TEXT -> row.optionalText(i + 1).map(text -> text.getBytes(UTF_8));
                case NUMBER ->
                    row.optionalNumber(i + 1)
                            .map(number -> ByteBuffer.allocate(Long.BYTES)
                                    .putLong(number)
                                    .array());
                case BYTES -> row.optionalBytes(i + 1);
            };
            hash.update(ByteBuffer.allocate(Integer.BYTES)
                    .putInt(value.map(it -> it.length).orElse(-1))
                    .flip());
            value.ifPresent(hash::update);
        }
        return Digest.of(Algorithm.SHA256, hash);
    }
}
