package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several requests for one upload, or for the same blob, at the same time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UploadsConcurrencyTest {
    private final SettableClock clock = new SettableClock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = TestRegistry.open(folder, blobs, clock);
    }

    @AfterEach
    void close() throws IOException {
        threads.shutdownNow();
        registry.close();
    }

    /** Gives its bytes, and ends only when it is let go. */
    private static final class SlowStream extends InputStream {
        private final ByteArrayInputStream bytes;
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        SlowStream(byte[] bytes) {
            this.bytes = new ByteArrayInputStream(bytes);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read by the buffer");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = bytes.read(buffer, offset, length);
            if (read < 0) {
                reading.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return read;
        }
    }

    @Test
    void append_byTwoAtOnce_takesOneAfterTheOther() throws Exception {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        SlowStream slow = new SlowStream(new byte[] {1, 2, 3});
        Future<UploadSession> first = threads.submit(() -> append(session, slow, Optional.empty()));
        slow.reading.await();
        Future<UploadSession> second = threads.submit(() -> append(session, bytes(4, 5), Optional.empty()));
        Future<UploadSession> retry =
                threads.submit(() -> append(session, bytes(1, 2, 3), Optional.of(new ChunkRange(0, 2))));
        slow.go.countDown();

        assertThat(first.get().size()).isEqualTo(3);
        assertThat(second.get().size()).isEqualTo(5);
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(retry::get)
                .havingCause()
                .isInstanceOfSatisfying(
                        RegistryFailure.class,
                        failure -> assertThat(failure.error()).isEqualTo(WireError.BLOB_UPLOAD_OUT_OF_ORDER));
        Digest digest = Digest.of(new byte[] {1, 2, 3, 4, 5});
        finish(session, digest);
        assertThat(registry.hasBlob(APP, digest)).isTrue();
    }

    @Test
    void append_byManyAtOnce_keepsEveryChunkWhole() throws Exception {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        int chunk = 5000;
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[chunk];
            Arrays.fill(content, (byte) i);
            all.add(threads.submit(() -> append(session, new ByteArrayInputStream(content), Optional.empty())));
        }
        for (Future<?> one : all) {
            one.get();
        }

        byte[] stored = registry.bytes(session.mark().location());
        finish(session, Digest.of(stored));

        assertThat(stored).hasSize(40 * chunk);
        boolean[] seen = new boolean[40];
        for (int at = 0; at < stored.length; at += chunk) {
            seen[stored[at]] = true;
            for (int i = 0; i < chunk; i++) {
                assertThat(stored[at + i]).isEqualTo(stored[at]);
            }
        }
        assertThat(seen).doesNotContain(false);
    }

    @Test
    void collect_whileAChunkArrives_leavesTheSession() throws Exception {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        SlowStream slow = new SlowStream(new byte[] {1, 2, 3});
        Future<UploadSession> appending = threads.submit(() -> append(session, slow, Optional.empty()));
        slow.reading.await();
        clock.pass(TestRegistry.UPLOAD_EXPIRY.multipliedBy(2));

        registry.collect();
        slow.go.countDown();

        assertThat(appending.get().size()).isEqualTo(3);
        registry.collect();
        Digest digest = Digest.of(new byte[] {1, 2, 3});
        finish(session, digest);
        assertThat(registry.hasBlob(APP, digest)).isTrue();
    }

    @Test
    void finish_ofTheSameBlobByManyAtOnce_keepsItOnce() throws Exception {
        byte[] content = new byte[300_000];
        List<Future<Digest>> all = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            all.add(threads.submit(() -> registry.blob(APP, content)));
        }
        for (Future<Digest> one : all) {
            assertThat(registry.hasBlob(APP, one.get())).isTrue();
        }
        registry.collect();

        assertThat(registry.files())
                .containsExactly(registry.location(Digest.of(content)).value());
        assertThat(registry.registry().uploadStore().count()).isZero();
    }

    @Test
    void finish_byTwoAtOnce_succeedsOnce() throws Exception {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        append(session, bytes(1, 2, 3), Optional.empty());
        Digest digest = Digest.of(new byte[] {1, 2, 3});
        List<Future<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(threads.submit(() -> {
                try {
                    finish(session, digest);
                    return true;
                } catch (RegistryFailure e) {
                    assertThat(e.error()).isEqualTo(WireError.BLOB_UPLOAD_UNKNOWN);
                    return false;
                }
            }));
        }
        int succeeded = 0;
        for (Future<Boolean> one : all) {
            succeeded += one.get() ? 1 : 0;
        }

        assertThat(succeeded).isEqualTo(1);
        assertThat(registry.hasBlob(APP, digest)).isTrue();
    }

    private UploadSession append(UploadSession session, InputStream chunk, Optional<ChunkRange> range)
            throws IOException {
        return registry.uploads().append(APP, session.id(), chunk, range);
    }

    private void finish(UploadSession session, Digest digest) throws IOException {
        registry.finish(APP, session, digest);
    }

    private static InputStream bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return new ByteArrayInputStream(bytes);
    }
}
