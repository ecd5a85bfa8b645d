package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The same pulls again and again over one connection, which are served from memory by the thread that waits for connections:
 * their answers are those of the first, until something changes.
 */
@ExtendWith(SharedBerth.class)
class RepeatedPullTest {
    private static final int OFTEN = 8;

    private static String head(String method, String path, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: berth\r\n" + more + "\r\n";
    }

    /** Asks often, checks that all answers are alike, and gives the last. */
    private static Answer often(Connection connection, String method, String path, String... headers) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < OFTEN; i++) {
            answers.add(connection.send(head(method, path, headers)).answer(method));
        }
        Answer last = answers.getLast();
        for (Answer answer : answers) {
            assertThat(answer.status()).isEqualTo(last.status());
            if (last.status() < 400) { // what an error says names its request
                assertThat(answer.body()).isEqualTo(last.body());
            }
            assertThat(answer.headers().keySet()).isEqualTo(last.headers().keySet());
            answer.headers().forEach((name, values) -> {
                if (!name.equals("X-Request-Id") && !name.equals("Date")) {
                    assertThat(values).as(name).isEqualTo(last.headers().get(name));
                }
            });
        }
        assertThat(answers.stream().map(it -> it.header("X-Request-Id"))).doesNotHaveDuplicates();
        return last;
    }

    @Test
    void manifest_askedForAgainAndAgain_isTheSame(Repository repository) {
        Document image = Document.image();
        repository.push("v1", image);
        Digest digest = Digest.of(image.json().getBytes(StandardCharsets.UTF_8));
        try (Connection connection = repository.wire().connect()) {
            for (String reference : List.of("v1", digest.toString())) {
                String path = repository.path("manifests/" + reference);
                Answer whole = often(connection, "GET", path)
                        .has("Docker-Content-Digest", digest)
                        .has("Content-Type", image.type());
                assertThat(whole.status()).isEqualTo(200);
                often(connection, "HEAD", path).has("Content-Length", whole.body().length);
                Answer known = often(connection, "GET", path, "If-None-Match: \"" + digest + "\"");
                assertThat(known.status()).isEqualTo(304);
            }
        }
    }

    @Test
    void blob_askedForAgainAndAgain_isTheSame(Repository repository) {
        byte[] blob = Document.fresh(8192);
        Digest digest = repository.push(blob);
        String path = repository.path("blobs/" + digest);
        try (Connection connection = repository.wire().connect()) {
            often(connection, "GET", path).has("Docker-Content-Digest", digest).holds(blob);
            often(connection, "HEAD", path).has("Content-Length", 8192).has("Accept-Ranges", "bytes");
            assertThat(often(connection, "GET", path, "Range: bytes=0-9").body())
                    .isEqualTo(Arrays.copyOf(blob, 10));
            assertThat(often(connection, "GET", path, "If-None-Match: \"" + digest + "\"")
                            .status())
                    .isEqualTo(304);
            assertThat(often(connection, "GET", path, "Range: bytes=9000-").status())
                    .isEqualTo(416);
            often(connection, "GET", path).holds(blob);
        }
    }

    @Test
    void blob_withoutBytes_isTheSame(Repository repository) {
        Digest digest = repository.push(new byte[0]);
        try (Connection connection = repository.wire().connect()) {
            often(connection, "GET", repository.path("blobs/" + digest)).has("Content-Length", 0);
        }
    }

    @Test
    void tag_thatMoves_isAnsweredAnewAtOnce(Repository repository) {
        try (Connection connection = repository.wire().connect()) {
            for (int i = 0; i < 5; i++) {
                Document image = Document.image().and("\"annotations\":{\"round\":\"" + i + "\"}");
                repository.push("v1", image);
                often(connection, "GET", repository.path("manifests/v1")).holds(image.json());
            }
            repository.delete("manifests/v1").answers(202);
            assertThat(often(connection, "GET", repository.path("manifests/v1")).errorCode())
                    .isEqualTo("MANIFEST_UNKNOWN");
        }
    }

    @Test
    void blob_thatIsDeleted_isGoneAtOnce(Repository repository) {
        byte[] blob = Document.fresh(100);
        Digest digest = repository.push(blob);
        String path = repository.path("blobs/" + digest);
        try (Connection connection = repository.wire().connect()) {
            often(connection, "GET", path).holds(blob);
            repository.delete("blobs/" + digest).answers(202);
            assertThat(often(connection, "GET", path).errorCode()).isEqualTo("BLOB_UNKNOWN");
            repository.push(blob);
            often(connection, "GET", path).holds(blob);
        }
    }

    /** What one repository has in memory no other one gives away. */
    @Test
    void blob_ofAnotherRepository_isUnknown(Repository repository) {
        byte[] blob = Document.fresh(100);
        Digest digest = repository.push(blob);
        Repository other = SharedBerth.fresh(repository.wire());
        other.push(Document.fresh(10));
        try (Connection connection = repository.wire().connect()) {
            often(connection, "GET", repository.path("blobs/" + digest)).holds(blob);
            assertThat(often(connection, "GET", other.path("blobs/" + digest)).errorCode())
                    .isEqualTo("BLOB_UNKNOWN");
        }
    }
}
