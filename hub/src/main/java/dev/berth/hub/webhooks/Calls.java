package dev.berth.hub.webhooks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.StringRequestContent;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.Promise;

/**
 * Calls webhooks over HTTP. An address is checked where the connection is made, on what its name means at that moment, so a name
 * that changes its meaning leads nowhere else. Redirects are answers like any other, and the answer is read up to a bound.
 */
final class Calls implements AutoCloseable {
    /** How much of an answer's body is kept. */
    static final int LONGEST_BODY = 16 << 10;

    private static final int LONGEST_HEADERS = 8 << 10;
    private static final int MOST_HEADERS = 50;
    private static final int LONGEST_HEADER = 500;

    /** Headers of answers that may be somebody's secret. */
    private static final Set<String> SECRET = Set.of(
            "set-cookie",
            "set-cookie2",
            "authorization",
            "www-authenticate",
            "proxy-authenticate",
            "authentication-info");

    private final HttpClient client = new HttpClient();
    private final boolean privateNetworks;
    private final Duration timeout;

    Calls(WebhookConfig config) {
        privateNetworks = config.privateNetworks();
        timeout = config.timeout();
        client.setName("webhooks");
        client.setExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("webhook-call-", 0).factory()));
        client.setSocketAddressResolver(this::resolve);
        client.setFollowRedirects(false);
        client.setConnectTimeout(timeout.toMillis());
        client.setIdleTimeout(timeout.toMillis());
        client.setMaxResponseHeadersSize(LONGEST_HEADERS);
        client.setDestinationIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        client.setUserAgentField(new HttpField("User-Agent", "Berth-Webhooks/1"));
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client for webhooks does not start", e);
        }
        // Answers are kept as they come, and none of them swells while it is read.
        client.getContentDecoderFactories().clear();
    }

    /** What a webhook answered. */
    record Answer(int status, Map<String, String> headers, String body) {}

    private void resolve(
            String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> addresses) {
        Thread.startVirtualThread(() -> {
            try {
                List<InetAddress> all =
                        privateNetworks ? List.of(InetAddress.getAllByName(host)) : Reach.publicAddresses(host);
                addresses.succeeded(all.stream()
                        .map(address -> new InetSocketAddress(address, port))
                        .toList());
            } catch (UnknownHostException | RuntimeException e) {
                addresses.failed(e);
            }
        });
    }

    /**
     * Posts a body, and waits for the answer.
     *
     * @throws IOException when none comes in time, or the address must not be called
     */
    Answer post(URI url, String contentType, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        InputStreamResponseListener listener = new InputStreamResponseListener();
        Request request = client.newRequest(url)
                .method(HttpMethod.POST)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .body(new StringRequestContent(contentType, body, StandardCharsets.UTF_8))
                .headers(fields -> headers.forEach(fields::put));
        request.send(listener);
        try {
            Response response = listener.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream content = listener.getInputStream()) {
                return new Answer(response.getStatus(), headers(response), text(content.readNBytes(LONGEST_BODY)));
            }
        } catch (TimeoutException e) {
            CompletableFuture<Boolean> _ = request.abort(e);
            throw new IOException("no answer within " + timeout.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new IOException(reason(cause), cause);
        }
    }

    private String reason(Throwable cause) {
        return switch (cause) {
            case TimeoutException late -> "no answer within " + timeout.toSeconds() + " seconds";
            case UnknownHostException unknown
            when unknown.getMessage() != null && unknown.getMessage().contains(" ") -> unknown.getMessage();
            case UnknownHostException unknown -> "the host is not known: " + unknown.getMessage();
            default -> cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        };
    }

    private static Map<String, String> headers(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : response.getHeaders()) {
            String name = field.getName().toLowerCase(Locale.ROOT);
            if (headers.size() == MOST_HEADERS) {
                break;
            }
            String value = SECRET.contains(name) ? "(not kept)" : plain(String.valueOf(field.getValue()));
            headers.merge(name, cut(value), (one, other) -> cut(one + ", " + other));
        }
        return headers;
    }

    private static String cut(String value) {
        return value.length() > LONGEST_HEADER ? value.substring(0, LONGEST_HEADER) : value;
    }

    /** The bytes as text; those that are none are marked. */
    static String text(byte[] body) {
        return plain(new String(body, StandardCharsets.UTF_8));
    }

    /** Databases take no zero in a text. */
    private static String plain(String text) {
        return text.replace('\0', '\uFFFD');
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the client for webhooks does not stop", e);
        }
    }
}
