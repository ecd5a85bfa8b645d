package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.Location;
import dev.berth.storage.StorageFull;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an upload keeps, refuses and survives. */
class UploadsTest {
    /** More than two of the blocks in which large blobs go to the disk, and no multiple of one. */
    private static final byte[] CONTENT = new byte[2_700_000];

    static {
        new Random(1).nextBytes(CONTENT);
    }

    private static final Digest DIGEST = Digest.of(CONTENT);

    private final SettableClock clock = new SettableClock();

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
        registry.close();
    }

    @Test
    void append_countsWhatHasArrived() throws IOException {
        UploadSession session = begin();

        assertThat(session.size()).isZero();
        assertThat(append(session, 0, 5).size()).isEqualTo(5);
        assertThat(append(session, 5, 5).size()).isEqualTo(5);
        assertThat(append(session, 5, 400_000).size()).isEqualTo(400_000);
        assertThat(sizeOf(session)).isEqualTo(400_000);
        finish(session, 400_000);

        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @Test
    void append_afterARestart_goesOn() throws IOException {
        UploadSession session = begin();
        append(session, 0, 300_000);
        registry.restart();
        append(session, 300_000, 300_001);
        registry.restart();
        finish(session, 300_001);

        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SHA256, SHA256", "SHA512, SHA512", "SHA256, SHA512", "SHA512, SHA256"})
    void finish_verifiesWhateverAlgorithmTheDigestHas(Algorithm announced, Algorithm named) throws IOException {
        UploadSession session = registry.uploads().open(APP, announced);
        Digest digest = Digest.of(named, CONTENT);
        append(session, 0, 100_000);

        registry.uploads()
                .finish(
                        APP,
                        session.id(),
                        part(100_000, CONTENT.length),
                        Optional.empty(),
                        new PushedBlob(digest, "ada"));

        assertThat(registry.hasBlob(APP, digest)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"SHA256, SHA256", "SHA512, SHA512", "SHA256, SHA512"})
    void finish_ofAnotherDigest_leavesNothingBehind(Algorithm announced, Algorithm named) throws IOException {
        UploadSession session = registry.uploads().open(APP, announced);
        append(session, 0, 100_000);
        Digest wrong = Digest.of(named, new byte[] {1});

        assertFails(
                WireError.DIGEST_INVALID,
                () -> registry.uploads()
                        .finish(
                                APP,
                                session.id(),
                                part(100_000, CONTENT.length),
                                Optional.empty(),
                                new PushedBlob(wrong, "ada")));

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().find(APP, session.id()));
        assertFails(WireError.NAME_UNKNOWN, () -> registry.blobs().find(APP, wrong));
        registry.collect();
        assertThat(registry.files()).isEmpty();
        assertThat(registry.named()).isEmpty();
    }

    @Test
    void finish_withoutAnyByte_makesTheEmptyBlob() throws IOException {
        Digest empty = Digest.of(new byte[0]);
        UploadSession session = begin();

        registry.finish(APP, session, empty);

        assertThat(registry.hasBlob(APP, empty)).isTrue();
        assertThat(registry.blobs().find(APP, empty).size()).isZero();
    }

    @Test
    void finish_again_isRefused() throws IOException {
        UploadSession session = begin();
        finish(session, 0);

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> finish(session, 0));
        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> append(session, 0, 1));
        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @Test
    void session_ofAnotherRepository_isUnknown() throws IOException {
        UploadSession session = begin();

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().find(OTHER, session.id()));
        assertFails(
                WireError.BLOB_UPLOAD_UNKNOWN,
                () -> registry.uploads().append(OTHER, session.id(), part(0, 1), Optional.empty()));
        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().cancel(OTHER, session.id()));
        finish(session, 0);
    }

    @Test
    void append_outOfOrder_isRefusedAndTheSessionSurvives() throws IOException {
        UploadSession session = begin();
        append(session, 0, 1000);

        for (ChunkRange range :
                new ChunkRange[] {new ChunkRange(0, 999), new ChunkRange(999, 1998), new ChunkRange(1001, 2000)}) {
            assertFails(
                    WireError.BLOB_UPLOAD_OUT_OF_ORDER,
                    () -> registry.uploads().append(APP, session.id(), part(0, 1000), Optional.of(range)));
            assertFails(
                    WireError.BLOB_UPLOAD_OUT_OF_ORDER,
                    () -> registry.uploads()
                            .finish(
                                    APP,
                                    session.id(),
                                    part(0, 1000),
                                    Optional.of(range),
                                    new PushedBlob(DIGEST, "ada")));
        }
        assertThat(sizeOf(session)).isEqualTo(1000);
        finish(session, 1000);

        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1000", "262144", "300000", "1300000", "2097152"})
    void append_ofAChunkThatBreaksOff_keepsWhatArrived(int arriving) throws IOException {
        UploadSession session = begin();
        append(session, 0, 10);

        assertThatIOException()
                .isThrownBy(() -> registry.uploads()
                        .append(
                                APP,
                                session.id(),
                                new BrokenStream(part(10, 10 + arriving)),
                                Optional.of(new ChunkRange(10, CONTENT.length - 1))))
                .withMessage("the client is gone");

        assertThat(sizeOf(session)).isEqualTo(10 + arriving);
        finish(session, 10 + arriving);
        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @Test
    void finish_thatBreaksOff_leavesTheSession() throws IOException {
        UploadSession session = begin();
        append(session, 0, 10);

        assertThatIOException()
                .isThrownBy(() -> registry.uploads()
                        .finish(
                                APP,
                                session.id(),
                                new BrokenStream(part(10, 1_900_000)),
                                Optional.empty(),
                                new PushedBlob(DIGEST, "ada")));

        finish(session, sizeOf(session));
        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "100, 99",
        "100, 101",
        "300000, 299999",
        "300000, 550000",
        "1, 100000",
        "1500000, 1499999",
        "1500000, 1700000"
    })
    void append_ofAChunkThatIsNotAsLongAsItsRange_changesNothing(int said, int sent) throws IOException {
        UploadSession session = begin();
        append(session, 0, 1000);
        Optional<ChunkRange> range = Optional.of(new ChunkRange(1000, 1000 + said - 1));

        assertFails(
                WireError.SIZE_INVALID,
                () -> registry.uploads().append(APP, session.id(), part(1000, 1000 + sent), range));
        assertFails(
                WireError.SIZE_INVALID,
                () -> registry.uploads()
                        .finish(APP, session.id(), part(1000, 1000 + sent), range, new PushedBlob(DIGEST, "ada")));

        assertThat(sizeOf(session)).isEqualTo(1000);
        finish(session, 1000);
        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @Test
    void cancel_endsTheSession() throws IOException {
        UploadSession session = begin();
        append(session, 0, 1000);

        registry.uploads().cancel(APP, session.id());

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().cancel(APP, session.id()));
        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> append(session, 0, 1));
        assertThat(registry.registry().uploadStore().count()).isZero();
    }

    @Test
    void expire_ofASessionThatSomebodyHasJustGoneOnWith_leavesIt() throws IOException {
        UploadSession session = begin();
        append(session, 0, 1000);
        clock.pass(TestRegistry.UPLOAD_EXPIRY.plusMillis(1));
        long before = clock.millis() - TestRegistry.UPLOAD_EXPIRY.toMillis();
        UploadSession found =
                registry.registry().uploadStore().abandoned(before, 10).getFirst();
        append(session, 1000, 2000);

        assertThat(registry.uploads().expire(found, before)).isFalse();

        finish(session, 2000);
        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    @Test
    void append_afterBytesThatNoRowCounts_cutsThemOff() throws IOException {
        // A server that died while a chunk arrived has written more than it noted.
        UploadSession session = begin();
        append(session, 0, 1000);
        Files.write(file(session), new byte[5000], StandardOpenOption.APPEND);
        registry.restart();

        finish(session, 1000);

        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
        assertThat(registry.blobs().find(APP, DIGEST).size()).isEqualTo(CONTENT.length);
    }

    @Test
    void append_whereBytesWereLost_endsTheSession() throws IOException {
        // A power cut may take bytes that no seal has brought to the disk.
        UploadSession shorter = begin();
        UploadSession gone = begin();
        append(shorter, 0, 1000);
        append(gone, 0, 1000);
        registry.restart();
        try (FileChannel channel = FileChannel.open(file(shorter), StandardOpenOption.WRITE)) {
            channel.truncate(999);
        }
        Files.delete(file(gone));

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> append(shorter, 1000, 2000));
        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> finish(gone, 1000));
        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().find(APP, shorter.id()));
        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().find(APP, gone.id()));
    }

    @Test
    void append_whereTheStorageIsFull_keepsTheSessionUntilThereIsRoom() throws IOException {
        RationedBlobStore rationed = new RationedBlobStore(registry.store());
        Uploads uploads = new Uploads(rationed, registry.registry().uploadStore(), new Turns.OfOneNode());
        UploadSession session = begin();
        rationed.allow(1_500_000);

        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> uploads.append(APP, session.id(), part(0, CONTENT.length), Optional.empty()));
        int kept = sizeOf(session);
        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> uploads.finish(
                        APP,
                        session.id(),
                        part(kept, CONTENT.length),
                        Optional.empty(),
                        new PushedBlob(DIGEST, "ada")));
        assertThat(kept).isBetween(1, 1_500_000);
        rationed.allow(Long.MAX_VALUE);

        uploads.finish(APP, session.id(), part(kept, CONTENT.length), Optional.empty(), new PushedBlob(DIGEST, "ada"));
        assertThat(registry.hasBlob(APP, DIGEST)).isTrue();
    }

    private UploadSession begin() {
        return registry.uploads().open(APP, Algorithm.SHA256);
    }

    private UploadSession append(UploadSession session, int from, int to) throws IOException {
        return registry.uploads().append(APP, session.id(), part(from, to), Optional.empty());
    }

    /** Sends everything from here on and ends the upload. */
    private void finish(UploadSession session, int from) throws IOException {
        registry.uploads()
                .finish(APP, session.id(), part(from, CONTENT.length), Optional.empty(), new PushedBlob(DIGEST, "ada"));
    }

    private int sizeOf(UploadSession session) {
        return (int) registry.uploads().find(APP, session.id()).size();
    }

    private static InputStream part(int from, int to) {
        return new ByteArrayInputStream(Arrays.copyOfRange(CONTENT, from, to));
    }

    private static Path file(UploadSession session) {
        Location location = session.mark().location();
        return blobs.resolve(location.value().substring(0, 2))
                .resolve(location.value().substring(2));
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
