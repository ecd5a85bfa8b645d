package dev.berth.hub.http;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.hub.TestHub;
import dev.berth.oci.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What administrators are told of what is stored. */
class StorageEndpointsTest {
    private static final RepositoryName OTHER = RepositoryName.parse("bob/other");
    private static final String STORAGE = "/admin/storage";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder, blobs);
        api = new TestApi(endpoints ->
                new StorageEndpoints(hub.registry().usage(), hub.registry().usageMeter()).addTo(endpoints));
    }

    @AfterEach
    void close() {
        api.close();
        hub.close();
    }

    private JsonNode storage(String query) throws Exception {
        TestApi.Answer answer = api.get("root", STORAGE + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void storage_beforeTheFirstMeasure_isNotKnown() throws Exception {
        JsonNode storage = storage("");

        assertThat(storage.path("now").isNull()).isTrue();
        assertThat(storage.path("history")).isEmpty();
    }

    @Test
    void storage_countsSharedBlobsOnceAndForEachRepository() throws Exception {
        hub.image(APP, "linux", "amd64", "latest");
        hub.image(OTHER, "linux", "amd64", "latest", "old");
        hub.blob(OTHER, "0123456789");
        hub.registry().usageMeter().measure();
        long config = "{\"os\":\"linux\",\"architecture\":\"amd64\"}".length();

        JsonNode storage = storage("");

        JsonNode now = storage.path("now");
        assertThat(now.path("bytes").asLong()).isEqualTo(config + 10);
        assertThat(now.path("logical_bytes").asLong()).isEqualTo(2 * config + 10);
        assertThat(now.path("blobs").asLong()).isEqualTo(2);
        assertThat(now.path("manifests").asLong()).isEqualTo(2);
        assertThat(now.path("tags").asLong()).isEqualTo(3);
        assertThat(now.path("repositories").asLong()).isEqualTo(2);
        assertThat(now.path("as_of").asString()).isEqualTo(hub.clock().instant().toString());
        assertThat(storage.path("repositories").path(0).path("name").asString()).isEqualTo("bob/other");
        assertThat(storage.path("namespaces").path(1).path("bytes").asLong()).isEqualTo(config);
        assertThat(storage.path("history").path(0).path("bytes").asLong()).isEqualTo(config + 10);
    }

    @Test
    void history_hasASampleADay() throws Exception {
        for (int day = 0; day < 3; day++) {
            hub.blob(APP, "day " + day);
            hub.registry().usageMeter().measure();
            hub.clock().pass(Duration.ofDays(1));
        }

        assertThat(storage("")
                        .path("history")
                        .valueStream()
                        .map(it -> it.path("blobs").asLong()))
                .containsExactly(1L, 2L, 3L);
        assertThat(storage("?days=2")
                        .path("history")
                        .valueStream()
                        .map(it -> it.path("blobs").asLong()))
                .containsExactly(2L, 3L);
        assertThat(api.get("root", STORAGE + "?days=0").status()).isEqualTo(400);
    }

    @Test
    void storage_isForAdministratorsAlone() throws Exception {
        assertThat(api.get("", STORAGE).status()).isEqualTo(401);
        assertThat(api.get("ada", STORAGE).status()).isEqualTo(403);
        assertThat(api.send("ada", "POST", STORAGE + "/-/measure", "").status()).isEqualTo(403);
        assertThat(api.send("root", "POST", STORAGE + "/-/measure", "").status())
                .isEqualTo(204);
    }
}
