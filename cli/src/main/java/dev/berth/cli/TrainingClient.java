package dev.berth.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client that does once, or often, what the clients of a registry do. */
final class TrainingClient {
    private static final int PUSHES = 200;
    private static final int PULLS_OF_EACH = 10;
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";
    private static final String USER = "trainee";
    private static final String PASSWORD = "a password for training";
    private static final String IMAGE = "/v2/" + USER + "/image";
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TrainingClient(URI server) {
        this.server = server;
    }

    /**
     * Signs up, logs in, pushes, pulls and lists.
     *
     * @throws IOException when the server answers something else than it should
     */
    void run() throws IOException, InterruptedException {
        String basic = "Basic " + Base64.getEncoder().encodeToString(utf8(USER + ":" + PASSWORD));
        send("GET", "/healthz", "", new byte[0], 200);
        send("GET", "/v2/", "", new byte[0], 401);
        send(
                "POST",
                "/api/v1/users",
                "",
                utf8("{\"username\":\"" + USER + "\",\"email\":\"trainee@localhost\",\"password\":\"" + PASSWORD
                        + "\"}"),
                201);
        send("GET", "/v2/", basic, new byte[0], 200);
        send("POST", "/api/v1/tokens", basic, utf8("{\"label\":\"training\",\"scopes\":[\"read\",\"write\"]}"), 201);
        String scope = "&scope=repository:" + USER + "/image:pull,push";
        HttpResponse<byte[]> granted = send("GET", "/token?service=berth" + scope, basic, new byte[0], 200);
        Matcher token = TOKEN.matcher(new String(granted.body(), StandardCharsets.UTF_8));
        if (!token.find()) {
            throw new IOException("no token came back");
        }
        String bearer = "Bearer " + token.group(1);
        for (int i = 0; i < PUSHES; i++) {
            pushAndPull(bearer, i);
        }
        send("GET", "/v2/_catalog", basic, new byte[0], 200);
        for (String path : List.of("/metrics", "/readyz", IMAGE + "/tags/list?n=3")) {
            send("GET", path, bearer, new byte[0], 200);
        }
    }

    private void pushAndPull(String bearer, int round) throws IOException, InterruptedException {
        byte[] config = utf8("{\"architecture\":\"amd64\",\"os\":\"linux\",\"round\":" + round + "}");
        byte[] layer = new byte[8192];
        Arrays.fill(layer, (byte) round);
        if (round > 0) {
            send("HEAD", IMAGE + "/blobs/" + digest(layer), bearer, new byte[0], 404);
        }
        pushAtOnce(bearer, config);
        pushInChunks(bearer, layer);
        byte[] manifest = utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MANIFEST + "\",\"config\":"
                + descriptor(CONFIG, config) + ",\"layers\":[" + descriptor(LAYER, layer) + "]}");
        send("PUT", IMAGE + "/manifests/round-" + round, bearer, manifest, 201);
        for (int i = 0; i < PULLS_OF_EACH; i++) {
            send("HEAD", IMAGE + "/manifests/round-" + round, bearer, new byte[0], 200);
            send("GET", IMAGE + "/manifests/round-" + round, bearer, new byte[0], 200);
            send("GET", IMAGE + "/manifests/" + digest(manifest), bearer, new byte[0], 200);
            send("GET", IMAGE + "/blobs/" + digest(layer), bearer, new byte[0], 200);
        }
        send("GET", IMAGE + "/tags/list", bearer, new byte[0], 200);
        send("GET", IMAGE + "/referrers/" + digest(manifest), bearer, new byte[0], 200);
    }

    private void pushAtOnce(String bearer, byte[] content) throws IOException, InterruptedException {
        send("POST", IMAGE + "/blobs/uploads/?digest=" + digest(content), bearer, content, 201);
    }

    private void pushInChunks(String bearer, byte[] content) throws IOException, InterruptedException {
        HttpResponse<byte[]> opened = send("POST", IMAGE + "/blobs/uploads/", bearer, new byte[0], 202);
        HttpResponse<byte[]> taken = send("PATCH", location(opened), bearer, content, 202);
        String session = location(taken);
        String end = (session.contains("?") ? "&" : "?") + "digest=" + digest(content);
        send("PUT", session + end, bearer, new byte[0], 201);
    }

    private static String location(HttpResponse<byte[]> answer) throws IOException {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("an upload session has no Location"));
    }

    private static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest(content) + "\",\"size\":" + content.length
                + "}";
    }

    private HttpResponse<byte[]> send(String method, String path, String authorization, byte[] body, int expected)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (body.length > 0) {
            request.header("Content-Type", contentType(path));
        }
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != expected) {
            throw new IOException(
                    method + " " + path + " answers " + answer.statusCode() + "; expected is " + expected);
        }
        return answer;
    }

    private static String contentType(String path) {
        if (path.startsWith("/api/")) {
            return "application/json";
        }
        return path.contains("/manifests/") ? MANIFEST : "application/octet-stream";
    }

    private static String digest(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
