package dev.berth.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command finds the server that runs on the folder, and is not misled by what one that was killed has left. */
class AdministrationTest {
    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    @Test
    void command_wherePortIsSomebodyElsesByNow_isDoneHere() throws Exception {
        Configuration configuration = Configuration.of(
                EffectiveSettings.of(Optional.empty(), Map.of(), Map.of("--data", folder.toString(), "--port", "0")));
        BerthServer.start(configuration).stop();
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> answerAsAWebServer(other));
            Files.writeString(folder.resolve("admin"), other.getLocalPort() + " " + "0".repeat(64) + "\n");
            assertThat(Administration.run(configuration, List.of("gc", "--dry-run"), lines::add))
                    .isZero();
        }
        assertThat(lines).anyMatch(line -> line.startsWith("would go now"));
    }

    @Test
    void command_whereTheFileIsEmpty_isDoneHere() throws Exception {
        Configuration configuration = Configuration.of(
                EffectiveSettings.of(Optional.empty(), Map.of(), Map.of("--data", folder.toString(), "--port", "0")));
        BerthServer.start(configuration).stop();
        Files.writeString(folder.resolve("admin"), "");
        assertThat(Administration.run(configuration, List.of("gc", "--dry-run"), lines::add))
                .isZero();
    }

    @Test
    void command_whileTheServerRuns_isDoneThere() throws Exception {
        Configuration configuration = Configuration.of(
                EffectiveSettings.of(Optional.empty(), Map.of(), Map.of("--data", folder.toString(), "--port", "0")));
        BerthServer server = BerthServer.start(configuration);
        try {
            assertThat(Administration.run(configuration, List.of("gc", "--dry-run"), lines::add))
                    .isZero();
        } finally {
            server.stop();
        }
        assertThat(lines).anyMatch(line -> line.startsWith("would go now"));
    }

    private static void answerAsAWebServer(ServerSocket other) {
        try (Socket client = other.accept()) {
            client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            client.shutdownOutput();
            client.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
