package dev.berth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.berth.http.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** Certificates and keys as people have them, and what happens when they change while Berth serves. */
class TlsContextTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** A key and its own certificate. */
    private record Pair(Certificate certificate, byte[] key) {}

    @BeforeEach
    void listen() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger().detachAppender(log);
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(TlsContext.class);
    }

    private Pair pair(String name, String algorithm, String size) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        name,
                        "-dname",
                        "CN=" + name,
                        "-keyalg",
                        algorithm,
                        algorithm.equals("EC") ? "-groupname" : "-keysize",
                        size)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
        return new Pair(store.getCertificate(name), store.getKey(name, PASSWORD).getEncoded());
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                + "-----\n";
    }

    private TlsFiles files() {
        return new TlsFiles(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
    }

    private void write(Pair pair, String keyPem) throws Exception {
        Files.writeString(
                files().certificate(), pem("CERTIFICATE", pair.certificate().getEncoded()));
        Files.writeString(files().key(), keyPem);
    }

    private static Certificate served(TlsContext context) throws Exception {
        return context.factory().getKeyStore().getCertificate("berth");
    }

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "EC, secp256r1", "EC, secp384r1"})
    void of_takesAKeyInEveryFormThatOpensslWrites(String algorithm, String size) throws Exception {
        Pair pair = pair("one", algorithm, size);
        byte[] old = PrivateKeyInfo.getInstance(pair.key())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();
        String parameters = pem("EC PARAMETERS", new byte[] {6, 1, 42});

        for (String key : List.of(
                pem("PRIVATE KEY", pair.key()),
                pem(algorithm + " PRIVATE KEY", old),
                parameters + pem(algorithm + " PRIVATE KEY", old))) {
            write(pair, key);

            assertThat(served(TlsContext.of(files()))).isEqualTo(pair.certificate());
        }
    }

    @Test
    void of_aKeyThatIsNoneOfTheCertificate_fails() throws Exception {
        Pair one = pair("one", "EC", "secp256r1");
        Pair two = pair("two", "RSA", "2048");
        byte[] old = PrivateKeyInfo.getInstance(two.key())
                .parsePrivateKey()
                .toASN1Primitive()
                .getEncoded();

        for (String key : List.of(
                pem("PRIVATE KEY", two.key()),
                pem("EC PRIVATE KEY", old),
                pem("EC PRIVATE KEY", new byte[] {48, 3}),
                pem("EC PRIVATE KEY", new byte[] {48, (byte) 0x80, 0x1f}),
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n",
                pem("ENCRYPTED PRIVATE KEY", two.key()),
                "")) {
            write(one, key);

            assertThatExceptionOfType(StartupFailure.class)
                    .isThrownBy(() -> TlsContext.of(files()))
                    .withMessageContaining("cannot be used");
        }
    }

    @Test
    void of_anOldKeyOfAnotherKind_saysThatItIsAnothers() throws Exception {
        Pair one = pair("one", "EC", "secp256r1");
        write(one, pem("RSA PRIVATE KEY", new byte[] {48, 0}));

        assertThatExceptionOfType(StartupFailure.class)
                .isThrownBy(() -> TlsContext.of(files()))
                .withMessageContaining("the key is not the certificate's");
    }

    @Test
    void reload_keepsTheOldOnesWhileTheNewAreWrong_andSaysSoOnce() throws Exception {
        Pair one = pair("one", "EC", "secp256r1");
        Pair two = pair("two", "EC", "secp256r1");
        write(one, pem("PRIVATE KEY", one.key()));
        TlsContext context = TlsContext.of(files());
        context.factory().start();

        change(files().key(), pem("PRIVATE KEY", two.key()), 1);
        for (int look = 0; look < 3; look++) {
            context.reloadIfChanged();
        }
        assertThat(served(context)).isEqualTo(one.certificate());
        assertThat(log.list).hasSize(1);

        change(files().certificate(), pem("CERTIFICATE", two.certificate().getEncoded()), 2);
        for (int look = 0; look < 3; look++) {
            context.reloadIfChanged();
        }
        assertThat(served(context)).isEqualTo(two.certificate());
        assertThat(log.list).hasSize(2);
        context.factory().stop();
    }

    /** Writes the file as if it had been {@code seconds} later, however coarse the file system's clock is. */
    @Test
    void of_missingFile_namesIt() {
        Path missing = folder.resolve("missing.crt");
        assertThatThrownBy(() -> TlsContext.of(new TlsFiles(missing, missing)))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining(missing + " does not exist");
    }

    @Test
    void of_fileThatIsNoCertificate_namesIt() throws Exception {
        Path file = Files.writeString(
                folder.resolve("bad.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatThrownBy(() -> TlsContext.of(new TlsFiles(file, file)))
                .isInstanceOf(StartupFailure.class)
                .hasMessageContaining(file + " is no certificate");
    }

    private static void change(Path file, String content, int seconds) throws IOException {
        var before = Files.getLastModifiedTime(file).toMillis();
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before + seconds * 1000L));
    }
}
