package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositorySizesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private RepositorySizes sizes;

    private final AtomicLong nanos = new AtomicLong();
    private final Queue<Runnable> behindTheBack = new ArrayDeque<>();

    @BeforeEach
    void open() throws IOException {
        registry = TestRegistry.open(folder, blobs, new SettableClock());
        sizes = new RepositorySizes(registry.database(), 2, nanos::get, behindTheBack::add);
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    private void blob(RepositoryName name, int bytes) throws IOException {
        registry.blob(name, "x".repeat(bytes));
    }

    private long size(RepositoryName name) {
        long id = registry.database()
                .read(transaction -> Repositories.id(transaction, name))
                .orElseThrow();
        return sizes.of(id);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void workBehindTheBack() {
        while (!behindTheBack.isEmpty()) {
            behindTheBack.remove().run();
        }
    }

    @Test
    void of_fewBlobs_isTheirSumAtOnce() throws IOException {
        blob(APP, 10);
        assertThat(size(APP)).isEqualTo(10);

        blob(OTHER, 300);
        assertThat(size(APP)).isEqualTo(10);
        assertThat(size(OTHER)).isEqualTo(300);
    }

    @Test
    void of_moreBlobsThanBefore_isTheirSumAtOnce() throws IOException {
        blob(APP, 10);
        assertThat(size(APP)).isEqualTo(10);

        blob(APP, 200);
        assertThat(size(APP)).isEqualTo(210);
    }

    @Test
    void of_veryManyBlobs_isRememberedAndAddedUpAnewBehindTheBack() throws IOException {
        blob(APP, 10);
        blob(APP, 200);
        assertThat(size(APP)).isEqualTo(210);
        blob(APP, 3000);

        pass(Duration.ofSeconds(59));
        assertThat(size(APP)).isEqualTo(210);
        workBehindTheBack();
        assertThat(size(APP)).isEqualTo(210);

        pass(Duration.ofSeconds(2));
        assertThat(size(APP)).isEqualTo(210);
        workBehindTheBack();
        assertThat(size(APP)).isEqualTo(3210);
    }

    @Test
    void of_veryManyBlobs_isNeverOld() throws IOException {
        blob(APP, 10);
        blob(APP, 200);
        assertThat(size(APP)).isEqualTo(210);
        blob(APP, 3000);

        pass(Duration.ofMinutes(11));
        assertThat(size(APP)).isEqualTo(3210);
    }
}
