package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.StorageFull;
import dev.berth.storage.StorageUnavailable;
import dev.berth.storage.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store whose answers get lost, break off, do not come, or say no. */
class S3FailuresTest {
    private static final int PART = 5 << 20;
    private static final byte[] CONTENT = StoredBytes.random(1, 2 * PART + 70_000);
    private static final S3Config.Limits IMPATIENT =
            new S3Config.Limits(Duration.ofSeconds(2), Duration.ofSeconds(2), 1, 64, PART, 35L << 20);

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @SuppressWarnings("NullAway.Init")
    private S3Config config;

    @SuppressWarnings("NullAway.Init")
    private S3BlobStore store;

    @BeforeEach
    void open() throws IOException {
        S3Config direct = S3Endpoint.shared().freshBucket();
        wire = Wire.to(S3Endpoint.shared().uri());
        config = S3Endpoint.at(wire.uri(), direct.bucket(), Optional.empty());
        store = S3BlobStore.open(config);
        wire.forget();
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        wire.close();
    }

    @Test
    void seal_whoseAnswerIsLost_standsAllTheSame() throws IOException {
        wire.next("POST", "uploadId=", new Wire.Trouble.LostAnswer());

        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);

        assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
    }

    @Test
    void seal_whosePartsAreGoneWhenItIsRepeated_standsAllTheSame() throws IOException {
        wire.next("POST", "uploadId=", new Wire.Trouble.LostAnswer());
        wire.next("POST", "uploadId=", new Wire.Trouble.Answer(400, "InvalidPart"));

        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);

        assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
    }

    @Test
    void seal_thatFailsAtFirst_isTriedAgain() throws IOException {
        try (S3BlobStore impatient = S3BlobStore.open(config.with(IMPATIENT))) {
            wire.next("POST", "uploadId=", new Wire.Trouble.Answer(200, "InternalError"));
            wire.next("POST", "uploadId=", new Wire.Trouble.Answer(500, "InternalError"));

            Location location = StoredBytes.keep(impatient, Location.fresh(), CONTENT);

            assertThat(StoredBytes.content(impatient, location)).isEqualTo(CONTENT);
        }
    }

    @Test
    void write_whoseAnswersAreLost_isRepeated() throws IOException {
        wire.next("PUT", "partNumber=1", new Wire.Trouble.LostAnswer());
        wire.next("PUT", "partNumber=2", new Wire.Trouble.LostAnswer());
        wire.next("POST", "?uploads", new Wire.Trouble.LostAnswer());

        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);

        assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
    }

    @Test
    void seal_ofANodeThatDiedBeforeTheAnswer_isRepeatedByAnother() throws IOException {
        S3BlobStore dying = S3BlobStore.open(config.with(IMPATIENT));
        BlobWriter dead = dying.write(Mark.start(Location.fresh()));
        dead.write(ByteBuffer.wrap(CONTENT));
        Mark mark = dead.mark();
        wire.next("POST", "uploadId=", new Wire.Trouble.LostAnswer());
        wire.next("HEAD", "", new Wire.Trouble.Silence());
        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(dead::seal);

        Location location = StoredBytes.finish(store, mark, new byte[0]);

        assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
        dead.close();
        dying.close();
    }

    @Test
    void read_thatBreaksOff_goesOnWhereItWas() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        wire.next("GET", "", new Wire.Trouble.BrokenAnswer(PART));
        wire.next("GET", "", new Wire.Trouble.BrokenAnswer(PART / 2));

        assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
    }

    @Test
    void read_ofEverything_isOneRequest() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        wire.forget();

        StoredBytes.content(store, location);

        assertThat(wire.requests()).hasSize(1).first().asString().startsWith("GET ");
    }

    @Test
    void write_ofASmallBlob_isOneRequest() throws IOException {
        try (BlobWriter writer = store.write(Mark.start(Location.fresh()))) {
            writer.write(ByteBuffer.wrap(CONTENT, 0, 1000));
            Mark mark = writer.mark();
            Location sealed;
            try (BlobWriter next = store.write(mark)) {
                sealed = next.seal();
            }
            assertThat(sealed).isEqualTo(mark.location());
        }

        assertThat(wire.requests()).hasSize(1).first().asString().startsWith("PUT ");
    }

    @Test
    void read_ofAStoreThatIsSilent_isUnavailable() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        try (S3BlobStore impatient = S3BlobStore.open(config.with(IMPATIENT))) {
            wire.next("GET", "", new Wire.Trouble.Silence());

            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> impatient.read(location));
        }
    }

    @Test
    void write_toAStoreThatIsSilent_isUnavailableAndKeepsWhatWasReached() throws IOException {
        try (S3BlobStore impatient = S3BlobStore.open(config.with(IMPATIENT));
                BlobWriter writer = impatient.write(Mark.start(Location.fresh()))) {
            writer.write(ByteBuffer.wrap(CONTENT, 0, PART + 1));
            Mark mark = writer.mark();
            wire.next("PUT", "partNumber=2", new Wire.Trouble.Silence());
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> {
                writer.write(ByteBuffer.wrap(CONTENT, PART + 1, CONTENT.length - PART - 1));
                writer.seal();
            });

            assertThat(writer.reached()).isEqualTo(mark);
            assertThat(writer.size()).isEqualTo(mark.size());
            byte[] rest = java.util.Arrays.copyOfRange(CONTENT, PART + 1, CONTENT.length);
            Location location = StoredBytes.finish(store, mark, rest);
            assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
        }
    }

    @Test
    void write_toAFullStore_saysSo() throws IOException {
        for (Wire.Trouble.Answer full : List.of(
                new Wire.Trouble.Answer(507, "XMinioStorageFull"),
                new Wire.Trouble.Answer(507, "InsufficientStorage"),
                new Wire.Trouble.Answer(403, "QuotaExceeded"))) {
            try (S3BlobStore impatient = S3BlobStore.open(config.with(IMPATIENT))) {
                wire.next("PUT", "", full);

                assertThatExceptionOfType(StorageFull.class)
                        .isThrownBy(() -> StoredBytes.keep(impatient, Location.fresh(), new byte[] {1}));
            }
        }
    }

    @Test
    void probe_ofAStoreThatRefuses_isUnavailable() throws IOException {
        try (S3BlobStore impatient = S3BlobStore.open(config.with(IMPATIENT))) {
            for (Wire.Trouble.Answer no : List.of(
                    new Wire.Trouble.Answer(503, "SlowDown"),
                    new Wire.Trouble.Answer(500, "InternalError"),
                    new Wire.Trouble.Answer(403, "InvalidAccessKeyId"))) {
                wire.next("PUT", "", no);

                assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(impatient::probe);
            }
            impatient.probe();
        }
    }

    @Test
    void delete_underAnOpenReader_hasItFailWhenItAsksAgain() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        try (BlobReader reader = store.read(location)) {
            store.delete(location);

            assertThatExceptionOfType(dev.berth.storage.BlobMissing.class)
                    .isThrownBy(() -> reader.read(ByteBuffer.allocate(10), PART));
        }
    }
}
