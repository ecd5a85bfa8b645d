package dev.berth.e2e.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.Tmpfs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start says why in one line, and ends with a code that is not 0. */
@ExtendWith(ServerLogs.class)
class RefusalToStartTest {
    @TempDir
    private Path folder;

    @Test
    void serve_takenPort() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Start start = Start.on(folder.resolve("data")).port(taken.getLocalPort());
            assertThat(refusal(start)).contains("" + taken.getLocalPort());
        }
    }

    @Test
    void serve_secondServerOnTheSameFolder() {
        Start start = Start.on(folder.resolve("data"));
        try (RunningBerth first = RunningBerth.start(start)) {
            assertThat(refusal(start)).contains(folder.resolve("data").toString());
            // The first one is not disturbed.
            assertThat(first.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void serve_unwritableFolder() throws IOException {
        // Root may write everywhere but on a disk that is read-only.
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "ro,size=1m")) {
            Path data = disk.folder().resolve("data");
            assertThat(refusal(Start.on(data))).contains(data.toString());
        }
    }

    @Test
    void serve_fileInPlaceOfTheFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThat(refusal(Start.on(file))).contains(file.toString());
    }

    @Test
    void serve_wrongKeyInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("berth.yaml"), "collection:\n  grase: 1h\n");
        assertThat(refusal(Start.on(folder.resolve("data")).option("--config", file.toString())))
                .contains("collection.grase");
    }

    @Test
    void serve_wrongValueInTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("berth.yaml"), "collection:\n  grace: soon\n");
        assertThat(refusal(Start.on(folder.resolve("data")).option("--config", file.toString())))
                .contains("collection.grace", "soon");
    }

    @Test
    void serve_wrongValueInTheEnvironment() {
        Start start = Start.on(folder.resolve("data")).env("BERTH_COLLECTION_GRACE", "soon");
        assertThat(refusal(start)).contains("BERTH_COLLECTION_GRACE", "soon");
    }

    @Test
    void serve_missingConfigurationFile() {
        Path file = folder.resolve("nowhere.yaml");
        assertThat(refusal(Start.on(folder.resolve("data")).option("--config", file.toString())))
                .contains(file.toString());
    }

    @Test
    void serve_missingCertificate() {
        Path missing = folder.resolve("missing.crt");
        Start start = Start.on(folder.resolve("data"))
                .env("BERTH_HTTP_TLS_CERTIFICATE", missing.toString())
                .env("BERTH_HTTP_TLS_KEY", missing.toString());
        assertThat(refusal(start)).contains(missing.toString());
    }

    /** The one line. */
    private static String refusal(Start start) {
        RunningBerth berth = RunningBerth.launch(start);
        try {
            assertThat(berth.exit()).as("%s", berth.log()).isPositive();
            assertThat(berth.output()).isEmpty();
            assertThat(berth.log().strip().lines().toList()).hasSize(1);
            return berth.log();
        } finally {
            berth.kill();
        }
    }
}
