package dev.berth.hub.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who is called by webhooks, and answers as told. */
public final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private volatile Answering answering = exchange -> answer(exchange, 200, "thanks");

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            calls.add(new Call(exchange, body));
            answering.to(exchange);
        });
        server.start();
    }

    /** How it answers. */
    @FunctionalInterface
    public interface Answering {
        /** Answers this exchange. */
        void to(HttpExchange exchange) throws IOException;
    }

    /** A call that came. */
    public record Call(HttpExchange exchange, String body) {
        public String header(String name) {
            return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    public void answers(int status, String body) {
        answering = exchange -> answer(exchange, status, body);
    }

    void answers(Answering way) {
        answering = way;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
    }

    /** The next call, waited for. */
    public Call take() throws InterruptedException {
        return Objects.requireNonNull(calls.poll(20, TimeUnit.SECONDS), "nobody called");
    }

    /** Whether somebody has called whose call was not taken. */
    boolean isCalled() {
        return !calls.isEmpty();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
