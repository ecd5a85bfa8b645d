package dev.berth.registry.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.database.Database;
import dev.berth.database.Leases;
import dev.berth.database.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of the tables, however few rows are read at a time. */
class CountTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @SuppressWarnings("NullAway.Init")
    private Database database;

    private Instant now = NOON;

    /** Three repositories of two namespaces; the first blob is in all of them, the last in none. */
    @BeforeEach
    void fill(@TempDir Path folder) {
        database = TestDatabases.open(folder);
        repository(1, "ada/one", "ada");
        repository(2, "ada/two", "ada");
        repository(3, "bob/three", "bob");
        for (int i = 1; i <= 5; i++) {
            update(
                    "insert into blob (digest, size, location, quarantined, created_at) values (?, ?, ?, ?, 0)",
                    "sha256:" + i,
                    Math.powExact(10L, i),
                    "at " + i,
                    i == 2);
        }
        hold(1, 1, 2, 3);
        hold(2, 1, 3);
        hold(3, 1, 4);
        update(
                "insert into tag (repository_id, name, digest, updated_at, updated_by) values (2, 'a', 'sha256:m', 0, '')");
        update(
                "insert into tag (repository_id, name, digest, updated_at, updated_by) values (3, 'b', 'sha256:m', 0, '')");
        for (int i = 1; i <= 3; i++) {
            update(
                    "insert into manifest (repository_id, digest, media_type, annotations, size, content, pushed_at, pushed_by,"
                            + " touched_at) values (?, 'sha256:m', '', '', 1, ?, 0, '', 0)",
                    i,
                    new byte[1]);
        }
    }

    private void repository(long id, String name, String namespace) {
        update(
                "insert into repository (id, name, namespace, visibility, created_at) values (?, ?, ?, 'private', 0)",
                id,
                name,
                namespace);
    }

    private void hold(long repository, int... blobs) {
        for (int blob : blobs) {
            update(
                    "insert into repository_blob (repository_id, digest, touched_at) values (?, ?, 0)",
                    repository,
                    "sha256:" + blob);
        }
    }

    private void update(String sql, Object... parameters) {
        database.write(transaction -> transaction.update(sql, parameters));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void count_tellsAllAndWhoseItIs(int rows) {
        Count count = new Count(database, rows, () -> true);

        assertThat(count.run()).isTrue();

        assertThat(count.sample(NOON, Duration.ofSeconds(1)))
                .isEqualTo(new UsageSample(NOON, Duration.ofSeconds(1), 111_110, 1110 + 1010 + 10_010, 5, 1, 3, 2, 3));
        assertThat(count.largestRepositories())
                .containsExactly(
                        new UsageShare("bob/three", 1, 10_010),
                        new UsageShare("ada/one", 1, 1110),
                        new UsageShare("ada/two", 1, 1010));
        assertThat(count.largestNamespaces())
                .containsExactly(new UsageShare("bob", 1, 10_010), new UsageShare("ada", 2, 2120));
    }

    @Test
    void count_thatIsNotToGoOn_ends() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(new Count(database, 1, () -> asked.incrementAndGet() < 3).run())
                .isFalse();

        assertThat(asked).hasValue(3);
    }

    private UsageMeter meter(InstantSource clock) {
        return new UsageMeter(database, new Usage(database), clock);
    }

    @Test
    void measure_keepsTheLastSampleOfEachDay() {
        UsageMeter meter = meter(() -> now);
        Usage usage = new Usage(database);
        assertThat(usage.newest()).isEmpty();

        meter.measure();
        now = now.plus(Duration.ofHours(3));
        update("delete from tag where repository_id = 2");
        meter.measure();
        now = now.plus(Duration.ofDays(1));
        update("delete from repository where id = 3");
        meter.measure();

        assertThat(usage.history(10).stream().map(UsageSample::tags)).containsExactly(1L, 0L);
        assertThat(usage.history(1)).containsExactly(usage.newest().orElseThrow());
        assertThat(usage.newest().orElseThrow().takenAt()).isEqualTo(now);
        assertThat(usage.largest(Usage.Kind.NAMESPACE)).containsExactly(new UsageShare("ada", 2, 2120));
        assertThat(usage.largest(Usage.Kind.REPOSITORY)).hasSize(2);
    }

    @Test
    void measure_whileAnotherNodeDoes_isLeftToIt() {
        new Leases(database).tryTake("usage", Duration.ofHours(1));

        assertThat(meter(() -> now).measure()).isEmpty();
        assertThat(new Usage(database).newest()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT5M", "PT6S, PT5M", "PT72S, PT1H", "PT2M, PT1H40M", "PT1H, PT23H"})
    void sample_thatTookLonger_isGoodForLonger(Duration took, Duration pause) {
        assertThat(UsageMeter.pauseAfter(took)).isEqualTo(pause);
    }
}
