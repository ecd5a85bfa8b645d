package dev.berth.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The way to an endpoint, on which things go wrong when a test wants it. */
final class Wire implements AutoCloseable {
    private final ServerSocket server;
    private final URI target;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

    /** What happens to the answer to a request. */
    sealed interface Trouble {
        /** The endpoint does what is asked, and nobody hears of it. */
        record LostAnswer() implements Trouble {}

        /** Only the first bytes come through. */
        record BrokenAnswer(int bytes) implements Trouble {}

        /** The endpoint only gets the request when the test says so. */
        record Delay(CountDownLatch arrived, CountDownLatch go) implements Trouble {}

        /** What the request carries arrives with a bit changed. */
        record FlippedBit() implements Trouble {}

        /** The answer comes without this field. */
        record LostField(String name) implements Trouble {}

        /** Nothing ever comes. */
        record Silence() implements Trouble {}

        /** This is answered instead. */
        record Answer(int status, String code) implements Trouble {}
    }

    private record Fault(Predicate<String> request, Trouble trouble) {}

    private Wire(ServerSocket server, URI target) {
        this.server = server;
        this.target = target;
    }

    static Wire to(URI target) throws IOException {
        Wire wire = new Wire(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), target);
        Thread.ofVirtual().start(wire::accept);
        return wire;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Has the next request whose first line begins so, and contains this, meet trouble. */
    void next(String method, String part, Trouble trouble) {
        faults.add(new Fault(line -> line.startsWith(method + " ") && line.contains(part), trouble));
    }

    /** The heads of the requests so far: method, address and fields. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void forget() {
        requests.clear();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket endpoint = new Socket(target.getHost(), target.getPort());
                sockets.add(client);
                sockets.add(endpoint);
                Thread.ofVirtual().start(() -> carry(client, endpoint));
            } catch (IOException e) {
                // The wire was closed, or the endpoint is down: so is the connection.
            }
        }
    }

    /** Carries one exchange after the other: a request, which may be of several pieces, then its answer. */
    private void carry(Socket client, Socket endpoint) {
        try (client;
                endpoint) {
            InputStream asked = client.getInputStream();
            byte[] piece = new byte[64 << 10];
            Exchange exchange = new Exchange(client, endpoint);
            Thread answers = Thread.ofVirtual().start(exchange::carryAnswers);
            for (int read = asked.read(piece); read >= 0; read = asked.read(piece)) {
                exchange.request(piece, read);
            }
            endpoint.shutdownOutput();
            answers.join();
        } catch (IOException e) {
            // One side has gone; so does the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Exchange {
        private final Socket client;
        private final Socket endpoint;
        private boolean asking;
        private Trouble trouble = new Trouble.BrokenAnswer(Integer.MAX_VALUE);

        Exchange(Socket client, Socket endpoint) {
            this.client = client;
            this.endpoint = endpoint;
        }

        void request(byte[] piece, int length) throws IOException, InterruptedException {
            Trouble mine;
            synchronized (this) {
                if (!asking) {
                    asking = true;
                    String head = new String(piece, 0, length, StandardCharsets.ISO_8859_1).split("\r\n\r\n", 2)[0];
                    String line = head.lines().findFirst().orElse("");
                    requests.add(head);
                    trouble = faults.stream()
                            .filter(it -> it.request().test(line))
                            .findFirst()
                            .filter(faults::remove)
                            .map(Fault::trouble)
                            .orElse(new Trouble.BrokenAnswer(Integer.MAX_VALUE));
                }
                mine = trouble;
            }
            switch (mine) {
                case Trouble.Silence() -> {
                    return;
                }
                case Trouble.Answer(int status, String code) -> {
                    String body = "<Error><Code>" + code + "</Code><Message>so</Message></Error>";
                    client.getOutputStream()
                            .write(("HTTP/1.1 " + status + " No\r\nContent-Type: application/xml\r\nContent-Length: "
                                            + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                                    .getBytes(StandardCharsets.US_ASCII));
                    client.shutdownOutput();
                    throw new IOException("answered");
                }
                case Trouble.Delay(CountDownLatch arrived, CountDownLatch go) -> {
                    arrived.countDown();
                    go.await();
                }
                case Trouble.FlippedBit() -> {
                    if (!endsWithHead(piece, length)) {
                        piece[length - 1] ^= 1;
                    }
                }
                case Trouble.LostAnswer(), Trouble.LostField(String _), Trouble.BrokenAnswer(int _) -> {}
            }
            endpoint.getOutputStream().write(piece, 0, length);
        }

        private static boolean endsWithHead(byte[] piece, int length) {
            return new String(piece, 0, length, StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n");
        }

        void carryAnswers() {
            try {
                InputStream answered = endpoint.getInputStream();
                OutputStream back = client.getOutputStream();
                byte[] piece = new byte[64 << 10];
                long carried = 0;
                for (int read = answered.read(piece); read >= 0; read = answered.read(piece)) {
                    Trouble mine;
                    synchronized (this) {
                        if (asking) {
                            asking = false;
                            carried = 0;
                        }
                        mine = trouble;
                    }
                    if (mine instanceof Trouble.LostField(String name)) {
                        piece = rename(name, piece, read);
                        mine = new Trouble.BrokenAnswer(Integer.MAX_VALUE);
                    }
                    int limit = mine instanceof Trouble.BrokenAnswer(int bytes) ? bytes : 0;
                    boolean whole = mine instanceof Trouble.Delay || limit == Integer.MAX_VALUE;
                    int through = whole ? read : (int) Math.min(read, Math.max(0, limit - carried));
                    back.write(piece, 0, through);
                    carried += through;
                    if (through < read) {
                        break;
                    }
                }
                client.close();
                endpoint.close();
            } catch (IOException e) {
                // One side has gone; so does the other.
            }
        }
    }

    /** The same bytes, with a field of another name of that length. */
    private static byte[] rename(String field, byte[] piece, int length) {
        String text = new String(piece, 0, length, StandardCharsets.ISO_8859_1);
        byte[] renamed = Pattern.compile("(?i)" + Pattern.quote(field))
                .matcher(text)
                .replaceAll("y".repeat(field.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(renamed, piece.length);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
