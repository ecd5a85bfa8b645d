package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import dev.berth.server.config.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that stop in the middle: the server waits for its idle timeout, which is a second here, and no longer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientsTest {
    private final RunningBerth berth = RunningBerth.start(Map.of(Settings.HTTP_IDLE_TIMEOUT, "1s"));
    private final Repository repository = new Repository(berth.wire(), "slow/clients");
    private final byte[] blob = Document.fresh(1000);

    @BeforeAll
    void push() {
        repository.push("v1", Document.image());
    }

    @AfterAll
    void stop() {
        repository.wire().isAlive();
        berth.close();
    }

    private Connection begun(String line, String... headers) {
        return repository
                .wire()
                .connect()
                .send(line + " HTTP/1.1\r\nHost: berth\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void silence_beforeTheEndOfTheHead_endsTheConnection() {
        try (Connection nothing = repository.wire().connect();
                Connection line = repository.wire().connect().send("GET /v2/ HT");
                Connection headers = repository.wire().connect().send("GET /v2/ HTTP/1.1\r\nHost: b")) {
            assertThat(nothing.rest()).isEmpty();
            assertThat(line.rest()).doesNotContain("500");
            assertThat(headers.rest()).doesNotContain("500");
        }
    }

    @Test
    void silence_betweenRequests_endsTheConnection() {
        try (Connection connection = begun("GET /v2/", "Accept: */*")) {
            connection.answer().holds("{}");
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void silence_withinABody_isAnswered() {
        byte[] blob = Document.fresh(1000);
        String digest = Digest.of(blob).toString();
        String length = "Content-Length: 1000";
        List<Connection> all = new ArrayList<>();
        all.add(begun("POST " + repository.path("blobs/uploads/?digest=" + digest), length));
        all.add(begun("PATCH " + repository.open(), length));
        all.add(begun("PUT " + Wire.ending(repository.open(), digest), length));
        all.add(begun("PUT " + repository.path("manifests/v1"), length));
        all.add(begun("PUT " + repository.path("manifests/UPPER"), length));
        all.add(begun("PUT /v2/UPPER/manifests/v1", length));
        all.add(begun("PATCH " + repository.open(), "Transfer-Encoding: chunked")
                .send("3e8\r\n"));
        for (Connection connection : all) {
            try (connection) {
                connection.send(Arrays.copyOf(blob, 500));
                assertThat(connection.answer().status()).isEqualTo(400);
                assertThat(connection.rest()).isEmpty();
            }
        }
        repository.head("blobs/" + digest).answers(404);
    }

    @Test
    void silence_withinAChunk_keepsWhatArrived() {
        String session = repository.open();
        try (Connection connection = begun("PATCH " + session, "Content-Length: 1000")) {
            connection.send(Arrays.copyOf(blob, 500));
            assertThat(connection.answer().errorCode()).isEqualTo("SIZE_INVALID");
        }

        repository.wire().get(session).answers(204).has("Range", "0-499");
        repository
                .wire()
                .put(Wire.ending(session, Digest.of(blob)))
                .with("Content-Range", "500-999")
                .sending(Arrays.copyOfRange(blob, 500, 1000))
                .answers(201);
    }

    /** A client that does not read its answer holds a connection, and nobody else's. */
    @Test
    void client_thatDoesNotRead_harmsNobody() {
        byte[] large = Document.fresh(20_000_000);
        Digest digest = repository.push(large);
        List<Connection> deaf = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            deaf.add(begun("GET " + repository.path("blobs/" + digest), "Accept: */*"));
        }

        repository.get("manifests/v1").answers(200);
        repository.get("blobs/" + digest).answers(200).holds(large);
        deaf.forEach(Connection::cut);
    }

    /** Hundreds of pushes that have stopped leave room for one that has not. */
    @Test
    void clients_thatStopInHundredsOfUploads_harmNobody() {
        List<Connection> stopped = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Connection connection = begun("PATCH " + repository.open(), "Content-Length: 1000");
            stopped.add(connection.send(Arrays.copyOf(blob, 10)));
        }

        repository.push(Document.fresh(100_000));
        repository.push("v2", Document.image());
        stopped.forEach(Connection::cut);
    }

    /** A large manifest is held in memory, so only a few are at a time: those that stop must make way for others. */
    @Test
    void clients_thatStopInLargeManifests_makeWay() {
        List<Connection> stopped = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Connection connection = begun(
                    "PUT " + repository.path("manifests/v1"),
                    "Content-Length: 4000000",
                    "Content-Type: " + Document.index().type());
            stopped.add(connection.send("{"));
        }

        Document large = Document.image().and("\"annotations\":{\"a\":\"" + "x".repeat(100_000) + "\"}");
        repository.push("large", large);
        stopped.forEach(Connection::cut);
    }
}
