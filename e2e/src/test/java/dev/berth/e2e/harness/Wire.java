package dev.berth.e2e.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * One caller's requests to the registry, spoken as plain HTTP so that a test sees every answer. An {@link IOException}
 * says that there was no answer: nobody knows whether the server did what was asked.
 */
public final class Wire {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ACCEPT =
            String.join(", ", Image.MANIFEST, Image.INDEX, Image.DOCKER_MANIFEST, Image.DOCKER_LIST);
    private static final byte[] NOTHING = {};

    private final HttpClient http;
    private final URI base;
    private final Optional<String> authorization;

    private Wire(HttpClient http, URI base, Optional<String> authorization) {
        this.http = http;
        this.base = base;
        this.authorization = authorization;
    }

    /** A caller without a name. */
    public static Wire anonymous(URI base) {
        return new Wire(
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, Optional.empty());
    }

    /** A caller without a name, over TLS. */
    public static Wire anonymous(URI base, Certificates certificates) {
        return new Wire(
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(certificates.trust())
                        .build(),
                base,
                Optional.empty());
    }

    /** The same connection with a user's name and password, or token, on every request. */
    public Wire as(String user, String password) {
        String pair = user + ":" + password;
        String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Wire(http, base, Optional.of(basic));
    }

    /** The same connection with a token of the token server on every request. */
    public Wire bearing(String token) {
        return new Wire(http, base, Optional.of("Bearer " + token));
    }

    /** The same caller at another address. */
    public Wire at(URI address) {
        return new Wire(http, address, authorization);
    }

    public Answer get(String path) throws IOException {
        return send("GET", base.resolve(path), Map.of("Accept", ACCEPT), NOTHING);
    }

    public Answer head(String path) throws IOException {
        return send("HEAD", base.resolve(path), Map.of("Accept", ACCEPT), NOTHING);
    }

    public Answer delete(String path) throws IOException {
        return send("DELETE", base.resolve(path), Map.of(), NOTHING);
    }

    public Answer json(String method, String path, String body) throws IOException {
        return send(
                method,
                base.resolve(path),
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer manifest(String repository, String reference) throws IOException {
        return get("/v2/" + repository + "/manifests/" + reference);
    }

    public Answer blob(String repository, String digest) throws IOException {
        return get("/v2/" + repository + "/blobs/" + digest);
    }

    /**
     * Copies a blob's bytes from an offset on as they come, so that the target has what came before the connection was cut.
     * The answer has no body but an error's.
     */
    public Answer copyBlob(String repository, String digest, long offset, OutputStream target) throws IOException {
        URI uri = base.resolve("/v2/" + repository + "/blobs/" + digest);
        Map<String, String> range = offset == 0 ? Map.of() : Map.of("Range", "bytes=" + offset + "-");
        HttpResponse<InputStream> response = send("GET", uri, range, NOTHING, BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            boolean yes = response.statusCode() < 300;
            if (yes) {
                body.transferTo(target);
            }
            byte[] said = yes ? NOTHING : body.readAllBytes();
            return new Answer("GET " + uri, response.statusCode(), response.uri(), response.headers(), said);
        }
    }

    public boolean hasBlob(String repository, String digest) throws IOException {
        return head("/v2/" + repository + "/blobs/" + digest).status() == 200;
    }

    public Answer putManifest(String repository, String reference, Image image) throws IOException {
        return send(
                "PUT",
                base.resolve("/v2/" + repository + "/manifests/" + reference),
                Map.of("Content-Type", image.mediaType()),
                image.manifest().bytes());
    }

    /** 201 when mounted; 202, with a session, when the source does not have it. */
    public Answer mount(String repository, String digest, String from) throws IOException {
        return send("POST", uploads(repository, "?mount=" + digest + "&from=" + from), Map.of(), NOTHING);
    }

    /** Pushes a blob; answers the first answer that is an error, or else the last. */
    public Answer push(String repository, Blob blob, Upload way) throws IOException {
        return switch (way) {
            case SINGLE_POST -> send("POST", uploads(repository, "?digest=" + blob.digest()), BINARY, blob.bytes());
            case POST_AND_PUT -> {
                Answer opened = open(repository);
                yield opened.failed() ? opened : finish(opened.location(), blob, blob.bytes());
            }
            case STREAM -> {
                Answer opened = open(repository);
                Answer sent = opened.failed() ? opened : send("PATCH", opened.location(), BINARY, blob.bytes());
                yield sent.failed() ? sent : finish(sent.location(), blob, NOTHING);
            }
            case CHUNKS -> {
                Answer opened = open(repository);
                yield opened.failed() ? opened : resume(opened.location(), blob, 0);
            }
        };
    }

    /** Opens an upload session: 202 with its location. */
    public Answer open(String repository) throws IOException {
        return send("POST", uploads(repository, ""), Map.of(), NOTHING);
    }

    /** Sends the bytes from one offset up to another as one chunk. */
    public Answer chunk(URI session, Blob blob, int from, int to) throws IOException {
        var headers = Map.of("Content-Type", "application/octet-stream", "Content-Range", from + "-" + (to - 1));
        return send("PATCH", session, headers, blob.part(from, to));
    }

    /** Goes on with a session from an offset, in up to three more chunks, and closes it. */
    public Answer resume(URI session, Blob blob, int offset) throws IOException {
        int step = Math.max(1, (blob.size() - offset + 2) / 3);
        URI next = session;
        for (int from = offset; from < blob.size(); from += step) {
            Answer sent = chunk(next, blob, from, Math.min(blob.size(), from + step));
            if (sent.failed()) {
                return sent;
            }
            next = sent.location();
        }
        return finish(next, blob, NOTHING);
    }

    /** Asks a session how far it is: 204 with {@code Range}. */
    public Answer status(URI session) throws IOException {
        return send("GET", session, Map.of(), NOTHING);
    }

    public Answer finish(URI session, Blob blob, byte[] rest) throws IOException {
        String separator = session.getRawQuery() == null ? "?" : "&";
        return send("PUT", URI.create(session + separator + "digest=" + blob.digest()), BINARY, rest);
    }

    private static final Map<String, String> BINARY = Map.of("Content-Type", "application/octet-stream");

    private URI uploads(String repository, String query) {
        return base.resolve("/v2/" + repository + "/blobs/uploads/" + query);
    }

    private Answer send(String method, URI uri, Map<String, String> headers, byte[] body) throws IOException {
        return Answer.of(method + " " + uri, send(method, uri, headers, body, BodyHandlers.ofByteArray()));
    }

    private <T> HttpResponse<T> send(
            String method, URI uri, Map<String, String> headers, byte[] body, BodyHandler<T> handler)
            throws IOException {
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        authorization.ifPresent(value -> request.header("Authorization", value));
        try {
            return http.send(request.build(), handler);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
