package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What administrators are told of the health of the installation, and that nobody else is. */
class HealthTest {
    private static final String PASSWORD = "correct horse";
    private static final String HEALTH = "/api/v1/admin/health";

    private static RunningBerth berth;

    @BeforeAll
    static void start() {
        berth = RunningBerth.guarded(PASSWORD);
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    private static JsonNode health() {
        return as("admin", berth.wire().get(HEALTH)).answers(200).json();
    }

    private static Ask as(String name, Ask ask) {
        return Cast.basic(name, PASSWORD).apply(ask);
    }

    private static List<String> names(JsonNode items) {
        return items.valueStream().map(it -> it.path("name").asString()).toList();
    }

    @Test
    void health_ofANewInstallation_isWell() {
        JsonNode health = health();

        assertThat(health.path("ok").asBoolean()).isTrue();
        assertThat(names(health.path("checks"))).containsExactly("database", "storage");
        assertThat(health.path("checks").path(0).path("about").asString()).contains("SQLite");
        assertThat(health.path("checks").path(0).path("took_millis").asDouble()).isPositive();
        assertThat(health.path("checks").path(0).path("failure").isNull()).isTrue();
        assertThat(health.path("process").path("heap_used").asLong()).isPositive();
        assertThat(health.path("disk").path("total").asLong())
                .isGreaterThanOrEqualTo(health.path("disk").path("free").asLong());
        assertThat(names(health.path("queues")))
                .containsExactly("uploads", "inspection", "collection", "deletion", "events", "webhooks");
    }

    @Test
    void nodes_areAtLeastTheOneThatAnswers() {
        JsonNode node = health().path("nodes").path(0);

        assertThat(node.path("here").asBoolean()).isTrue();
        assertThat(node.path("ok").asBoolean()).isTrue();
        assertThat(node.path("name").asString()).endsWith(":" + berth.wire().port());
    }

    @Test
    void warnings_sayWhatToDo() {
        JsonNode warnings = health().path("warnings");

        assertThat(names(warnings)).contains("no_mail").doesNotContain("open", "no_tls");
        assertThat(warnings.valueStream().map(it -> it.path("advice").asString()))
                .allSatisfy(advice -> assertThat(advice).isNotBlank());
    }

    @Test
    void health_isForAdministratorsAlone() {
        berth.wire().get(HEALTH).answers(401);
        as("admin", berth.wire().post("/api/v1/users"))
                .sending(Cast.json("{'username':'bert','email':'bert@example.org','password':'" + PASSWORD + "'}"))
                .answers(201);
        as("bert", berth.wire().get(HEALTH)).answers(403);
    }

    @Test
    void health_isDescribed() {
        JsonNode described = berth.wire().get("/api/openapi.json").answers(200).json();

        JsonNode properties =
                described.path("components").path("schemas").path("HealthView").path("properties");
        assertThat(properties.propertyNames())
                .containsExactlyInAnyOrder("ok", "version", "checks", "warnings", "process", "nodes", "queues", "disk");
    }
}
