package dev.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Proves that no row of the table of settings is forgotten anywhere. */
class SettingsTest {
    /** For each setting, a value that is not its default. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("storage.data", "/srv/berth"),
            Map.entry("http.host", "0.0.0.0"),
            Map.entry("http.port", "5001"),
            Map.entry("http.tls.certificate", "other.pem"),
            Map.entry("http.tls.key", "other.key"),
            Map.entry("http.external-url", "https://registry.example.com"),
            Map.entry("http.max-manifest-size", "4MiB"),
            Map.entry("http.drain", "5s"),
            Map.entry("http.idle-timeout", "5m"),
            Map.entry("access.open", "true"),
            Map.entry("access.sign-up", "invited"),
            Map.entry("access.token-lifetime", "5m"),
            Map.entry("access.refresh-token-lifetime", "1d"),
            Map.entry("registry.missing-references", "refuse"),
            Map.entry("registry.page-limit", "50"),
            Map.entry("collection.enabled", "false"),
            Map.entry("collection.grace", "1s"),
            Map.entry("collection.interval", "100ms"),
            Map.entry("collection.untagged", "keep"),
            Map.entry("collection.upload-expiry", "1h"),
            Map.entry("log.format", "json"),
            Map.entry("log.level", "debug"),
            Map.entry("log.access", "all"));

    /** Both files of TLS belong together, so that each is tried beside the other. */
    private static final Map<String, String> TLS =
            Map.of("BERTH_HTTP_TLS_CERTIFICATE", "server.pem", "BERTH_HTTP_TLS_KEY", "server.key");

    static Stream<Setting<?>> settings() {
        return Settings.ALL.stream();
    }

    @Test
    void all_holdsEverySettingOfTheTable() throws IllegalAccessException {
        List<Setting<?>> declared = new ArrayList<>();
        for (Field field : Settings.class.getFields()) {
            if (field.get(null) instanceof Setting<?> setting) {
                declared.add(setting);
            }
        }
        assertThat(Settings.ALL).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void keysAndEnvironmentNames_areUnique() {
        assertThat(settings().map(Setting::key)).doesNotHaveDuplicates();
        assertThat(settings().map(Setting::environmentName)).doesNotHaveDuplicates();
        assertThat(settings().map(Setting::flag).flatMap(Optional::stream)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void setting_isNamedDocumentedAndDefaulted(Setting<?> setting) {
        assertThat(setting.key()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(setting.environmentName()).matches("BERTH_[A-Z_]+").isNotIn(Settings.OTHER_ENVIRONMENT);
        assertThat(setting.meaning()).matches("(?s)[A-Z].{20,}\\.");
        assertThat(setting.format().parse(setting.fallback())).isPresent();
        assertThat(setting.format().expected()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void setting_givenInTheEnvironment_changesTheConfiguration(Setting<?> setting) throws ConfigurationFailure {
        Map<String, String> environment = new HashMap<>(TLS);
        Configuration before = configuration(environment);
        environment.put(setting.environmentName(), OTHER.getOrDefault(setting.key(), "no value for this test"));
        assertThat(configuration(environment)).isNotEqualTo(before);
    }

    private static Configuration configuration(Map<String, String> environment) throws ConfigurationFailure {
        return Configuration.of(EffectiveSettings.of(Optional.empty(), environment, Map.of()));
    }
}
