package dev.berth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WriteBehindTest {
    private final List<CompletableFuture<Void>> syncs = new ArrayList<>();
    private final WriteBehind behind = new WriteBehind(
            () -> {
                CompletableFuture<Void> sync = new CompletableFuture<>();
                syncs.add(sync);
                return sync;
            },
            100);

    @Test
    void written_ofLessThanAStep_syncsNothing() throws IOException {
        behind.written(100 + WriteBehind.STEP - 1);
        behind.settle();

        assertThat(syncs).isEmpty();
    }

    @Test
    void written_ofASync_beginsAnotherWhenItIsDone() throws IOException {
        behind.written(100 + WriteBehind.STEP);
        behind.written(100 + 3 * WriteBehind.STEP);
        assertThat(syncs).hasSize(1);

        syncs.getFirst().complete(null);
        behind.written(100 + 3 * WriteBehind.STEP);
        assertThat(syncs).hasSize(2);
    }

    @Test
    void written_farBeforeTheDisk_waitsForIt() throws IOException {
        behind.written(100 + WriteBehind.STEP);
        Thread disk = Thread.ofVirtual().unstarted(() -> syncs.getFirst().complete(null));
        disk.start();
        behind.written(100 + WriteBehind.STEP + WriteBehind.MOST);

        assertThat(syncs.getFirst()).isDone();
        assertThat(syncs).hasSize(2);
    }

    @Test
    void settle_afterAFailure_throwsItOnce() throws IOException {
        behind.written(100 + WriteBehind.STEP);
        syncs.getFirst().completeExceptionally(new IOException("lost"));

        assertThatIOException().isThrownBy(behind::settle).withMessage("lost");
        // A writer that is closed because of a failure must not fail with the very same one.
        behind.settle();
    }

    @Test
    void written_afterAFailure_throwsIt() throws IOException {
        behind.written(100 + WriteBehind.STEP);
        syncs.getFirst().completeExceptionally(new IOException("lost"));

        assertThatIOException().isThrownBy(() -> behind.written(100 + 2 * WriteBehind.STEP));
    }
}
