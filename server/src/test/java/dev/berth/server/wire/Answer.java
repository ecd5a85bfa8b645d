package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One answer. Reading one checks what holds for all: nothing of the server's inside shows, and errors have the form of the
 * specification ("Error Codes").
 */
record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    Answer {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        assertThat(status).as("an answer says: %s", text).isNotEqualTo(500);
        if (status >= 400 && body.length > 0) {
            assertThat(text).doesNotContainIgnoringCase("<html", "exception", "jetty", "\tat ");
            if (!List.of("application/problem+json").equals(headers.get("Content-Type"))) {
                assertIsErrors(headers, body);
            }
        }
        if (status == 405) {
            assertThat(headers).as(text).containsKey("Allow");
        }
        if (status == 429 || status == 503) {
            assertThat(headers).as(text).containsKey("Retry-After");
        }
        if (status == 204 || status == 304) {
            // Of the first there is none, and the second's would be that of the content (RFC 9110, 8.6).
            assertThat(headers).as(text).doesNotContainKey("Content-Length");
        }
        assertThat(headers).doesNotContainKey("Server");
    }

    private static void assertIsErrors(Map<String, List<String>> headers, byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        assertThat(headers.get("Content-Type")).as(text).isEqualTo(List.of("application/json"));
        JsonNode errors = JSON.readTree(body).path("errors");
        assertThat(errors.isArray() && !errors.isEmpty()).as(text).isTrue();
        errors.forEach(error -> {
            assertThat(error.path("code").asString()).as(text).matches("[A-Z_]+");
            assertThat(error.path("message").asString()).as(text).isNotBlank();
        });
    }

    /** Empty where there is none. */
    String contentType() {
        return headers.getOrDefault("Content-Type", List.of("")).getFirst();
    }

    /** The only value of this header. */
    String header(String name) {
        assertThat(headers.getOrDefault(name, List.of()))
                .as("the header %s of %s", name, this)
                .hasSize(1);
        return headers.getOrDefault(name, List.of()).getFirst();
    }

    /** The header has this value, and no other. */
    Answer has(String name, Object value) {
        assertThat(header(name)).as("the header %s of %s", name, this).isEqualTo(String.valueOf(value));
        return this;
    }

    /** The header is there as often as there are values, in this order. */
    Answer hasAll(String name, String... values) {
        assertThat(headers.getOrDefault(name, List.of()))
                .as("the header %s of %s", name, this)
                .containsExactly(values);
        return this;
    }

    /** The header is not there. */
    Answer lacks(String name) {
        assertThat(headers).as("headers of %s", this).doesNotContainKey(name);
        return this;
    }

    /** The body is these bytes. */
    Answer holds(byte[] bytes) {
        assertThat(body).isEqualTo(bytes);
        return this;
    }

    /** The body is this text. */
    Answer holds(String text) {
        assertThat(text()).isEqualTo(text);
        return this;
    }

    /** There is no body. */
    Answer isEmpty() {
        return holds(new byte[0]);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    /** The strings of the array under this field of the body. */
    List<String> list(String field) {
        return json().path(field).valueStream().map(JsonNode::asString).toList();
    }

    /** The code of the first error. */
    String errorCode() {
        return json().path("errors").path(0).path("code").asString();
    }

    /** What the first error says. */
    String errorMessage() {
        return json().path("errors").path(0).path("message").asString();
    }

    @Override
    public String toString() {
        return status + " " + headers + (body.length < 2000 ? " " + text() : " and " + body.length + " bytes");
    }
}
