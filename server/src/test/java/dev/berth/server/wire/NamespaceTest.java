package dev.berth.server.wire;

import static dev.berth.server.wire.Cast.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a namespace shows to whom, and what those who look after it set for the repositories that come to be in it. */
class NamespaceTest {
    private static RunningBerth berth;
    private static Cast cast;

    @BeforeAll
    static void start() {
        berth = RunningBerth.guarded(Cast.PASSWORD);
        cast = new Cast(berth.wire());
        cast.as("guest", "POST", "/api/v1/orgs")
                .sending(json("{'name':'hidden'}"))
                .answers(201);
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    private static String api(String namespace) {
        return "/api/v1/namespaces/" + namespace;
    }

    private static Ask set(String who, String namespace, String settings) {
        return cast.as(who, "PATCH", api(namespace)).sending(json(settings));
    }

    /** Of an organisation others see no more than that it has something public, and of a person no settings. */
    @ParameterizedTest
    @CsvSource({
        "nobody, stan,    200, false, 401",
        "mona,   stan,    200, false, 403",
        "stan,   stan,    200, true,  200",
        "admin,  stan,    200, true,  200",
        "nobody, acme,    200, false, 401",
        "stan,   acme,    200, false, 403",
        "mona,   acme,    200, false, 403",
        "mike,   acme,    200, false, 403",
        "otto,   acme,    200, true,  200",
        "admin,  acme,    200, true,  200",
        "nobody, hidden,  404, false, 401",
        "stan,   hidden,  404, false, 404",
        "guest,  hidden,  200, true,  200",
        "admin,  nowhere, 404, false, 404",
        "otto:write, acme, 200, true, 403",
        "robot:maker, acme, 200, false, 403",
    })
    void namespace_isShownAndSet(String who, String namespace, int shown, boolean settings, int set) {
        Answer answer = cast.as(who, "GET", api(namespace)).answers(shown);
        set(who, namespace, "{}").answers(set);

        if (shown == 200) {
            JsonNode json = answer.json();
            assertThat(json.path("name").asString()).isEqualTo(namespace);
            assertThat(json.path("create_on_push").isNull()).isEqualTo(!settings);
            assertThat(json.path("default_visibility").isNull()).isEqualTo(!settings);
        }
    }

    @Test
    void namespace_tellsWhatItsPersonTells() {
        cast.as("clara", "PATCH", "/api/v1/user")
                .sending(json("{'display_name':'Clara','bio':'Ships','website':'https://example.org'}"))
                .answers(200);

        JsonNode clara = cast.as("nobody", "GET", api("clara")).answers(200).json();
        JsonNode acme = cast.as("nobody", "GET", api("acme")).answers(200).json();

        assertThat(clara.path("kind").asString()).isEqualTo("person");
        assertThat(clara.path("display_name").asString()).isEqualTo("Clara");
        assertThat(clara.path("bio").asString()).isEqualTo("Ships");
        assertThat(clara.path("website").asString()).isEqualTo("https://example.org");
        assertThat(clara.path("location").isNull()).isTrue();
        assertThat(acme.path("kind").asString()).isEqualTo("organisation");
    }

    @Test
    void push_whereItMakesNothing_isRefusedAtItsStart() {
        set("adam", "adam", "{'create_on_push':false}").answers(200);
        byte[] blob = Document.fresh(10);
        Map<String, Ask> pushes = Map.of(
                "begun", cast.as("adam", "POST", "/v2/adam/new/blobs/uploads/").with("Content-Length", "0"),
                "whole",
                        cast.as("adam", "POST", "/v2/adam/new/blobs/uploads/?digest=" + Digest.of(blob))
                                .sending(blob),
                "manifest",
                        cast.as("adam", "PUT", "/v2/adam/new/manifests/latest")
                                .with("Content-Type", Document.index().type())
                                .sending(Document.index().json()));
        pushes.forEach((name, ask) -> assertThat(ask.fails(404, "NAME_UNKNOWN").errorMessage())
                .as(name)
                .contains("adam/new", "create it first"));

        cast.as("adam", "POST", "/api/v1/repositories")
                .sending(json("{'name':'adam/new'}"))
                .answers(201);

        cast.as("adam", "POST", "/v2/adam/new/blobs/uploads/?digest=" + Digest.of(blob))
                .sending(blob)
                .answers(201);
    }

    @Test
    void settings_ofAdministrators_holdWhereTheNamespaceSaysNothing() {
        set("will", "will", "{'default_visibility':'private'}").answers(200);
        settings("{'default_visibility':'public','create_on_push':false}");
        try {
            assertThat(cast.as("will", "GET", api("will")).answers(200).text())
                    .contains("\"default_visibility\":\"private\"", "\"create_on_push\":false");
            assertThat(cast.as("rita", "GET", api("rita")).answers(200).text())
                    .contains("\"default_visibility\":\"public\"", "\"create_on_push\":false");
            assertThat(made("will", "will/made").path("visibility").asString()).isEqualTo("private");
            assertThat(made("rita", "rita/made").path("visibility").asString()).isEqualTo("public");
        } finally {
            settings("{'default_visibility':'private','create_on_push':true}");
        }
    }

    private static void settings(String body) {
        cast.as("admin", "PATCH", "/api/v1/admin/settings").sending(json(body)).answers(200);
    }

    private static JsonNode made(String who, String name) {
        return cast.as(who, "POST", "/api/v1/repositories")
                .sending(json("{'name':'" + name + "'}"))
                .answers(201)
                .json();
    }
}
