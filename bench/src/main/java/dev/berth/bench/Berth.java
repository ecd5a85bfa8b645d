package dev.berth.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Berth as {@code ./berth serve} starts it, with one account, whose repositories are private. */
final class Berth implements Contender {
    static final String TITLE = "Berth";

    /** The account, and so the first part of the name of every repository in the run. */
    static final String USER = "bencher";

    private static final String PASSWORD = "a-bench-measures-7-things";

    private final URI address;
    private final Daemon daemon;
    private final String basic;

    private Berth(URI address, Daemon daemon, String basic) {
        this.address = address;
        this.daemon = daemon;
        this.basic = basic;
    }

    /** Starts Berth on a data folder in the workspace and signs the account up. */
    static Berth start(Workspace workspace, Path launcher, String folder) throws IOException, InterruptedException {
        return start(workspace, launcher, folder, Map.of());
    }

    /** The same with settings in its environment. */
    static Berth start(Workspace workspace, Path launcher, String folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        Daemon daemon = launch(workspace, launcher, folder, settings);
        URI address = ready(daemon);
        send(address, "/api/v1/users", Optional.empty(), """
                {"username":"%s","email":"%s@example.org","password":"%s"}""".formatted(USER, USER, PASSWORD));
        String token = send(address, "/api/v1/tokens", Optional.of(basic(PASSWORD)), """
                {"label":"bench","scopes":["read","write"]}""");
        return new Berth(address, daemon, basic(field("token", token)));
    }

    /** Starts another node over what this one keeps its accounts in. */
    Berth join(Workspace workspace, Path launcher, String folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        Daemon node = launch(workspace, launcher, folder, settings);
        return new Berth(ready(node), node, basic);
    }

    private static Daemon launch(Workspace workspace, Path launcher, String folder, Map<String, String> settings)
            throws IOException {
        List<String> command = List.of(
                launcher.toString(), "serve", "--data", workspace.path(folder).toString(), "--port", "0");
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("BERTH_ADMIN_PASSWORD", PASSWORD);
        return workspace.start(folder, command, environment);
    }

    private static URI ready(Daemon daemon) throws IOException, InterruptedException {
        return URI.create(daemon.awaitLine("Berth is ready at "));
    }

    @Override
    public String title() {
        return TITLE;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public Daemon daemon() {
        return daemon;
    }

    /** The header that logs in with every request, in any scope; for seeding. */
    String basic() {
        return basic;
    }

    /** The cookie of a browser in which the account of the run, or the administrator, has just signed in. */
    String session(String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/api/v1/session"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"name":"%s","password":"%s"}""".formatted(name, PASSWORD)))
                .build();
        HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        return response.headers()
                .firstValue("Set-Cookie")
                .map(cookie -> cookie.split(";", 2)[0])
                .orElseThrow(() -> new IllegalStateException(
                        "%s cannot sign in: %d, %s".formatted(name, response.statusCode(), response.body())));
    }

    /** Follows the challenge of the server to a token, as Docker does after a login. */
    @Override
    public Optional<String> authorization(String scope) throws IOException, InterruptedException {
        HttpResponse<Void> challenged = CLIENT.send(
                HttpRequest.newBuilder(address.resolve("/v2/")).build(), HttpResponse.BodyHandlers.discarding());
        String challenge = challenged
                .headers()
                .firstValue("WWW-Authenticate")
                .orElseThrow(() -> new IllegalStateException("no challenge at " + address));
        URI tokens = URI.create("%s?service=%s&scope=%s"
                .formatted(parameter("realm", challenge), encode(parameter("service", challenge)), encode(scope)));
        HttpResponse<String> granted = CLIENT.send(
                HttpRequest.newBuilder(tokens).header("Authorization", basic).build(),
                HttpResponse.BodyHandlers.ofString());
        return Optional.of("Bearer " + field("token", granted.body()));
    }

    private static String send(URI address, String path, Optional<String> authorization, String json)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            throw new IllegalStateException(
                    "POST %s answers %d: %s".formatted(path, response.statusCode(), response.body()));
        }
        return response.body();
    }

    /** A string of a JSON object. */
    static String field(String name, String json) {
        return find("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"", json);
    }

    /** A quoted parameter of a challenge. */
    static String parameter(String name, String challenge) {
        return find("\\b" + name + "=\"([^\"]*)\"", challenge);
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    private static String basic(String secret) {
        byte[] pair = (USER + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
