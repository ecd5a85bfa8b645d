package dev.berth.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the server answered to a request. */
public record Answer(String request, int status, URI uri, HttpHeaders headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(String request, HttpResponse<byte[]> response) {
        return new Answer(request, response.statusCode(), response.uri(), response.headers(), response.body());
    }

    public boolean failed() {
        return status() >= 400;
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body());
        } catch (JacksonException e) {
            throw new AssertionError(toString(), e);
        }
    }

    /** The code of the first error of the specification's error body; empty when there is none. */
    public String errorCode() {
        return failed() && body().length > 0 ? json().at("/errors/0/code").asString() : "";
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The location that it names, absolute. */
    public URI location() {
        return uri.resolve(header("Location"));
    }

    /** How many bytes an upload session has, from {@code Range: 0-<last>}. */
    public int offset() {
        String last = header("Range").replaceFirst("^0-", "");
        return last.equals("0") ? 0 : Integer.parseInt(last) + 1;
    }

    /** Fails the test when the answer has another status. */
    public Answer expect(int status) {
        assertThat(status()).as("%s", this).isEqualTo(status);
        return this;
    }

    @Override
    public String toString() {
        String said = body().length < 2000 ? text() : body().length + " bytes";
        return request + " -> " + status() + " " + said;
    }
}
