package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one connection carries: several requests, bodies that wait for a word, and ends before the end (RFC 9112). */
@ExtendWith(SharedBerth.class)
class ConnectionTest {
    private static String head(String line, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return line + " HTTP/1.1\r\nHost: berth\r\n" + more + "\r\n";
    }

    @Test
    void requests_oneBehindTheOther_areAnsweredInTheirOrder(Repository repository) {
        byte[] blob = Document.fresh(5000);
        Digest digest = Digest.of(blob);
        String pushed = head("POST " + repository.path("blobs/uploads/?digest=" + digest), "Content-Length: 5000");
        try (Connection connection = repository.wire().connect()) {
            connection.send(pushed).send(blob);
            connection.send(head("GET " + repository.path("blobs/" + digest)));
            connection.send(head("HEAD " + repository.path("blobs/" + digest)));
            connection.send(head("GET " + repository.path("manifests/none")));
            connection.send(head("PUT " + repository.path("manifests/none"), "Content-Length: 5") + "hello");
            connection.send(head("GET /v2/", "Connection: close"));

            assertThat(connection.answer().status()).isEqualTo(201);
            connection.answer().has("Docker-Content-Digest", digest).holds(blob);
            connection.answer("HEAD").has("Content-Length", 5000);
            assertThat(connection.answer().errorCode()).isEqualTo("MANIFEST_UNKNOWN");
            assertThat(connection.answer().errorCode()).isEqualTo("MANIFEST_INVALID");
            connection.answer().holds("{}");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void requests_aHundredAtOnce_areAllAnswered(Wire wire) {
        try (Connection connection = wire.connect()) {
            connection.send(head("GET /v2/").repeat(99) + head("GET /v2/", "Connection: close"));
            for (int i = 0; i < 100; i++) {
                connection.answer().holds("{}");
            }
            assertThat(connection.rest()).isEmpty();
        }
    }

    /** The next request on the connection is read from where the refused body ends. */
    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 100_000, 2_000_000})
    void body_thatIsRefused_isNoRequest(int size, Repository repository) {
        byte[] body = "GET /v2/none HTTP/1.1\r\nHost: a\r\n\r\n"
                .repeat(size / 34 + 1)
                .substring(0, size)
                .getBytes(StandardCharsets.US_ASCII);
        try (Connection connection = repository.wire().connect()) {
            connection.send(head("PUT /v2/UPPER/manifests/x", "Content-Length: " + size));
            Thread.ofVirtual().start(() -> connection.sendAsFarAsItIsRead(body));
            assertThat(connection.answer().errorCode()).isEqualTo("NAME_INVALID");
        }
        try (Connection connection = repository.wire().connect()) {
            connection.send(head("GET /v2/none", "Content-Length: " + Math.min(size, 1000)));
            connection.send(Arrays.copyOf(body, Math.min(size, 1000)));
            connection.send(head("GET /v2/"));
            assertThat(connection.answer().status()).isEqualTo(404);
            connection.answer().holds("{}");
        }
    }

    @Test
    void body_thatWaitsForAWord_getsItAndThenItsAnswer(Repository repository) {
        byte[] blob = Document.fresh(5000);
        Digest digest = Digest.of(blob);
        try (Connection connection = repository.wire().connect()) {
            connection.send(head(
                    "POST " + repository.path("blobs/uploads/?digest=" + digest),
                    "Content-Length: 5000",
                    "Expect: 100-continue"));
            assertThat(connection.answer().status()).isEqualTo(100);
            connection.send(blob);
            assertThat(connection.answer().status()).isEqualTo(201);

            connection.send(head(
                    "PUT " + repository.path("manifests/v1"),
                    "Content-Type: " + Document.index().type(),
                    "Transfer-Encoding: chunked",
                    "Expect: 100-Continue"));
            assertThat(connection.answer().status()).isEqualTo(100);
            byte[] index = Document.index().bytes();
            connection
                    .send(Integer.toHexString(index.length) + "\r\n")
                    .send(index)
                    .send("\r\n0\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(201);
        }
    }

    /** The word spares the client a body that would be refused. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /v2/UPPER/manifests/v1",
                "PUT /v2/a/b/manifests/.v1",
                "POST /v2/a/b/blobs/uploads/?digest=sha256:0",
                "PUT /v2/a/b/blobs/uploads/00000000-0000-0000-0000-000000000000?digest=sha256:0",
                "PATCH /v2/a/b/blobs/uploads/none",
                "POST /v2/a/b/manifests/v1",
                "PUT /none"
            })
    void body_thatWaitsForAWord_isRefusedWithoutIt(String line, Wire wire) {
        try (Connection connection = wire.connect()) {
            connection.send(head(line, "Content-Length: 5000", "Expect: 100-continue"));
            assertThat(connection.answer().status()).isBetween(400, 405);
        }
        try (Connection connection = wire.connect()) {
            connection.send(head("PUT /v2/a/b/manifests/v1", "Content-Length: 5300000", "Expect: 100-continue"));
            assertThat(connection.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void connection_cutAnywhere_leavesTheServerAsItWas(Repository repository) {
        byte[] blob = Document.fresh(200_000);
        String digest = Digest.of(blob).toString();
        String push = head("POST " + repository.path("blobs/uploads/?digest=" + digest), "Content-Length: 200000");
        String manifest = head("PUT " + repository.path("manifests/v1"), "Content-Length: 200000");
        String chunk = head("PATCH " + repository.open(), "Transfer-Encoding: chunked") + "30d40\r\n";
        for (String request : new String[] {push, manifest, chunk}) {
            for (int cut : new int[] {1, request.length() / 2, request.length(), request.length() + 70_000}) {
                try (Connection connection = repository.wire().connect()) {
                    connection.send(request.substring(0, Math.min(cut, request.length())));
                    connection.send(Arrays.copyOf(blob, Math.max(0, cut - request.length())));
                    connection.cut();
                }
            }
        }
        repository.head("blobs/" + digest).answers(404);
        repository.push(blob);
        repository.get("blobs/" + digest).answers(200).holds(blob);
        repository.wire().isAlive();
    }

    @Test
    void client_thatLeavesInTheMiddleOfADownload_isNoFailure(Repository repository) {
        byte[] blob = Document.fresh(8_000_000);
        Digest digest = repository.push(blob);
        for (int i = 0; i < 20; i++) {
            try (Connection connection = repository.wire().connect()) {
                connection.send(head("GET " + repository.path("blobs/" + digest)));
                connection.cut();
            }
        }
        repository.get("blobs/" + digest).answers(200).holds(blob);
        repository.wire().isAlive();
    }
}
