package dev.berth.accounts.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of a {@link TestServer}, at an address of its own and with one value of the header {@code Authorization}. */
record Client(TestServer server, String address, Optional<String> authorization) {
    private static final Map<String, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    /** An answer, and why the log says that it is a refusal. */
    record Answer(int status, HttpResponse<String> response, String refusal) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        String field(String name) {
            return json().path(name).asString("");
        }

        /** The code of the registry's first error. */
        String code() {
            return json().path("errors").path(0).path("code").asString("");
        }

        /** The message of the registry's first error. */
        String message() {
            return json().path("errors").path(0).path("message").asString("");
        }

        String challenge() {
            return header("WWW-Authenticate");
        }
    }

    Client at(String other) {
        return new Client(server, other, authorization);
    }

    Client with(String header) {
        return new Client(server, address, Optional.of(header));
    }

    Client basic(String name, String secret) {
        return with(
                "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    Client bearer(String token) {
        return with("Bearer " + token);
    }

    /** A client that bears a token of these scopes, asked for with this one's credentials. */
    Client token(String... scopes) throws IOException, InterruptedException {
        String query =
                Arrays.stream(scopes).map(scope -> "&scope=" + encode(scope)).collect(Collectors.joining());
        Answer answer = get("/token?service=berth" + query);
        return new Client(server, address, Optional.empty()).bearer(answer.field("token"));
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", "");
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "", "");
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, "application/json", json);
    }

    Answer form(String path, Map<String, String> fields) throws IOException, InterruptedException {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return send("POST", path, "application/x-www-form-urlencoded", form);
    }

    Answer send(String method, String path, String contentType, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + server.host() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        authorization.ifPresent(value -> request.header("Authorization", value));
        HttpResponse<String> response =
                CLIENTS.computeIfAbsent(address, Client::httpClient).send(request.build(), BodyHandlers.ofString());
        return server.answer(response);
    }

    private static HttpClient httpClient(String address) {
        return HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral(address))
                .build();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
