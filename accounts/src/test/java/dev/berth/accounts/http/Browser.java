package dev.berth.accounts.http;

import dev.berth.accounts.TestAccounts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A browser on a page of a {@link TestServer}: it keeps the cookie, and sends what the page got to know. */
final class Browser {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final TestServer server;
    private final HttpClient http;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String cookie = "";
    private String csrfToken = "";

    Browser(TestServer server) {
        this(server, "127.0.0.1");
    }

    Browser(TestServer server, String address) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build();
        headers.put("User-Agent", "Mozilla/5.0 (test)");
        headers.put("Origin", "http://" + server.host());
    }

    /** A browser in which this account is signed in, with everybody's password. */
    static Browser of(TestServer server, String name) throws IOException, InterruptedException {
        Browser browser = new Browser(server);
        Client.Answer answer = browser.signIn(name, TestAccounts.PASSWORD);
        if (answer.status() != 200) {
            throw new AssertionError(name + " cannot sign in: " + answer.body());
        }
        return browser;
    }

    Client.Answer signIn(String name, String password) throws IOException, InterruptedException {
        return signIn(Map.of("name", name, "password", password));
    }

    Client.Answer signIn(Map<String, String> fields) throws IOException, InterruptedException {
        Client.Answer answer = post("/api/v1/session", fields);
        if (answer.status() == 200) {
            csrfToken = answer.field("csrf_token");
        }
        return answer;
    }

    /** Sends another value of this header from now on; none where it is empty. */
    Browser sending(String header, String value) {
        if (value.isEmpty()) {
            headers.remove(header);
        } else {
            headers.put(header, value);
        }
        return this;
    }

    String cookie() {
        return cookie;
    }

    String csrfToken() {
        return csrfToken;
    }

    Browser withCookie(String other) {
        cookie = other;
        return this;
    }

    Browser withCsrfToken(String other) {
        csrfToken = other;
        return this;
    }

    Client.Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, Optional.empty());
    }

    Client.Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, Optional.empty());
    }

    Client.Answer post(String path) throws IOException, InterruptedException {
        return send("POST", path, Optional.empty());
    }

    Client.Answer post(String path, Map<String, ?> fields) throws IOException, InterruptedException {
        return send("POST", path, Optional.of(fields));
    }

    Client.Answer send(String method, String path, Optional<Map<String, ?>> fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + server.host() + path))
                .method(
                        method,
                        fields.map(it -> BodyPublishers.ofString(JSON.writeValueAsString(it)))
                                .orElseGet(BodyPublishers::noBody));
        headers.forEach(request::header);
        if (fields.isPresent()) {
            request.header("Content-Type", "application/json");
        }
        if (!cookie.isEmpty()) {
            request.header("Cookie", "theme=dark; " + cookie);
        }
        if (!csrfToken.isEmpty() && !method.equals("GET")) {
            request.header("X-CSRF-Token", csrfToken);
        }
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        response.headers().firstValue("Set-Cookie").ifPresent(it -> cookie = it.substring(0, it.indexOf(';')));
        return server.answer(response);
    }
}
