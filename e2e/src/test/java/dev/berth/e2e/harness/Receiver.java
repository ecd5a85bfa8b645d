package dev.berth.e2e.harness;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a webhook calls: a program that keeps every call, and says yes to it. */
public final class Receiver implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final HttpServer server;
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    private Receiver(HttpServer server) {
        this.server = server;
    }

    public static Receiver open() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var receiver = new Receiver(server);
        server.createContext("/", receiver::take);
        server.start();
        return receiver;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/berth");
    }

    /** The next call; waits for it. */
    public Call next() {
        try {
            Call call = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (call == null) {
                throw new AssertionError("nobody called within " + PATIENCE_SECONDS + " seconds");
            }
            return call;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            calls.add(new Call(exchange.getRequestHeaders(), body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** One call of a webhook. */
    public record Call(Headers headers, String body) {
        private static final Pattern SIGNATURE = Pattern.compile("t=(\\d+),v1=([0-9a-f]{64})");
        private static final long FRESH_SECONDS = 300;

        public String event() {
            return headers.getFirst("Berth-Event");
        }

        /** Whether the holder of this secret made the call, and just now, by the rules that receivers are told. */
        public boolean isSignedWith(String secret) {
            Matcher signature = SIGNATURE.matcher(headers.getFirst("Berth-Signature"));
            if (!signature.matches()) {
                return false;
            }
            long age = Instant.now().getEpochSecond() - Long.parseLong(signature.group(1));
            byte[] expected = hmac(secret, signature.group(1) + "." + body);
            return Math.abs(age) < FRESH_SECONDS
                    && MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature.group(2)));
        }

        private static byte[] hmac(String secret, String text) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
                return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
