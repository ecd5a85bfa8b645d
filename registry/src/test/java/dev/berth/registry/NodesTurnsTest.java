package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TwoNodes.append;
import static dev.berth.registry.TwoNodes.finish;
import static dev.berth.registry.TwoNodes.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.database.SqliteDatabase;
import dev.berth.database.Work;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A writer that is slow, or cut off, while another node goes on with its upload. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodesTurnsTest {
    private static final byte[] CONTENT = new byte[3_500_000];

    static {
        new Random(13).nextBytes(CONTENT);
    }

    private static final Digest DIGEST = Digest.of(CONTENT);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TwoNodes nodes;

    @SuppressWarnings("NullAway.Init")
    private Uploads slow;

    @SuppressWarnings("NullAway.Init")
    private Uploads other;

    @BeforeEach
    void open() {
        nodes = new TwoNodes(folder);
        slow = nodes.busyNode();
        other = nodes.busyNode();
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.close();
    }

    /** Gives bytes until it is to wait, and the others when it is let go. */
    private static final class HeldStream extends InputStream {
        private final InputStream before;
        private final InputStream behind;
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);
        private boolean held;

        HeldStream(int from, int hold, int to) {
            this.before = part(CONTENT, from, hold);
            this.behind = part(CONTENT, hold, to);
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read by the buffer");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = before.read(buffer, offset, length);
            if (read >= 0) {
                return read;
            }
            if (!held) {
                held = true;
                waiting.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return behind.read(buffer, offset, length);
        }
    }

    private <T> Future<T> begin(HeldStream body, Callable<T> request) throws InterruptedException {
        Future<T> answer = threads.submit(request);
        body.waiting.await();
        return answer;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 1_500_000, 3_000_000})
    void append_whileAnotherNodeGoesOn_changesNothingAnyMore(int hold) throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        HeldStream body = new HeldStream(0, hold, CONTENT.length);
        Future<UploadSession> appending = begin(body, () -> slow.append(APP, session.id(), body, Optional.empty()));
        int noted = (int) other.find(APP, session.id()).size();
        append(other, session, CONTENT, noted, 3_100_000);
        String row = row();
        body.go.countDown();

        assertFails(WireError.BLOB_UPLOAD_OUT_OF_ORDER, appending);
        assertThat(row()).isEqualTo(row);
        finish(slow, session, CONTENT, 3_100_000, DIGEST);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    private String row() {
        return nodes.database
                .read(transaction -> transaction.first(
                        "select size, location, writer_state, hash_state, turn, writing from upload",
                        row -> row.number(1) + row.text(2) + row.text(3)
                                + HexFormat.of().formatHex(row.bytes(4)) + row.number(5) + " " + row.number(6)))
                .orElseThrow();
    }

    @Test
    void finish_whileAnotherNodeGoesOn_makesNoBlob() throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(slow, session, CONTENT, 0, 100_000);
        HeldStream body = new HeldStream(100_000, 3_400_000, CONTENT.length);
        Future<Boolean> finishing = begin(body, () -> {
            slow.finish(APP, session.id(), body, Optional.empty(), new PushedBlob(DIGEST, "ada"));
            return true;
        });
        int noted = (int) other.find(APP, session.id()).size();
        append(other, session, CONTENT, noted, 3_200_000);
        body.go.countDown();

        assertFails(WireError.BLOB_UPLOAD_OUT_OF_ORDER, finishing);
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(() -> nodes.first.blobs().find(APP, DIGEST));
        finish(other, session, CONTENT, 3_200_000, DIGEST);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void finish_whenAnotherNodeHasFinished_isUnknown() throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        HeldStream body = new HeldStream(0, 100, CONTENT.length);
        Future<Boolean> finishing = begin(body, () -> {
            slow.finish(APP, session.id(), body, Optional.empty(), new PushedBlob(DIGEST, "ada"));
            return true;
        });
        finish(other, session, CONTENT, 0, DIGEST);
        body.go.countDown();

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, finishing);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void append_whoseDigestIsWrongAfterTheTurnWasLost_endsNothing() throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        HeldStream body = new HeldStream(0, 100, 200);
        Future<Boolean> finishing = begin(body, () -> {
            slow.finish(APP, session.id(), body, Optional.empty(), new PushedBlob(DIGEST, "ada"));
            return true;
        });
        append(other, session, CONTENT, 0, 1_000_000);
        body.go.countDown();

        assertFails(WireError.BLOB_UPLOAD_OUT_OF_ORDER, finishing);
        finish(slow, session, CONTENT, 1_000_000, DIGEST);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void cancel_whileAnotherNodeWrites_endsItsTurn() throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        HeldStream body = new HeldStream(0, 2_500_000, CONTENT.length);
        Future<UploadSession> appending = begin(body, () -> slow.append(APP, session.id(), body, Optional.empty()));

        other.cancel(APP, session.id());
        nodes.first.collector().collect();
        body.go.countDown();

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, appending);
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void collect_whileAnotherNodeWrites_leavesTheSession() throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        nodes.clock.pass(TestRegistry.UPLOAD_EXPIRY.plusMinutes(1));
        HeldStream body = new HeldStream(0, 2_500_000, CONTENT.length);
        Future<UploadSession> appending = begin(body, () -> slow.append(APP, session.id(), body, Optional.empty()));

        nodes.first.collector().collect();
        body.go.countDown();

        assertThat(appending.get().size()).isEqualTo(CONTENT.length);
        nodes.clock.pass(TestRegistry.UPLOAD_EXPIRY.plusMillis(1));
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void expire_ofAWriterThatMayBeAlive_waitsUntilItHasBeenSilentForMinutes() {
        UploadSession session = nodes.open(Algorithm.SHA256);
        nodes.beginAndDie(session);
        nodes.clock.pass(Duration.ofMinutes(1));
        assertThat(other.expire(session, nodes.clock.millis())).isFalse();
        nodes.clock.pass(Duration.ofMinutes(5));

        assertThat(other.expire(session, nodes.clock.millis())).isTrue();
    }

    @Test
    void finish_whoseCommitIsNotAnswered_losesNothing() throws Exception {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(slow, session, CONTENT, 0, 1_000_000);
        Registry unlucky = nodes.node(new UnansweredDatabase(nodes.database, closedDatabase()), nodes.store);

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> finish(unlucky.uploads(), session, CONTENT, 1_000_000, DIGEST));

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> other.find(APP, session.id()));
        nodes.second.collector().collect();
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    /** A database that fails whatever it is asked. */
    private Database closedDatabase() {
        Database closed = SqliteDatabase.open(folder.resolve("closed.db"));
        closed.close();
        return closed;
    }

    /** A database that loses the connection after each commit that has to survive the loss of power. */
    private record UnansweredDatabase(Database database, Database closed) implements Database {
        @Override
        public <T> T read(Work<T> work) {
            return database.read(work);
        }

        @Override
        public <T> T snapshot(Work<T> work) {
            return database.snapshot(work);
        }

        @Override
        public <T> T write(Durability durability, Work<T> work) {
            T result = database.write(durability, work);
            if (durability == Durability.POWER_LOSS) {
                closed.write(durability, work);
            }
            return result;
        }

        @Override
        public void probe() {}

        @Override
        public void close() {}
    }

    private static void assertFails(WireError error, Future<?> answer) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(answer::get)
                .havingCause()
                .isInstanceOfSatisfying(
                        RegistryFailure.class,
                        failure -> assertThat(failure.error()).isEqualTo(error));
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
