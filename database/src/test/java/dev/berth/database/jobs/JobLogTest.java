package dev.berth.database.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.database.Database;
import dev.berth.database.SqliteDatabase;
import dev.berth.database.TestDatabases;
import dev.berth.database.jobs.JobState.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nodes tell each other of themselves and of their jobs. */
class JobLogTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Nested
    class OnSqlite extends Contract {
        @Override
        Database open(Path folder) {
            return SqliteDatabase.open(folder.resolve("berth.db"));
        }
    }

    @Nested
    class OnPostgres extends Contract {
        @Override
        Database open(Path folder) {
            return TestDatabases.postgres(folder);
        }
    }

    abstract static class Contract {
        private Database database;
        private Instant now = NOON;
        private JobLog here;
        private JobLog there;

        abstract Database open(Path folder);

        @BeforeEach
        void open(@TempDir Path folder, @TempDir Path other) {
            database = open(folder);
            here = log();
            there = log();
            here.start("here:5000", "1.0");
            there.start("there:5000", "1.0");
        }

        private JobLog log() {
            return new JobLog(database, () -> now);
        }

        @AfterEach
        void close() {
            here.stop();
            there.stop();
            database.close();
        }

        private static JobState job(JobLog log, String node) {
            return log.all().stream()
                    .filter(it -> it.node().equals(node))
                    .map(NodeJob::job)
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        void job_thatWasDone_isToldToTheOtherNodes() {
            here.job("count").once(MINUTE, () -> "counted 3");
            here.tell();

            JobState told = job(there, "here:5000");

            assertThat(told).isEqualTo(here.job("count").state());
            assertThat(told.state()).isEqualTo(State.DONE);
            assertThat(told.nextAt()).contains(NOON.plus(MINUTE));
            assertThat(told.did()).contains(new JobState.Note("counted 3", NOON));
        }

        @Test
        void job_thatFound_nothingToDo_stillTellsWhatItDidLast() {
            Job job = here.job("count");
            job.once(MINUTE, () -> "counted 3");
            now = now.plus(MINUTE);
            job.once(MINUTE, () -> "");
            here.tell();

            assertThat(job(there, "here:5000").endedAt()).contains(now);
            assertThat(job(there, "here:5000").did()).contains(new JobState.Note("counted 3", NOON));
        }

        @Test
        void job_thatFailed_tellsWhyAndPassesItOn() {
            Job job = here.job("count");
            assertThatIOException()
                    .isThrownBy(() -> job.once(MINUTE, () -> {
                        throw new IOException("the disk is away");
                    }))
                    .withMessage("the disk is away");
            here.tell();

            assertThat(job(there, "here:5000").state()).isEqualTo(State.FAILED);
            assertThat(job(there, "here:5000").failure()).contains(new JobState.Note("the disk is away", NOON));
        }

        @Test
        void job_thatRuns_isSeenHereAtOnce() {
            here.job("count").once(() -> {
                assertThat(job(here, "here:5000").state()).isEqualTo(State.RUNNING);
                return "";
            });
            assertThat(job(here, "here:5000").nextAt()).isEmpty();
        }

        @Test
        void job_afterARestart_remembersWhatItDidBefore() {
            here.job("count").once(MINUTE, () -> "counted 3");
            here.stop();
            now = now.plus(MINUTE);
            here = log();
            here.start("here:5000", "1.1");
            here.job("count");
            here.tell();

            JobState known = job(here, "here:5000");

            assertThat(known.endedAt()).contains(NOON);
            assertThat(known.did().map(JobState.Note::text)).contains("counted 3");
            here.job("count").once(MINUTE, () -> "");
            here.tell();
            assertThat(job(there, "here:5000").did().map(JobState.Note::text)).contains("counted 3");
        }

        @Test
        void node_thatRanAJobWhenItDied_hasFailedInIt() {
            here.job("count").once(() -> {
                here.tell();
                return "";
            });
            JobLog again = log();
            again.start("here:5000", "1.0");
            again.job("count");

            assertThat(job(again, "here:5000").state()).isEqualTo(State.FAILED);
            again.stop();
        }

        @Test
        void nodes_areThereUntilTheyStopOrAreSilent() {
            here.tell();
            there.tell();
            assertThat(names(here)).containsExactly("here:5000", "there:5000");

            now = now.plus(Duration.ofMinutes(5));
            here.tell();
            assertThat(here.nodes().stream().filter(here::isThere).map(Node::name))
                    .containsExactly("here:5000");

            there.stop();
            assertThat(names(here)).containsExactly("here:5000");
        }

        @Test
        void node_thatIsSilentForAWeek_isForgottenWithItsJobs() {
            there.job("count").once(MINUTE, () -> "counted 3");
            there.tell();
            here.tell();
            assertThat(here.all()).hasSize(1);

            now = now.plus(Duration.ofDays(8));
            here.tell();

            assertThat(names(here)).containsExactly("here:5000");
            assertThat(here.all()).isEmpty();
        }

        @Test
        void queue_ofMany_isCountedUpToABound() {
            Queue few = database.read(it -> Queue.of(it, "few", "", "select 1 from node where name = ?", "none"));
            assertThat(few).isEqualTo(new Queue("few", "", 0, false));
            database.write(transaction -> {
                transaction.updateAll(
                        "insert into discarded (location) values (?)",
                        IntStream.range(0, 10_001)
                                .mapToObj(i -> List.<Object>of("location " + i))
                                .collect(Collectors.toList()));
                return true;
            });
            Queue many = database.read(it -> Queue.of(it, "many", "", "select location from discarded"));
            assertThat(many).isEqualTo(new Queue("many", "", 10_000, true));
        }

        private static List<String> names(JobLog log) {
            return log.nodes().stream().map(Node::name).toList();
        }

        @Test
        void self_isKnownOnceItHasStarted() {
            assertThat(here.self().map(Node::version)).isEqualTo(Optional.of("1.0"));
            assertThat(log().self()).isEmpty();
        }
    }
}
