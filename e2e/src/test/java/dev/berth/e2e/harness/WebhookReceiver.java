package dev.berth.e2e.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is called by webhooks, and who outlives the servers that call. */
public final class WebhookReceiver implements AutoCloseable {
    /** The status that stands for no answer at all. */
    public static final int SILENCE = 0;

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private volatile ToIntFunction<Call> answering = call -> 204;

    public WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * A call that came.
     *
     * @param event which event it is about, the same each time
     * @param signature what the header says that proves who calls
     * @param status what it is answered
     */
    public record Call(String event, String signature, String body, int status) {
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Whether whoever knows this secret has signed it. */
        public boolean isSignedWith(String secret) {
            String[] parts = signature.split("[=,]", -1);
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                mac.update((parts[1] + "." + body).getBytes(StandardCharsets.UTF_8));
                return parts[3].equals(HexFormat.of().formatHex(mac.doFinal()));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        var come = new Call(
                exchange.getRequestHeaders().getFirst("Berth-Event-Id"),
                exchange.getRequestHeaders().getFirst("Berth-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                SILENCE);
        int status = answering.applyAsInt(come);
        calls.add(new Call(come.event(), come.signature(), come.body(), status));
        if (status != SILENCE) {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        }
    }

    /** Answers each call with this status from now on. */
    public void answers(ToIntFunction<Call> status) {
        answering = status;
    }

    /** Every call so far. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls so far that were answered with success. */
    public List<Call> taken() {
        return calls.stream()
                .filter(call -> call.status() >= 200 && call.status() < 300)
                .toList();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
