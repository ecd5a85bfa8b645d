package dev.berth.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.server.HealthEndpoint.NodeItem;
import dev.berth.server.Readiness.Outcome;
import dev.berth.server.Warning.Weight;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What administrators are told to change. */
class HealthWarningsTest {
    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00Z");

    private static List<String> ofConfiguration(boolean loopback, String... settings) throws Exception {
        Map<String, String> environment = new HashMap<>();
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            environment.put(parts[0], parts[1]);
        }
        Configuration configuration =
                Configuration.of(EffectiveSettings.of(Optional.empty(), environment, Map.of("--data", "somewhere")));
        return ConfigurationWarnings.of(configuration, loopback).stream()
                .map(Warning::name)
                .toList();
    }

    @Test
    void configuration_thatIsGivenNothing_lacksMailAlone() throws Exception {
        assertThat(ofConfiguration(true)).containsExactly("no_mail");
    }

    @Test
    void configuration_thatListensToAll_isToBeEncrypted() throws Exception {
        assertThat(ofConfiguration(false)).contains("no_tls");
        assertThat(ofConfiguration(false, "BERTH_HTTP_EXTERNAL_URL=http://hub.example.com"))
                .contains("no_tls");
        assertThat(ofConfiguration(false, "BERTH_HTTP_EXTERNAL_URL=https://hub.example.com"))
                .doesNotContain("no_tls");
    }

    @Test
    void configuration_thatIsOpenOrKeepsAll_isNamed() throws Exception {
        assertThat(ofConfiguration(true, "BERTH_ACCESS_OPEN=true", "BERTH_COLLECTION_ENABLED=false"))
                .contains("open", "no_collection");
    }

    private static NodeItem node(String name, String version, boolean ok) {
        return new NodeItem(name, version, NOW, NOW, false, ok);
    }

    private static List<Warning> now(List<Outcome> outcomes, Optional<DataDisk> disk, NodeItem... nodes) {
        Warning always = new Warning("always", Weight.NOTE, "", "");
        return new HealthWarnings(List.of(always)).now(outcomes, disk, List.of(nodes), 0);
    }

    @Test
    void warnings_beginWithWhatDoesNotWork() {
        List<Warning> warnings = now(
                List.of(new Outcome("storage", Duration.ZERO, Optional.of("the disk is away"))),
                Optional.of(new DataDisk("data", 1L << 40, 1L << 32)));

        assertThat(warnings.stream().map(Warning::name)).containsExactly("storage_fails", "disk_full", "always");
        assertThat(warnings.getFirst().text()).contains("the disk is away");
    }

    @Test
    void blobs_thatAreDamaged_areTrouble() {
        assertThat(new HealthWarnings(List.of()).now(List.of(), Optional.empty(), List.of(), 3))
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.weight()).isEqualTo(Weight.TROUBLE);
                    assertThat(warning.text()).startsWith("3 blobs are damaged");
                });
    }

    @ParameterizedTest
    @CsvSource({"1000, 900, ", "1000, 51, ", "1000, 49, WARNING", "10, 1, ", "10, 0, TROUBLE", "1, 0, TROUBLE"})
    void disk_isWarnedOf(long totalGiB, long freeGiB, Weight weight) {
        Optional<Warning> warning = new DataDisk("data", totalGiB << 30, freeGiB << 30).warning();

        assertThat(warning.map(Warning::weight)).isEqualTo(Optional.ofNullable(weight));
    }

    @Test
    void nodes_thatAreSilentOrDiffer_areNamed() {
        assertThat(now(List.of(), Optional.empty(), node("a", "1", true), node("b", "1", true)))
                .hasSize(1);
        assertThat(now(List.of(), Optional.empty(), node("a", "1", true), node("b", "1", false))
                        .getFirst()
                        .text())
                .contains("node b");
        assertThat(now(List.of(), Optional.empty(), node("a", "1", true), node("b", "2", true))
                        .getFirst()
                        .text())
                .contains("1, 2");
    }
}
