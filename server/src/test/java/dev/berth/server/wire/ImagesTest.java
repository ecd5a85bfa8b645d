package dev.berth.server.wire;

import static dev.berth.server.wire.RepositoriesTest.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is inside of images, what tags pointed to, and what a deletion frees, by the REST API. */
@ExtendWith(SharedBerth.class)
class ImagesTest {
    private static final String CONFIG = """
            {"os":"linux","architecture":"amd64","created":"2026-01-02T03:04:05Z","rootfs":{"type":"layers","diff_ids":[]},\
            "config":{"Env":["PATH=/bin","A=%s"],"Cmd":["sh"],"ExposedPorts":{"80/tcp":{}},"Labels":{"a":"b"}},\
            "history":[{"created_by":"ADD base"},{"created_by":"ENV A","empty_layer":true},{"created_by":"RUN x"}]}""";

    private static String api(Repository repository) {
        return "/api/v1/repositories/" + repository.name() + "/-/";
    }

    private static Ask send(Ask ask, String json) {
        return ask.with("Content-Type", "application/json").sending(json);
    }

    private static List<String> texts(JsonNode list, String field) {
        return list.valueStream().map(it -> it.path(field).asString("")).toList();
    }

    @Test
    void manifest_tellsItsLayersWithTheStepsThatMadeThem(Repository repository) {
        Document image = image(repository, CONFIG.formatted("1"), 1000, 20);
        repository.push("v1", image);
        Document signature = Document.image().about(image.digest());
        repository.push(signature.digest().toString(), signature);

        JsonNode page = repository
                .wire()
                .get(api(repository) + "manifests/" + image.digest())
                .answers(200)
                .json();

        assertThat(page.path("kind").asString()).isEqualTo("image");
        assertThat(texts(page.path("layers"), "instruction")).containsExactly("ADD base", "ENV A", "RUN x");
        assertThat(texts(page.path("layers"), "size")).containsExactly("1000", "0", "20");
        assertThat(page.path("layers").path(1).path("empty").asBoolean()).isTrue();
        assertThat(page.path("config").path("env").toString()).isEqualTo("[\"PATH=/bin\",\"A=1\"]");
        assertThat(page.path("config").path("exposed_ports").toString()).isEqualTo("[\"80/tcp\"]");
        assertThat(texts(page.path("referrers"), "digest"))
                .containsExactly(signature.digest().toString());
        assertThat(page.path("tags").toString()).isEqualTo("[\"v1\"]");
        repository
                .wire()
                .get(api(repository) + "manifests/" + Digest.of(Document.fresh(3)))
                .answers(404);
        repository.wire().get(api(repository) + "manifests/v1").answers(400);
    }

    @Test
    void manifest_withStrangeConfigurations_isShownAllTheSame(Repository repository) {
        for (String config : List.of(
                "{}",
                "[]",
                "no json",
                "{\"rootfs\":{},\"config\":7,\"history\":{\"a\":1}}",
                "{\"architecture\":[],\"created\":\"x\"}")) {
            Document image = image(repository, config, 5);
            repository.push("strange", image);

            JsonNode page = repository
                    .wire()
                    .get(api(repository) + "manifests/" + image.digest())
                    .answers(200)
                    .json();

            assertThat(texts(page.path("layers"), "size")).as(config).containsExactly("5");
            repository.wire().get(api(repository) + "tags").answers(200);
        }
    }

    @Test
    void comparison_tellsWhatIsSharedAddedAndRemoved(Repository repository) {
        Digest base = repository.push(Document.fresh(100));
        Digest old = repository.push(Document.fresh(50));
        Digest fresh = repository.push(Document.fresh(70));
        repository.push("a", of(repository, "1", base, 100, old, 50));
        repository.push("b", of(repository, "2", base, 100, fresh, 70));

        JsonNode compared = repository
                .wire()
                .get(api(repository) + "compare?from=a&to=b")
                .answers(200)
                .json();

        assertThat(texts(compared.path("shared"), "digest")).containsExactly(base.toString());
        assertThat(texts(compared.path("removed"), "digest")).containsExactly(old.toString());
        assertThat(texts(compared.path("added"), "digest")).containsExactly(fresh.toString());
        assertThat(compared.path("growth").asInt()).isEqualTo(20);
        assertThat(compared.path("base_layers").asInt()).isEqualTo(1);
        assertThat(compared.path("environment_added").toString()).isEqualTo("[\"A=2\"]");
        assertThat(compared.path("environment_removed").toString()).isEqualTo("[\"A=1\"]");
        repository.wire().get(api(repository) + "compare?from=a").answers(400);
        repository.wire().get(api(repository) + "compare?from=a&to=none").answers(404);
    }

    private static Document of(Repository repository, String value, Digest one, int size, Digest two, int more) {
        byte[] config = CONFIG.formatted(value).getBytes(StandardCharsets.UTF_8);
        String layer = "application/vnd.oci.image.layer.v1.tar+gzip";
        return new Document(
                "application/vnd.oci.image.manifest.v1+json",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + RepositoriesTest.descriptor(
                                "application/vnd.oci.image.config.v1+json", repository.push(config), config.length)
                        + ",\"layers\":[" + RepositoriesTest.descriptor(layer, one, size) + ","
                        + RepositoriesTest.descriptor(layer, two, more) + "]}");
    }

    @Test
    void rollback_pointsTheTagToWhatItPointedToBefore(Repository repository) {
        Document first = image(repository, CONFIG.formatted("first"), 10);
        Document second = image(repository, CONFIG.formatted("second"), 10);
        repository.push("latest", first);
        repository.push("latest", second);
        String tag = api(repository) + "tags/latest/";

        send(repository.wire().post(tag + "rollback"), "{\"digest\":\"" + first.digest() + "\"}")
                .answers(204);

        repository.get("manifests/latest").answers(200).holds(first.bytes());
        JsonNode moves =
                repository.wire().get(tag + "history").answers(200).json().path("items");
        assertThat(texts(moves, "digest"))
                .containsExactly(
                        first.digest().toString(),
                        second.digest().toString(),
                        first.digest().toString());
        assertThat(texts(moves, "available")).containsOnly("true");
        send(repository.wire().post(tag + "rollback"), "{\"digest\":\"" + Digest.of(Document.fresh(3)) + "\"}")
                .answers(404);
    }

    @Test
    void deletion_saysWhatItFrees_andTakesNothingElse(Repository repository) {
        Digest shared = repository.push(Document.fresh(100));
        Digest own = repository.push(Document.fresh(50));
        Digest others = repository.push(Document.fresh(70));
        Document doomed = of(repository, "doomed", shared, 100, own, 50);
        Document index = Document.index(doomed.digest());
        repository.push(doomed.digest().toString(), doomed);
        repository.push("v1", index);
        repository.push("v2", of(repository, "kept", shared, 100, others, 70));
        int freed = 50 + CONFIG.formatted("doomed").length();
        String tags = api(repository) + "tags";

        JsonNode rehearsed = send(repository.wire().delete(tags), "{\"names\":[\"v1\",\"none\"],\"dry_run\":true}")
                .answers(200)
                .json();
        repository.get("manifests/v1").answers(200);
        JsonNode deleted = send(repository.wire().delete(tags), "{\"names\":[\"v1\",\"none\"]}")
                .answers(200)
                .json();

        assertThat(rehearsed.path("freed_bytes").asInt()).isEqualTo(freed);
        assertThat(rehearsed.path("manifests").asInt()).isEqualTo(2);
        assertThat(deleted.path("freed_bytes").asInt()).isEqualTo(freed);
        assertThat(deleted.path("deleted").toString()).isEqualTo("[\"v1\"]");
        repository.get("manifests/v1").fails(404, "MANIFEST_UNKNOWN");
        repository.get("manifests/v2").answers(200);
        send(repository.wire().delete(tags), "{\"names\":[]}").answers(400);
    }

    @Test
    void pulls_areCountedByTagAndDay() {
        try (RunningBerth berth = RunningBerth.start()) {
            Repository repository = new Repository(berth.wire(), "counted/app");
            Document image = image(repository, CONFIG.formatted("1"), 10);
            repository.push("v1", image);
            repository.get("manifests/v1").answers(200);
            repository.get("manifests/" + image.digest()).answers(200);
            repository.head("manifests/v1").answers(200);
            repository
                    .get("manifests/v1")
                    .with("If-None-Match", "\"" + image.digest() + "\"")
                    .answers(304);

            berth.restart();

            Repository again = new Repository(berth.wire(), "counted/app");
            JsonNode tag = again.wire().get(api(again) + "tags/v1").answers(200).json();
            assertThat(tag.path("pulls").asInt()).isEqualTo(2);
            assertThat(tag.path("last_pulled_at").isNull()).isFalse();
            JsonNode days = again.wire()
                    .get(api(again) + "pulls?days=3")
                    .answers(200)
                    .json()
                    .path("items");
            assertThat(days).hasSize(3);
            assertThat(days.path(2).path("tags").toString()).isEqualTo("{\"v1\":2}");
            assertThat(again.wire().get(api(again) + "pulls.csv").answers(200).text())
                    .matches("day,tag,pulls\r\n\\d{4}-\\d\\d-\\d\\d,v1,2\r\n");
        }
    }
}
