package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives {@code kill -9}; what was not is there whole or not at all. */
class KilledProcessTest {
    private static final int ROUNDS = 30;
    private static final int MOST_ACKNOWLEDGED = 400;
    private static final long IDS_PER_ROUND = 1_000_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final Random random = new Random();
    private final Set<Long> acknowledged = new HashSet<>();

    @Test
    void write_thatWasAcknowledged_survivesTheDeathOfTheProcess() throws Exception {
        Path file = folder.resolve("berth.db");
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(commitUntilKilled(file, round * IDS_PER_ROUND));
            try (SqliteDatabase database = SqliteDatabase.open(file)) {
                assertHoldsWhatWasAcknowledged(database);
            }
        }
    }

    /** Runs the program, kills it after so many lines, and answers every id that it acknowledged. */
    private List<Long> commitUntilKilled(Path file, long firstId) throws IOException, InterruptedException {
        int lines = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextInt(MOST_ACKNOWLEDGED);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dslf4j.internal.verbosity=ERROR",
                        "-Dorg.sqlite.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitUntilKilled.class.getName(),
                        file.toString(),
                        String.valueOf(firstId))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> ids = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("opening");
            for (int i = 0; i < lines; i++) {
                ids.add(Long.valueOf(out.readLine()));
            }
            // By its handle: the process's own method would close the stream that is still to be read.
            process.toHandle().destroyForcibly();
            out.lines().map(Long::valueOf).forEach(ids::add);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return ids;
    }

    private void assertHoldsWhatWasAcknowledged(SqliteDatabase database) {
        database.snapshot(transaction -> {
            assertThat(transaction.first("pragma integrity_check", row -> row.text(1)))
                    .contains("ok");
            if (!transaction.exists("select 1 from sqlite_schema where name = 'part'")) {
                assertThat(acknowledged).isEmpty();
                return true;
            }
            assertThat(transaction.list("select id from part group by id having count(*) <> 2", row -> row.number(1)))
                    .as("rows without their other half")
                    .isEmpty();
            assertThat(transaction.list("select id from part where half = 1", row -> row.number(1)))
                    .containsAll(acknowledged);
            return true;
        });
    }
}
