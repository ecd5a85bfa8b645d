package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.storage.Location;
import dev.berth.storage.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said at the start when the store cannot be used, and how it is used when it can. */
class S3StartTest {
    private static final S3Config.Limits IMPATIENT =
            new S3Config.Limits(Duration.ofSeconds(1), Duration.ofSeconds(1), 1, 64, 5 << 20, 35L << 20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private static S3Config with(S3Config config, S3Config.Credentials credentials) {
        return new S3Config(
                config.endpoint(),
                config.region(),
                config.bucket(),
                config.prefix(),
                config.pathStyle(),
                Optional.of(credentials),
                config.authority(),
                config.checksums(),
                config.encryption(),
                config.limits());
    }

    private static void assertRefused(S3Config config, String message) {
        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> S3BlobStore.open(config))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith("bucket '" + config.bucket() + "' at ")
                        .contains(message)
                        .doesNotContain("\n"));
    }

    @Test
    void open_withAnUnknownAccessKey_saysSo() throws IOException {
        S3Config config = S3Endpoint.shared().freshBucket();

        assertRefused(
                with(config, new S3Config.Credentials("nobody", S3Endpoint.CREDENTIALS.secretKey())),
                "does not know the access key: correct the access key");
    }

    @Test
    void open_withAWrongSecret_saysSo() throws IOException {
        S3Config config = S3Endpoint.shared().freshBucket();

        assertRefused(
                with(config, new S3Config.Credentials(S3Endpoint.CREDENTIALS.accessKey(), "wrong")),
                "refuses the signature: correct the secret key");
    }

    @Test
    void open_withoutTheBucket_saysSo() throws IOException {
        S3Config config = S3Endpoint.at(S3Endpoint.shared().uri(), "no-such-bucket", Optional.empty());

        assertRefused(config, "does not exist: create the bucket, or correct its name");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    list-type,  s3:ListBucket",
        "GET,    ?uploads,   s3:ListBucketMultipartUploads",
        "PUT,    /probe/,    s3:PutObject",
        "GET,    /probe/,    s3:GetObject",
        "DELETE, /probe/,    s3:DeleteObject",
        "POST,   /probe/,    s3:PutObject",
        "GET,    uploadId=,  s3:ListMultipartUploadParts",
        "DELETE, uploadId=,  s3:AbortMultipartUpload",
    })
    void open_withoutARight_namesIt(String method, String part, String right) throws IOException {
        try (Wire wire = Wire.to(S3Endpoint.shared().uri())) {
            S3Config config = S3Endpoint.shared().freshBucket();
            wire.next(method, part, new Wire.Trouble.Answer(403, "AccessDenied"));

            assertRefused(S3Endpoint.at(wire.uri(), config.bucket(), Optional.empty()), "(" + right + ")");
        }
    }

    @Test
    void open_whereNobodyAnswers_saysSo() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }

        assertRefused(S3Endpoint.at(nobody, "bucket", Optional.empty()), "cannot be reached: ");
    }

    @Test
    void open_ofAStoreThatIsSilent_saysSo() throws IOException {
        try (Wire wire = Wire.to(S3Endpoint.shared().uri())) {
            wire.next("GET", "", new Wire.Trouble.Silence());

            assertRefused(
                    S3Endpoint.at(wire.uri(), "bucket", Optional.empty()).with(IMPATIENT), "does not answer in time: ");
        }
    }

    @Test
    void open_overTls_trustsTheNamedAuthorityAlone() throws Exception {
        Path keys = folder.resolve("keys.p12");
        Path certificate = folder.resolve("authority.pem");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                keys);
        keytool("-exportcert", "-rfc", "-file", certificate, "-keystore", keys);
        try (S3Endpoint endpoint = S3Endpoint.startSecure(folder.resolve("data"), keys, "password")) {
            S3Config config = endpoint.freshBucket(Optional.of(certificate));
            try (S3BlobStore store = S3BlobStore.open(config)) {
                byte[] content = StoredBytes.random(2, 11 << 20);
                Location location = StoredBytes.keep(store, Location.fresh(), content);
                assertThat(StoredBytes.content(store, location)).isEqualTo(content);
            }

            assertRefused(
                    S3Endpoint.at(endpoint.uri(), config.bucket(), Optional.empty()),
                    "name the file with the certificate of its authority");
        }
    }

    private static void keytool(Object... arguments) throws Exception {
        java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-alias",
                "one",
                "-storepass",
                "password"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).describedAs(said).isZero();
    }

    @Test
    void open_withAFileThatHoldsNoCertificate_saysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("empty.pem"), "");
        S3Config config = S3Endpoint.at(S3Endpoint.shared().uri(), "bucket", Optional.of(file));

        assertThatExceptionOfType(StoreRefused.class)
                .isThrownBy(() -> S3BlobStore.open(config))
                .withMessageContaining(file.toString());
    }

    private static S3Config with(S3Config config, S3Config.Checksums checksums, S3Config.Encryption encryption) {
        return new S3Config(
                config.endpoint(),
                config.region(),
                config.bucket(),
                "",
                config.pathStyle(),
                config.credentials(),
                config.authority(),
                checksums,
                encryption,
                config.limits());
    }

    @ParameterizedTest
    @EnumSource
    void write_withAndWithoutChecksums_isReadBack(S3Config.Checksums checksums) throws IOException {
        S3Config config = with(S3Endpoint.shared().freshBucket(), checksums, new S3Config.Encryption.StoresOwn());
        try (S3BlobStore store = S3BlobStore.open(config)) {
            for (int size : new int[] {0, 100, 11 << 20}) {
                byte[] content = StoredBytes.random(2, size);
                Location location = StoredBytes.keep(store, Location.fresh(), content);

                assertThat(StoredBytes.content(store, location)).isEqualTo(content);
            }
        }
    }

    @Test
    void write_withEncryption_asksForItWithEveryObjectAndUpload() throws IOException {
        try (Wire wire = Wire.to(S3Endpoint.shared().uri())) {
            String bucket = S3Endpoint.shared().freshBucket().bucket();
            S3Config config = with(
                    S3Endpoint.at(wire.uri(), bucket, Optional.empty()),
                    S3Config.Checksums.WHEN_REQUIRED,
                    new S3Config.Encryption.Kms(Optional.of("the-key")));
            try (Bucket asking = Bucket.of(config)) {
                // This endpoint knows no encryption, and says so rather than going without.
                assertThatIOException().isThrownBy(() -> asking.put("a", Payload.of(new byte[] {1})));
                assertThatIOException().isThrownBy(() -> asking.begin("b"));
            }

            assertThat(wire.requests())
                    .isNotEmpty()
                    .allSatisfy(head -> assertThat(head)
                            .contains("x-amz-server-side-encryption: aws:kms")
                            .contains("x-amz-server-side-encryption-aws-kms-key-id: the-key"));
            assertThat(wire.requests()).anyMatch(it -> it.startsWith("PUT ")).anyMatch(it -> it.startsWith("POST "));
            assertRefused(config, "Server-side encryption is not supported");
        }
    }

    @Test
    void addressOf_aBlob_isReadWithoutKeys() throws IOException {
        byte[] content = StoredBytes.random(3, 1000);
        try (S3BlobStore store = S3BlobStore.open(S3Endpoint.shared().freshBucket())) {
            Location location = StoredBytes.keep(store, Location.fresh(), content);

            URI address = store.addressOf(location, Duration.ofMinutes(5));

            try (InputStream answer = address.toURL().openStream()) {
                assertThat(answer.readAllBytes()).isEqualTo(content);
            }
            assertThat(address.getQuery()).contains("X-Amz-Expires=300");
        }
    }
}
