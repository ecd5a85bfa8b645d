package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that crashes while a pool asks its very first connection what it can do. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostgresFirstConnectionTest {
    @Test
    void pools_whoseFirstConnectionsWereCutWhenAskedForTheirIsolation_work() throws IOException {
        PostgresServer server = PostgresServer.shared();
        DatabaseConfig direct = server.config(server.create());
        PostgresDatabase.open(direct).close();
        try (CuttingRelay relay =
                new CuttingRelay(direct.address().hosts().getFirst().port(), "SHOW TRANSACTION ISOLATION LEVEL", 3)) {
            DatabaseConfig relayed = DatabaseConfig.parse(
                            "postgresql://127.0.0.1:" + relay.port() + "/"
                                    + direct.address().name(),
                            Optional.of(PostgresServer.USER),
                            Optional.of(PostgresServer.PASSWORD))
                    .withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));
            try (PostgresDatabase database = PostgresDatabase.open(relayed)) {
                await().atMost(Duration.ofSeconds(30))
                        .ignoreException(DatabaseFailure.class)
                        .untilAsserted(database::probe);
                database.write(Durability.POWER_LOSS, Migrations::touch);

                assertThat(relay.cuts()).isEqualTo(3);
            }
        }
    }

    /** Passes bytes on to a server on this machine, and cuts the first connections that ask for this. */
    private static final class CuttingRelay implements AutoCloseable {
        private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger cuts = new AtomicInteger();
        private final int target;
        private final String question;
        private final int mostCuts;

        CuttingRelay(int target, String question, int mostCuts) throws IOException {
            this.target = target;
            this.question = question;
            this.mostCuts = mostCuts;
            threads.execute(this::serve);
        }

        int port() {
            return door.getLocalPort();
        }

        int cuts() {
            return cuts.get();
        }

        private void serve() {
            try {
                while (true) {
                    Socket client = door.accept();
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    threads.execute(() -> pass(client, server, true));
                    threads.execute(() -> pass(server, client, false));
                }
            } catch (IOException e) {
                // The test is over, and the door is closed.
            }
        }

        private void pass(Socket from, Socket to, boolean asks) {
            byte[] buffer = new byte[8192];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    if (asks && isCut(new String(buffer, 0, count, StandardCharsets.ISO_8859_1))) {
                        return;
                    }
                    to.getOutputStream().write(buffer, 0, count);
                }
            } catch (IOException e) {
                // The other direction has closed both.
            }
        }

        private boolean isCut(String request) {
            return request.contains(question) && cuts.getAndUpdate(it -> Math.min(mostCuts, it + 1)) < mostCuts;
        }

        @Override
        public void close() {
            try {
                door.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            threads.close();
        }
    }
}
