package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TwoNodes.append;
import static dev.berth.registry.TwoNodes.finish;
import static dev.berth.registry.TwoNodes.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.StorageFull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that one node begins and another goes on with, over a store that gives nothing back before it is sealed. */
class NodesUploadTest {
    private static final byte[] CONTENT = new byte[3_500_000];

    static {
        new Random(11).nextBytes(CONTENT);
    }

    private static final Digest DIGEST = Digest.of(CONTENT);
    private static final Digest WRONG = Digest.of(new byte[] {1});

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TwoNodes nodes;

    @SuppressWarnings("NullAway.Init")
    private Uploads first;

    @SuppressWarnings("NullAway.Init")
    private Uploads second;

    @BeforeEach
    void open() {
        nodes = new TwoNodes(folder);
        first = nodes.busyNode();
        second = nodes.busyNode();
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    @ParameterizedTest
    @EnumSource
    void append_onAnotherNodeEachTime_goesOnWithoutReadingAnything(Algorithm algorithm) throws IOException {
        UploadSession session = nodes.open(algorithm);
        Digest digest = Digest.of(algorithm, CONTENT);
        append(first, session, CONTENT, 0, 1);
        append(second, session, CONTENT, 1, 300_000);
        append(first, session, CONTENT, 300_000, 2_900_001);
        append(second, session, CONTENT, 2_900_001, 2_900_001);

        finish(first, session, CONTENT, 2_900_001, digest);

        assertThat(nodes.store.reads()).isZero();
        assertThat(nodes.store.takenOver()).isZero();
        nodes.assertServed(digest, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void append_afterANodeDied_takesOverWhereItHadNoted() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 1_000_000);
        nodes.beginAndDie(session);

        assertThat(second.find(APP, session.id()).size()).isEqualTo(1_000_000);
        append(second, session, CONTENT, 1_000_000, 2_000_000);
        finish(second, session, CONTENT, 2_000_000, DIGEST);

        assertThat(nodes.store.takenOver()).isOne();
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void append_whoseClientBreaksOff_isGoneOnWithByTheOtherNode() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);

        assertThatIOException()
                .isThrownBy(() -> first.append(
                        APP, session.id(), new BrokenStream(part(CONTENT, 0, 1_500_000)), Optional.empty()));
        finish(second, session, CONTENT, 1_500_000, DIGEST);

        assertThat(nodes.store.takenOver()).isZero();
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void append_whoseNodeFailsInTheMiddle_hasNotedWholeParts() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> first.append(APP, session.id(), failingAfter(2_500_000), Optional.empty()));
        int noted = (int) second.find(APP, session.id()).size();
        finish(second, session, CONTENT, noted, DIGEST);

        assertThat(noted).isEqualTo(2 * ObjectBlobStore.PART);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    /** A body in the middle of which the program fails, so that nothing but what was noted until then is known. */
    private static InputStream failingAfter(int length) {
        return new InputStream() {
            private final InputStream bytes = part(CONTENT, 0, length);

            @Override
            public int read() throws IOException {
                return bytes.read();
            }

            @Override
            public int read(byte[] buffer, int offset, int most) throws IOException {
                int read = bytes.read(buffer, offset, Math.min(most, 100_000));
                if (read < 0) {
                    throw new IllegalStateException("the program fails");
                }
                return read;
            }
        };
    }

    @Test
    void append_whereTheStorageIsFull_keepsThePartsThatFitted() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 10);
        nodes.store.allow(2_900_000);

        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> append(second, session, CONTENT, 10, CONTENT.length));
        nodes.store.allow(Long.MAX_VALUE);
        int noted = (int) first.find(APP, session.id()).size();
        finish(first, session, CONTENT, noted, DIGEST);

        assertThat(noted).isEqualTo(2 * ObjectBlobStore.PART);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @ParameterizedTest
    @CsvSource({"SHA256, SHA512", "SHA512, SHA256"})
    void finish_byAnotherAlgorithm_readsTheSealedBlob(Algorithm announced, Algorithm named) throws IOException {
        UploadSession session = nodes.open(announced);
        append(first, session, CONTENT, 0, 1_200_000);
        Digest digest = Digest.of(named, CONTENT);

        finish(second, session, CONTENT, 1_200_000, digest);

        assertThat(nodes.store.reads()).isOne();
        nodes.assertServed(digest, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "00", "0101000000000000000a", "0101ffff"})
    void finish_whereTheHashWasNotKept_readsTheSealedBlob(String stored) throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 1_200_000);
        forgetHash(stored);
        append(second, session, CONTENT, 1_200_000, 1_300_000);

        finish(first, session, CONTENT, 1_300_000, DIGEST);

        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void finish_whereTheHashWasNotKeptAndTheDigestIsWrong_leavesNothingBehind() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 1_200_000);
        forgetHash("null");

        assertFails(WireError.DIGEST_INVALID, () -> finish(second, session, CONTENT, 1_200_000, WRONG));

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> first.find(APP, session.id()));
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    private void forgetHash(String stored) {
        Optional<byte[]> bytes =
                Optional.of(stored).filter(it -> !it.equals("null")).map(HexFormat.of()::parseHex);
        nodes.database.write(transaction -> transaction.update("update upload set hash_state = ?", bytes));
    }

    @ParameterizedTest
    @EnumSource
    void finish_ofAnotherDigest_leavesNothingBehind(Algorithm named) throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 1_200_000);
        Digest wrong = Digest.of(named, new byte[] {1});

        assertFails(WireError.DIGEST_INVALID, () -> finish(second, session, CONTENT, 1_200_000, wrong));

        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void finish_ofABlobThatIsThere_leavesOneCopy() throws IOException {
        UploadSession before = nodes.open(Algorithm.SHA256);
        finish(first, before, CONTENT, 0, DIGEST);
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 1_200_000);

        finish(second, session, CONTENT, 1_200_000, DIGEST);

        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).hasSize(1);
    }

    @Test
    void finish_thatBreaksOff_leavesTheSessionAsItWasNoted() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 10);

        assertThatIOException()
                .isThrownBy(() -> first.finish(
                        APP,
                        session.id(),
                        new BrokenStream(part(CONTENT, 10, 3_000_000)),
                        Optional.empty(),
                        new PushedBlob(DIGEST, "ada")));
        int noted = (int) second.find(APP, session.id()).size();
        finish(second, session, CONTENT, noted, DIGEST);

        assertThat(noted).isEqualTo(2 * ObjectBlobStore.PART);
        nodes.assertServed(DIGEST, CONTENT);
        nodes.assertNothingIsLeftBehind();
    }

    @Test
    void cancel_afterProgress_leavesNothingBehind() throws IOException {
        UploadSession session = nodes.open(Algorithm.SHA256);
        append(first, session, CONTENT, 0, 2_500_000);

        second.cancel(APP, session.id());

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> append(first, session, CONTENT, 0, 1));
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void takeWhole_thatBreaksOff_leavesNothingBehind() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> first.takeWhole(
                        APP, new BrokenStream(part(CONTENT, 0, 3_000_000)), new PushedBlob(DIGEST, "ada")));

        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    /** A database that is killed may lose its newest rows, and with them the session that nobody but this request knows. */
    @Test
    void takeWhole_whereTheDatabaseLosesTheSession_asksToBeSentAgain() throws IOException {
        InputStream blob = new BeforeTheEnd(part(CONTENT, 0, CONTENT.length), this::loseSessions);

        assertFails(WireError.UNAVAILABLE, () -> first.takeWhole(APP, blob, new PushedBlob(DIGEST, "ada")));
        first.takeWhole(APP, part(CONTENT, 0, CONTENT.length), new PushedBlob(DIGEST, "ada"));

        nodes.assertServed(DIGEST, CONTENT);
    }

    /** A client that goes on with a session which is lost has to open another one, and is told so. */
    @Test
    void append_whereTheDatabaseLosesTheSession_saysThatItIsUnknown() {
        UploadSession session = nodes.open(Algorithm.SHA256);
        InputStream chunk = new BeforeTheEnd(part(CONTENT, 0, 3_000_000), this::loseSessions);

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> first.append(APP, session.id(), chunk, Optional.empty()));
    }

    private void loseSessions() {
        nodes.database.write(transaction -> transaction.update("delete from upload"));
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
