package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Repositories by the REST API, where everybody may do everything. */
@ExtendWith(SharedBerth.class)
class RepositoriesTest {
    private static final String API = "/api/v1/repositories";

    private static Ask send(Ask ask, String json) {
        return ask.with("Content-Type", "application/json").sending(json);
    }

    private static String api(Repository repository) {
        return API + "/" + repository.name();
    }

    private static Repository made(Repository repository) {
        send(repository.wire().post(API), "{\"name\":\"" + repository.name() + "\"}")
                .answers(201);
        return repository;
    }

    /** An image whose configuration says this. */
    static Document image(Repository repository, String config, int... layers) {
        Digest configured = repository.push(config.getBytes(StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (int size : layers) {
            Digest layer = repository.push(Document.fresh(size));
            all.append(all.isEmpty() ? "" : ",")
                    .append(descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer, size));
        }
        return new Document(
                "application/vnd.oci.image.manifest.v1+json",
                "{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                        + descriptor("application/vnd.oci.image.config.v1+json", configured, config.length())
                        + ",\"layers\":[" + all + "]}");
    }

    static String descriptor(String type, Digest digest, int size) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":" + size + "}";
    }

    @Test
    void create_makesAPrivateRepositoryWithoutContent(Repository repository) {
        String name = repository.name();
        JsonNode made = send(repository.wire().post(API), "{\"name\":\"" + name + "\",\"description\":\"What it is\"}")
                .answers(201)
                .json();

        assertThat(made.path("name").asString()).isEqualTo(name);
        assertThat(made.path("namespace").asString()).isEqualTo("wire");
        assertThat(made.path("visibility").asString()).isEqualTo("private");
        assertThat(made.path("description").asString()).isEqualTo("What it is");
        assertThat(made.path("role").asString()).isEqualTo("admin");
        assertThat(made.path("pushed_at").isNull()).isTrue();
        assertThat(repository.wire().get(api(repository)).answers(200).json()).isEqualTo(made);
        send(repository.wire().post(API), "{\"name\":\"" + name + "\"}").answers(409);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /api/v1/repositories          | {"name":"Wrong"}                          | 400
            POST   | /api/v1/repositories          | {}                                        | 400
            POST   | /api/v1/repositories          | {"name":"a/b","id":"7"}                   | 400
            GET    | /api/v1/repositories/a/none   |                                           | 404
            PATCH  | /api/v1/repositories/a/none   | {}                                        | 404
            DELETE | /api/v1/repositories/a/none?confirm=a/none |                              | 404
            GET    | /api/v1/repositories?n=0      |                                           | 400
            GET    | /api/v1/repositories?n=101    |                                           | 400
            GET    | /api/v1/repositories?sort=x   |                                           | 400
            GET    | /api/v1/search?after=x.y      |                                           | 400
            GET    | /api/v1/search?category=x     |                                           | 400
            GET    | /api/v1/search?sort=pushed&after=s.1.x |                                  | 400
            PATCH  | API                           | {"visibility":"public"}                   | 400
            PATCH  | API                           | {"visibility":"public","confirm":"x/y"}   | 400
            PATCH  | API                           | {"visibility":"secret"}                   | 400
            PATCH  | API                           | {"stars":100}                             | 400
            PATCH  | API                           | {"description":"two\\nlines"}              | 400
            PATCH  | API                           | {"categories":["nonsense"]}               | 400
            PATCH  | API                           | {"categories":["games","security","networking","databases"]} | 400
            DELETE | API                           |                                           | 400
            DELETE | API?confirm=other             |                                           | 400
            GET    | API/-/tags/none               |                                           | 404
            GET    | API/-/tags?sort=pushed&after=x |                                          | 400
            GET    | API/-/tags?sort=size          |                                           | 400
            """)
    void refusal_hasItsStatus(String method, String path, String body, int status, Repository repository) {
        made(repository);

        Ask ask = repository.wire().ask(method, path.replace("API", api(repository)));
        Answer answer = body == null ? ask.answers(status) : send(ask, body).answers(status);

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("detail").asString()).isNotBlank();
    }

    @Test
    void change_leavesWhatIsNotSent(Repository repository) {
        made(repository);
        Wire wire = repository.wire();

        send(
                        wire.patch(api(repository)),
                        "{\"description\":\"Kurz\",\"readme\":\"# Hello\\n<script>x</script>\",\"categories\":[\"databases\",\"security\"]}")
                .answers(200);
        send(wire.patch(api(repository)), "{\"visibility\":\"public\",\"confirm\":\"" + repository.name() + "\"}")
                .answers(200);
        JsonNode now = send(wire.patch(api(repository)), "{\"description\":\"\"}")
                .answers(200)
                .json();

        assertThat(now.path("description").asString()).isEmpty();
        assertThat(now.path("readme").asString()).isEqualTo("# Hello\n<script>x</script>");
        assertThat(now.path("readme_html").asString())
                .contains("<h1>Hello</h1>")
                .doesNotContain("script");
        assertThat(now.path("categories").toString()).isEqualTo("[\"databases\",\"security\"]");
        assertThat(now.path("visibility").asString()).isEqualTo("public");
    }

    @Test
    void change_ofTextsThatAreTooLong_saysTheLimit(Repository repository) {
        made(repository);

        assertThat(send(repository.wire().patch(api(repository)), "{\"readme\":\"" + "x".repeat(25_001) + "\"}")
                        .answers(400)
                        .json()
                        .path("detail")
                        .asString())
                .contains("25000", "25001");
        assertThat(send(repository.wire().patch(api(repository)), "{\"description\":\"" + "x".repeat(101) + "\"}")
                        .answers(400)
                        .text())
                .contains("100");
        send(repository.wire().patch(api(repository)), "{\"readme\":\"" + "x".repeat(25_000) + "\"}")
                .answers(200);
    }

    @Test
    void archived_repositoryCanOnlyBeRead(Repository repository) {
        Digest layer = repository.push(Document.fresh(10));
        Document image = Document.image(layer);
        repository.push("v1", image);
        send(repository.wire().patch(api(repository)), "{\"archived\":true}").answers(200);

        repository.get("manifests/v1").answers(200);
        repository.get("blobs/" + layer).answers(200);
        repository
                .put("manifests/v2")
                .with("Content-Type", image.type())
                .sending(image.json())
                .fails(403, "DENIED");
        byte[] more = Document.fresh(10);
        repository
                .post("blobs/uploads/?digest=" + Digest.of(more))
                .sending(more)
                .fails(403, "DENIED");
        assertThat(repository.delete("manifests/v1").fails(403, "DENIED").errorMessage())
                .contains("archived");
        repository.delete("manifests/" + image.digest()).fails(403, "DENIED");
        repository.delete("blobs/" + layer).fails(403, "DENIED");
        send(repository.wire().patch(api(repository)), "{\"description\":\"x\"}")
                .answers(409);

        send(repository.wire().patch(api(repository)), "{\"archived\":false}").answers(200);
        repository.push("v2", image);
    }

    @Test
    void delete_takesEverything(Repository repository) {
        Digest layer = repository.push(Document.fresh(10));
        repository.push("v1", Document.image(layer));

        repository
                .wire()
                .delete(api(repository) + "?confirm=" + repository.name())
                .answers(204);

        repository.wire().get(api(repository)).answers(404);
        repository.get("manifests/v1").fails(404, "NAME_UNKNOWN");
        repository.get("blobs/" + layer).fails(404, "NAME_UNKNOWN");
        assertThat(repository
                        .wire()
                        .get("/api/v1/search?q=" + repository.name())
                        .answers(200)
                        .json()
                        .path("items"))
                .isEmpty();
        made(repository);
        repository.get("blobs/" + layer).fails(404, "BLOB_UNKNOWN");
    }

    @Test
    void list_isByName(Wire wire) {
        for (String name : List.of("lists/b", "lists/a/x", "lists/c")) {
            send(wire.post(API), "{\"name\":\"" + name + "\"}").answers(201);
        }

        JsonNode first = wire.get(API + "?namespace=lists&n=2").answers(200).json();
        JsonNode second = wire.get(
                        API + "?namespace=lists&n=2&after=" + first.path("next").asString())
                .answers(200)
                .json();

        assertThat(names(first)).containsExactly("lists/a/x", "lists/b");
        assertThat(names(second)).containsExactly("lists/c");
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(names(wire.get(API + "?namespace=lists&q=A/").answers(200).json()))
                .containsExactly("lists/a/x");
        assertThat(names(wire.get(API + "?q=lists").answers(200).json()))
                .containsExactly("lists/a/x", "lists/b", "lists/c");
    }

    static List<String> names(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("name").asString())
                .toList();
    }

    @Test
    void tags_areByVersion_withWhatIsKnownOfThem(Repository repository) {
        String config =
                "{\"os\":\"linux\",\"architecture\":\"arm64\",\"variant\":\"v8\",\"created\":\"2026-01-02T03:04:05.678Z\"}";
        Document image = image(repository, config, 100, 200);
        for (String tag : List.of("1.9", "1.10", "1.2", "latest")) {
            repository.push(tag, image);
        }
        repository.push("1.11-rc1", Document.index(image.digest()));
        String tags = api(repository) + "/-/tags";

        JsonNode first = repository.wire().get(tags + "?n=3").answers(200).json();
        JsonNode second = repository
                .wire()
                .get(tags + "?n=3&after=" + first.path("next").asString())
                .answers(200)
                .json();

        assertThat(names(first)).containsExactly("latest", "1.11-rc1", "1.10");
        assertThat(names(second)).containsExactly("1.9", "1.2");
        JsonNode latest = first.path("items").path(0);
        assertThat(latest.path("size").asInt()).isEqualTo(300 + config.length());
        assertThat(latest.path("digest").asString()).isEqualTo(image.digest().toString());
        assertThat(latest.path("pushed_by").asString()).isEqualTo("open");
        assertThat(latest.path("aliases").toString()).isEqualTo("[\"1.10\",\"1.9\",\"1.2\"]");
        assertThat(latest.path("created_at").asString()).isEqualTo("2026-01-02T03:04:05.678Z");
        for (JsonNode tag : first.path("items").values()) {
            assertThat(tag.path("platforms").path(0).path("architecture").asString())
                    .isEqualTo("arm64");
            assertThat(tag.path("platforms").path(0).path("digest").asString())
                    .isEqualTo(image.digest().toString());
        }
        assertThat(names(repository.wire().get(tags + "?sort=name").answers(200).json()))
                .containsExactly("1.10", "1.11-rc1", "1.2", "1.9", "latest");
        assertThat(names(repository
                        .wire()
                        .get(tags + "?q=1.1&sort=pushed")
                        .answers(200)
                        .json()))
                .containsExactly("1.11-rc1", "1.10");
        assertThat(repository
                        .wire()
                        .get(tags + "/1.9")
                        .answers(200)
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("1.9");
    }

    @Test
    void dockerSearch_isAnsweredAsTheDaemonKnowsIt(Wire wire) {
        send(wire.post(API), "{\"name\":\"finder\",\"description\":\"Finds\"}").answers(201);
        send(wire.post(API), "{\"name\":\"somebody/finder\"}").answers(201);

        JsonNode found = wire.get("/v1/search?q=finder&n=25").answers(200).json();

        assertThat(found.path("num_results").asInt()).isEqualTo(2);
        assertThat(found.path("results").path(0).toString())
                .isEqualTo("{\"name\":\"finder\",\"description\":\"Finds\",\"star_count\":0,\"is_official\":true,"
                        + "\"is_automated\":false}");
        wire.get("/v1/_ping").answers(200).has("X-Docker-Registry-Standalone", "True");
        assertThat(wire.get("/v1/search?q=zzzzz&n=x").answers(200).json().path("results"))
                .isEmpty();
    }
}
