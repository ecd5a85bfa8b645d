package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hundred megabytes where a manifest should be. */
@ExtendWith(SharedBerth.class)
class LargeBodiesTest {
    private static final int HUGE = 100_000_000;
    private static final byte[] PIECE = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHUNK = (Integer.toHexString(PIECE.length) + "\r\n" + "[".repeat(PIECE.length) + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private static String head(Repository repository, String framing) {
        return "PUT " + repository.path("manifests/v1") + " HTTP/1.1\r\nHost: berth\r\nContent-Type: "
                + Document.index().type() + "\r\n" + framing + "\r\n\r\n";
    }

    @Test
    void manifest_ofAHundredMegabytes_isRefusedAtItsLength(Repository repository) {
        try (Connection connection = repository.wire().connect()) {
            connection.send(head(repository, "Content-Length: " + HUGE));
            assertThat(connection.answer().status()).isEqualTo(413);
            assertThat(connection.rest()).isEmpty();
        }
        repository.wire().isAlive();
    }

    /** It is refused where it has become too long, and is neither read to its end nor held. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: " + HUGE, "Transfer-Encoding: chunked"})
    void manifest_ofAHundredMegabytes_isNotRead(String framing, Repository repository) {
        long before = used();
        try (Connection connection = repository.wire().connect()) {
            connection.send(head(repository, framing));
            Thread sending = Thread.ofVirtual().start(() -> {
                for (int sent = 0; sent < HUGE; sent += PIECE.length) {
                    connection.sendAsFarAsItIsRead(framing.startsWith("T") ? CHUNK : PIECE);
                }
            });
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.errorCode()).isEqualTo("SIZE_INVALID");
            assertThat(used() - before).isLessThan(HUGE / 2);
            sending.interrupt();
        }
        repository.wire().isAlive();
    }

    /** Most clients send all of a body before they look for an answer, and must find it then. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: " + HUGE, "Transfer-Encoding: chunked"})
    void answer_toABodyThatIsRefusedAtOnce_waitsForItsClient(String framing, Repository repository) {
        byte[] piece = framing.startsWith("T") ? CHUNK : PIECE;
        try (Connection connection = repository.wire().connect()) {
            connection.send(
                    "POST /v2/UPPER/blobs/uploads/?digest=none HTTP/1.1\r\nHost: berth\r\n" + framing + "\r\n\r\n");
            for (int sent = 0; sent < HUGE; sent += PIECE.length) {
                connection.send(piece);
            }
            Answer answer = connection.answer().has("Connection", "close");
            assertThat(answer.errorCode()).isEqualTo("NAME_INVALID");
            assertThat(connection.rest()).isEmpty();
        }
    }

    /** What was read to its end costs nobody the connection. */
    @Test
    void blob_ofTheWrongDigest_leavesTheConnection(Repository repository) {
        try (Connection connection = repository.wire().connect()) {
            connection.send("POST " + repository.path("blobs/uploads/?digest=" + Digest.of(PIECE))
                    + " HTTP/1.1\r\nHost: berth\r\nContent-Length: " + 200 * PIECE.length + "\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                connection.send(PIECE);
            }
            assertThat(connection.answer().lacks("Connection").errorCode()).isEqualTo("DIGEST_INVALID");
            connection.send("GET /v2/ HTTP/1.1\r\nHost: berth\r\n\r\n").answer().holds("{}");
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void body_whereNoneIsExpected_isPassedOver(Repository repository) {
        byte[] body = new byte[1_000_000];
        repository.push("v1", Document.image());

        repository.get("manifests/v1").sending(body).answers(200);
        repository.get("tags/list").streaming(body).answers(200);
        repository.delete("manifests/v1").sending(body).answers(202);
        repository.wire().delete(repository.open()).sending(body).answers(204);
        repository.wire().isAlive();
    }
}
