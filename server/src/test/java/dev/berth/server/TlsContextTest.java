package dev.berth.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.http.TlsFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with the files of a certificate is said such that a person can put it right. */
class TlsContextTest {
    @TempDir
    private Path folder;

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
}
