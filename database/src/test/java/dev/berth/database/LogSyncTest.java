package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LogSyncTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void afterSync_ofALogThatCannotBeOpened_failsUntilItCan() throws IOException {
        Path log = folder.resolve("berth.db-wal");
        try (LogSync sync = new LogSync(log, () -> {})) {
            assertThat(outcome(sync)).contains("cannot be brought to the disk");

            Files.createFile(log);

            assertThat(outcome(sync)).isEqualTo("done");
        }
    }

    @Test
    void afterSync_ofALogThatFailedOnce_vouchesOnlyForWhatIsPastTheLog() throws IOException {
        Path log = folder.resolve("berth.db-wal");
        AtomicInteger checkpoints = new AtomicInteger();
        try (LogSync sync = new LogSync(log, () -> {
            if (checkpoints.incrementAndGet() == 1) {
                throw new SQLException("busy");
            }
        })) {
            assertThat(outcome(sync)).contains("cannot be brought to the disk");
            assertThat(checkpoints).hasValue(0);
            Files.createFile(log);

            assertThat(outcome(sync)).contains("cannot be brought to the disk");
            assertThat(outcome(sync)).isEqualTo("done");
            assertThat(checkpoints).hasValue(2);
            assertThat(outcome(sync)).isEqualTo("done");
            assertThat(checkpoints).hasValue(2);
        }
    }

    private static String outcome(LogSync sync) {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        sync.afterSync(
                () -> outcome.complete("done"), failure -> outcome.complete(String.valueOf(failure.getMessage())));
        return outcome.join();
    }

    @Test
    void close_whileOthersWait_answersThemFirst() throws IOException {
        AtomicInteger done = new AtomicInteger();
        AtomicInteger failed = new AtomicInteger();
        LogSync sync = new LogSync(Files.createFile(folder.resolve("log")), () -> {});
        for (int i = 0; i < 1000; i++) {
            sync.afterSync(done::incrementAndGet, failure -> failed.incrementAndGet());
        }

        sync.close();

        assertThat(done).hasValue(1000);
        assertThat(failed).hasValue(0);
    }
}
