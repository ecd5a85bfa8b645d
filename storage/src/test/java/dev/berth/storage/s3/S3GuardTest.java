package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.StorageUnavailable;
import dev.berth.storage.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ChecksumMode;

/** Bytes on their way to the store, and what notices that they have changed. */
class S3GuardTest {
    private static final int PART = 5 << 20;
    private static final byte[] SMALL = StoredBytes.random(1, 70_000);
    private static final byte[] LARGE = StoredBytes.random(2, 2 * PART + 70_000);

    @SuppressWarnings("NullAway.Init")
    private Wire wire;

    @SuppressWarnings("NullAway.Init")
    private S3Config config;

    @BeforeEach
    void connect() throws IOException {
        S3Config direct = S3Endpoint.shared().freshBucket();
        wire = Wire.to(S3Endpoint.shared().uri());
        config = S3Endpoint.at(wire.uri(), direct.bucket(), Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
    }

    private List<String> carriers() {
        return wire.requests().stream().filter(it -> it.startsWith("PUT ")).toList();
    }

    @Test
    void write_toAStoreThatComparesChecksums_signsTheChecksumAndNotTheBytes() throws IOException {
        try (S3BlobStore store = S3BlobStore.open(config)) {
            wire.forget();
            Location small = StoredBytes.keep(store, Location.fresh(), SMALL);
            Location large = StoredBytes.keep(store, Location.fresh(), LARGE);

            assertThat(carriers())
                    .hasSize(4)
                    .allSatisfy(head -> assertThat(head)
                            .containsIgnoringCase("x-amz-content-sha256: UNSIGNED-PAYLOAD")
                            .containsPattern("(?i)SignedHeaders=[^,]*x-amz-checksum-crc32c")
                            .doesNotContainIgnoringCase("aws-chunked"));
            assertThat(StoredBytes.content(store, small)).isEqualTo(SMALL);
            assertThat(StoredBytes.content(store, large)).isEqualTo(LARGE);
        }
    }

    @Test
    void write_toAStoreThatConfirmsNoChecksum_signsTheBytes() throws IOException {
        for (int put = 1; put <= 3; put++) {
            wire.next("PUT", "probe", new Wire.Trouble.LostField(ChecksumSigning.CHECKSUM));
        }
        try (S3BlobStore store = S3BlobStore.open(config)) {
            wire.forget();
            Location large = StoredBytes.keep(store, Location.fresh(), LARGE);

            assertThat(carriers())
                    .hasSize(3)
                    .allSatisfy(head -> assertThat(head)
                            .containsIgnoringCase("x-amz-content-sha256: STREAMING-AWS4-HMAC-SHA256-PAYLOAD")
                            .doesNotContainIgnoringCase(ChecksumSigning.CHECKSUM));
            assertThat(StoredBytes.content(store, large)).isEqualTo(LARGE);
        }
    }

    @Test
    void write_ofBytesThatChangeOnTheirWay_isRefusedAndRepeated() throws IOException {
        try (S3BlobStore store = S3BlobStore.open(config)) {
            for (byte[] content : List.of(SMALL, LARGE)) {
                long before = store.figures().repetitions();
                wire.next("PUT", "", new Wire.Trouble.FlippedBit());

                Location location = StoredBytes.keep(store, Location.fresh(), content);

                assertThat(StoredBytes.content(store, location)).isEqualTo(content);
                assertThat(store.figures().repetitions()).isGreaterThan(before);
            }
        }
    }

    @Test
    void write_ofBytesThatChangeOnTheirWayAgainAndAgain_isNotAcknowledged() throws IOException {
        try (S3BlobStore store = S3BlobStore.open(config)) {
            for (byte[] content : List.of(SMALL, LARGE)) {
                for (int attempt = 1; attempt <= config.limits().attempts(); attempt++) {
                    wire.next("PUT", content.length < PART ? "" : "partNumber=1", new Wire.Trouble.FlippedBit());
                }

                assertThatExceptionOfType(StorageUnavailable.class)
                        .isThrownBy(() -> StoredBytes.keep(store, Location.fresh(), content));
            }
        }
    }

    @Test
    void write_whoseChecksumIsNotConfirmed_isNotAcknowledged() throws IOException {
        try (S3BlobStore store = S3BlobStore.open(config)) {
            for (byte[] content : List.of(SMALL, LARGE)) {
                wire.next("PUT", "", new Wire.Trouble.LostField(ChecksumSigning.CHECKSUM));

                assertThatExceptionOfType(StorageUnavailable.class)
                        .isThrownBy(() -> StoredBytes.keep(store, Location.fresh(), content))
                        .withMessageContaining("not confirmed");
            }
        }
    }

    @Test
    void write_withAnnouncedChecksums_listsThemAtTheEnd() throws IOException {
        try (S3BlobStore store = S3BlobStore.open(announcing())) {
            wire.forget();
            Location large = StoredBytes.keep(store, Location.fresh(), LARGE);

            assertThat(wire.requests())
                    .filteredOn(head -> head.contains("?uploads"))
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("x-amz-checksum-algorithm: CRC32C");
            String key = store.keys().object(large);
            String checksum = store.bucket()
                    .client()
                    .headObject(it -> it.bucket(config.bucket()).key(key).checksumMode(ChecksumMode.ENABLED))
                    .checksumCRC32C();
            assertThat(checksum).describedAs("of three listed parts").endsWith("-3");
            assertThat(StoredBytes.content(store, large)).isEqualTo(LARGE);
        }
    }

    @Test
    void write_withAnnouncedChecksums_isResumedAndTakenOver() throws IOException {
        try (S3BlobStore store = S3BlobStore.open(announcing())) {
            Mark mark;
            try (BlobWriter first = store.write(Mark.start(Location.fresh()))) {
                first.write(ByteBuffer.wrap(LARGE, 0, PART + 1));
                mark = first.mark();
            }
            byte[] rest = Arrays.copyOfRange(LARGE, PART + 1, LARGE.length);

            Mark next;
            try (BlobWriter second = store.write(mark)) {
                second.write(ByteBuffer.wrap(rest, 0, PART));
                next = second.mark();
            }
            try (BlobWriter third = store.takeOver(next)) {
                third.write(ByteBuffer.wrap(rest, PART, rest.length - PART));

                assertThat(StoredBytes.content(store, third.seal())).isEqualTo(LARGE);
            }
        }
    }

    private S3Config announcing() {
        return new S3Config(
                config.endpoint(),
                config.region(),
                config.bucket(),
                config.prefix(),
                config.pathStyle(),
                config.credentials(),
                config.authority(),
                S3Config.Checksums.WHEN_SUPPORTED,
                config.encryption(),
                config.limits());
    }
}
