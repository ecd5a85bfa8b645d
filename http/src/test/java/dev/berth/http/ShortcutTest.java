package dev.berth.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests to a server in which one thread waits for all connections. The header {@code Served} of an answer tells whether it
 * was that thread that made it.
 */
class ShortcutTest {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final byte[] LARGE = new byte[60_000];

    private final CountDownLatch database = new CountDownLatch(1);
    private final Server server = new Server(threads());
    private final SendfileConnector connector = new SendfileConnector(server, 1, 1, new HttpConnectionFactory());
    private final List<Client> clients = new ArrayList<>();

    /** Whether the shortcut of {@code /hangs} finds what it needs at hand. */
    private volatile boolean atHand = true;

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    @BeforeEach
    void start() throws Exception {
        server.setHandler(new BerthHandler(
                Map.of("", this::find),
                List.of(),
                new RequestMeters(new SimpleMeterRegistry()),
                new AccessLog(AccessLog.Extent.OFF)));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        database.countDown();
        for (Client client : clients) {
            client.close();
        }
        server.stop();
    }

    private Area.NamedOperation find(Exchange exchange) {
        return switch (exchange.path()) {
            case "/quick" ->
                both(ShortcutTest::answer, it -> {
                    answer(it);
                    return true;
                });
            case "/large" ->
                both(it -> it.answer(200, "text/plain", LARGE), it -> {
                    it.answer(200, "text/plain", LARGE);
                    return true;
                });
            case "/hangs" ->
                both(this::answerFromDatabase, it -> {
                    if (atHand) {
                        answer(it);
                    }
                    return atHand;
                });
            case "/refused" ->
                both(ShortcutTest::answerOnceAndThenRefuse, it -> {
                    throw new RegistryFailure(WireError.DENIED);
                });
            case "/upload" ->
                new Area.NamedOperation("upload", it -> {
                    it.with("Length", String.valueOf(it.body().readAllBytes().length));
                    answer(it);
                });
            default -> throw new RegistryFailure(WireError.ENDPOINT_UNKNOWN);
        };
    }

    private static Area.NamedOperation both(Operation operation, Shortcut shortcut) {
        return new Area.NamedOperation("test", operation, Optional.of(shortcut));
    }

    private static void answer(Exchange exchange) {
        boolean virtual = Thread.currentThread().isVirtual();
        exchange.with("Served", virtual ? "alone" : "at once").answer(200, "text/plain", new byte[] {'!'});
    }

    private static void answerOnceAndThenRefuse(Exchange exchange) {
        if (exchange.isRepeated()) {
            throw new RegistryFailure(WireError.DENIED);
        }
        answer(exchange);
    }

    private void answerFromDatabase(Exchange exchange) {
        if (!atHand) {
            try {
                database.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        answer(exchange);
    }

    /** A client that keeps its connection. */
    private final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream in;

        Client() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            clients.add(this);
        }

        /** A client whose next request the waiting thread reads. */
        Client inHaste(String path) throws IOException {
            for (int i = 0; i < 4; i++) {
                send(path);
                answer();
            }
            return this;
        }

        Client send(String path) throws IOException {
            return write("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
        }

        Client write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return this;
        }

        /** The status, and on which kind of thread it was answered. */
        String answer() throws IOException {
            String head = "";
            while (!head.endsWith("\r\n\r\n")) {
                int next = in.read();
                assertThat(next).as("the next character after: %s", head).isNotNegative();
                head += (char) next;
            }
            in.readNBytes(Integer.parseInt(header(head, "Content-Length")));
            return (head.substring(9, 12) + " " + header(head, "Served")).strip();
        }

        private static String header(String head, String name) {
            int at = head.indexOf("\r\n" + name + ": ");
            return at < 0 ? "" : head.substring(at + name.length() + 4, head.indexOf("\r\n", at + 2));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void request_likeThoseBefore_isServedAtOnce() throws Exception {
        Client client = new Client();

        List<String> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(client.send("/quick").answer());
        }

        assertThat(answers).startsWith("200 alone", "200 alone").endsWith("200 at once", "200 at once");
    }

    @Test
    void request_ofAnotherKind_isServedAlone() throws Exception {
        Client client = new Client().inHaste("/quick");

        client.write("PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n12");
        client.write("345");
        assertThat(client.answer()).isEqualTo("200 alone");
        assertThat(client.send("/quick").answer()).isEqualTo("200 alone");
        assertThat(client.send("/none").answer()).startsWith("404");
        assertThat(client.inHaste("/quick").send("/quick").answer()).isEqualTo("200 at once");
    }

    @Test
    void request_thatWasNotServedLately_isServedAlone() throws Exception {
        Client client = new Client().inHaste("/quick");

        assertThat(client.send("/hangs").answer()).isEqualTo("200 alone");
    }

    @Test
    void shortcut_thatRefuses_leavesItToTheOperation() throws Exception {
        Client client = new Client().inHaste("/quick");

        assertThat(client.send("/refused").answer()).isEqualTo("200 alone");
        client.inHaste("/quick");
        assertThat(client.send("/refused").answer()).startsWith("403");
        assertThat(client.send("/quick").answer()).startsWith("200");
    }

    /** Where a database hangs, those wait that need it. */
    @Test
    void request_thatHangs_stallsNoOtherConnection() throws Exception {
        Client other = new Client().inHaste("/quick");
        List<Client> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(new Client().inHaste("/hangs"));
        }

        atHand = false;
        for (Client client : waiting) {
            client.send("/hangs");
        }
        for (int i = 0; i < 100; i++) {
            assertThat(other.send("/quick").answer()).isEqualTo("200 at once");
        }
        assertThat(new Client().send("/quick").answer()).isEqualTo("200 alone");

        database.countDown();
        for (Client client : waiting) {
            assertThat(client.answer()).isEqualTo("200 alone");
        }
    }

    /** A client that asks and asks and does not read fills the buffers of its own connection. */
    @Test
    void client_thatDoesNotRead_stallsNoOtherConnection() throws Exception {
        Client other = new Client().inHaste("/quick");
        List<Client> deaf = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Client client = new Client().inHaste("/large");
            for (int j = 0; j < 400; j++) {
                client.send("/large");
            }
            deaf.add(client);
        }

        for (int i = 0; i < 100; i++) {
            assertThat(other.send("/quick").answer()).isEqualTo("200 at once");
        }
        for (Client client : deaf) {
            for (int j = 0; j < 400; j++) {
                assertThat(client.answer()).isEqualTo("200");
            }
        }
    }

    @Test
    void requests_manyTogether_areAnsweredInTheirOrder() throws Exception {
        Client client = new Client().inHaste("/quick").inHaste("/large");

        client.write("GET /quick HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200));
        for (int i = 0; i < 200; i++) {
            assertThat(client.answer()).startsWith("200");
            assertThat(client.answer()).startsWith("404");
        }
    }
}
