package dev.berth.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop says so first, and refuses later. */
class LeaveTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(60)
    void stop_withALeave_isNotReadyButServes() throws Exception {
        BerthServer server = BerthServer.start(Configuration.of(EffectiveSettings.of(
                Optional.empty(),
                Map.of("BERTH_HTTP_LEAVE", "5s"),
                Map.of("--data", folder.toString(), "--port", "0", "--open", "true"))));
        URI address = server.address();
        assertThat(status(address.resolve("/readyz"))).isEqualTo(200);

        Thread stopping = Thread.startVirtualThread(server::stop);

        await().untilAsserted(
                        () -> assertThat(status(address.resolve("/readyz"))).isEqualTo(503));
        assertThat(status(address.resolve("/v2/"))).isEqualTo(200);
        assertThat(status(address.resolve("/healthz"))).isEqualTo(200);
        stopping.join();
    }

    private static int status(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
