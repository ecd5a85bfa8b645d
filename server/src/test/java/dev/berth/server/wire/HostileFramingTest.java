package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose lines, headers and lengths are not those of HTTP/1.1 (RFC 9112). In the tables a bar is the end of a line. */
@ExtendWith(SharedBerth.class)
class HostileFramingTest {
    private static String lines(String text) {
        return text.replace("|", "\r\n");
    }

    /** The first answer to these bytes, after which the server has closed, or will once the client does. */
    private static Answer answer(Wire wire, String text) {
        try (Connection connection = wire.connect()) {
            connection.send(text).finish();
            return connection.answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: -1||",
                "Content-Length: abc||",
                "Content-Length: 0x5||hello",
                "Content-Length: +5||hello",
                "Content-Length: 5 5||hello",
                "Content-Length: ||",
                "Content-Length: 99999999999999999999||",
                "Content-Length: 5|Content-Length: 6||hello1",
                "Content-Length: 5, 6||hello1",
                "Content-Length: 5|Transfer-Encoding: chunked||0||",
                "Transfer-Encoding: chunked|Content-Length: 5||0||",
                "Transfer-Encoding: chunked|Content-Length: 0||0||",
                "Transfer-Encoding: gzip||hello",
                "Transfer-Encoding: identity||",
                "Transfer-Encoding: xchunked||0||",
                "Transfer-Encoding: chunked, chunked||0||",
                "Transfer-Encoding: chunked, identity||0||",
                "Transfer-Encoding : chunked||0||",
                "Transfer-Encoding: chunked||zz|hello",
                "Transfer-Encoding: chunked||-5|hello|0||",
                "Transfer-Encoding: chunked||ffffffffffffffffff|hello",
                "Transfer-Encoding: chunked||3|hello|0||",
                "Transfer-Encoding: chunked||5|hel|0||",
                "Transfer-Encoding: chunked||5|hello",
                "Transfer-Encoding: chunked||",
                "Content-Length: 500||hello",
                "Host: b||",
                "NoColon||",
                "A : b||",
                ": b||",
                "A: b\0c||",
                "A: b\rc||",
                "A: b| folded||",
                " A: b||",
                "é: b||",
                "Expect: magic||"
            })
    void push_inAFrameThatLies_isRefused(String rest, Wire wire) {
        String digest = Digest.of("hello".getBytes(StandardCharsets.UTF_8)).toString();
        for (String line : new String[] {
            "PUT /v2/wire/framing/manifests/v1", "POST /v2/wire/framing/blobs/uploads/?digest=" + digest
        }) {
            Answer answer = answer(wire, lines(line + " HTTP/1.1|Host: a|" + rest));

            assertThat(answer.status()).as(line + ": " + answer).isIn(400, 417);
        }
        assertThat(wire.head("/v2/wire/framing/blobs/" + digest).send().status())
                .isEqualTo(404);
        wire.isAlive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2/ HTTP/1.1||",
                "GET /v2/ HTTP/1.1|Host: a|Host: b||",
                "GET /v2/ HTTP/1.1|Host: a b||",
                "GET /v2/ HTTP/1.1|Host: a/b||",
                "GET /v2/ HTTP/1.1|Host: a:99999||",
                "GET /v2/ HTTP/1.1|Host: <script>||",
                "GET * HTTP/1.1|Host: a||",
                "G@T /v2/ HTTP/1.1|Host: a||",
                "GET||",
                "garbage||",
                "\0\0\0\0",
                "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
                "SSH-2.0-OpenSSH_9.2|",
                "{\"jsonrpc\":\"2.0\"}||"
            })
    void line_thatIsNoRequest_isRefused(String text, Wire wire) {
        Answer answer = answer(wire, lines(text));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        wire.isAlive();
    }

    @ParameterizedTest
    @CsvSource({
        "GET /v2/ HTTP/1.0||, 200",
        "GET /v2/ HTTP/1.0|Host: a||, 200",
        "GET /v2/_none HTTP/1.0||, 404",
        "PUT /v2/a/manifests/x HTTP/1.0||, 400",
        "GET http://a/v2/ HTTP/1.1|Host: a||, 200",
        "GET http://a HTTP/1.1|Host: a||, 200",
        "OPTIONS * HTTP/1.1|Host: a||, 404",
        "CONNECT a:80 HTTP/1.1|Host: a:80||, 404",
        "GET /v2/ HTTP/1.2|Host: a||, 505",
        "GET /v2/ HTTP/9.9|Host: a||, 505",
        "GET /v2/ FTP/1.1||, 505",
        "GET /v2/||, 505",
        "||GET /v2/ HTTP/1.1|Host: a||, 200",
        "GET /v2/ HTTP/1.1|Host: a|Content-Length: 5||hello, 200",
        "GET /v2/ HTTP/1.1|Host: a|Upgrade: h2c|Connection: Upgrade||, 200",
        "GET /v2/ HTTP/1.1|Host: a|A: \u00e9\u00ff||, 200"
    })
    void line_ofAnotherForm_isAnsweredAsItIsMeant(String text, int status, Wire wire) {
        Answer answer = answer(wire, lines(text));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        wire.isAlive();
    }

    /** What follows a body that was refused must not be taken for the next request. */
    @Test
    void connection_afterAFrameThatLied_isClosed(Wire wire) {
        String smuggled = "GET /v2/_catalog HTTP/1.1|Host: a||";
        for (String lie : new String[] {
            "Content-Length: 5|Transfer-Encoding: chunked||0||",
            "Content-Length: 0|Content-Length: 41||",
            "Transfer-Encoding: xchunked||",
            "Transfer-Encoding: chunked||zz|"
        }) {
            try (Connection connection = wire.connect()) {
                connection.send(lines("PUT /v2/a/b/manifests/c HTTP/1.1|Host: a|" + lie + smuggled));
                assertThat(connection.answer().status()).isEqualTo(400);
                assertThat(connection.rest()).as(lie).isEmpty();
            }
        }
    }

    @Test
    void blob_shorterThanItsLength_isNotStored(Repository repository) {
        byte[] blob = Document.fresh(1000);
        for (String target : new String[] {
            "POST " + repository.path("blobs/uploads/?digest=" + Digest.of(blob)),
            "PUT " + Wire.ending(repository.open(), Digest.of(blob))
        }) {
            try (Connection connection = repository.wire().connect()) {
                connection.send(lines(target + " HTTP/1.1|Host: a|Content-Length: 1001||"));
                connection.send(blob).finish();
                assertThat(connection.answer().errorCode()).isEqualTo("SIZE_INVALID");
            }
        }
        repository.head("blobs/" + Digest.of(blob)).answers(404);
    }

    @Test
    void blob_longerThanItsLength_isItsBeginning(Repository repository) {
        byte[] blob = Document.fresh(1000);
        try (Connection connection = repository.wire().connect()) {
            connection.send(lines("POST " + repository.path("blobs/uploads/?digest=" + Digest.of(blob))
                    + " HTTP/1.1|Host: a|Content-Length: 1000||"));
            connection.send(blob).send(lines("surplus||"));
            assertThat(connection.answer().status()).isEqualTo(201);
            assertThat(connection.answer().status()).isEqualTo(400);
        }
        repository.get("blobs/" + Digest.of(blob)).answers(200).holds(blob);
    }
}
