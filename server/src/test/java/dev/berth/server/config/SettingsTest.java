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
    private static final String SECRET_FILE = "src/test/resources/dev/berth/server/secret";

    /** For each setting, a value that is not its default. */
    private static final Map<String, String> OTHER = Map.ofEntries(
            Map.entry("storage.data", "/srv/berth"),
            Map.entry("storage.redirect", "true"),
            Map.entry("storage.s3.bucket", "other"),
            Map.entry("storage.s3.endpoint", "http://127.0.0.1:9000"),
            Map.entry("storage.s3.region", "eu-central-1"),
            Map.entry("storage.s3.prefix", "registry/eu"),
            Map.entry("storage.s3.access-key", "other"),
            Map.entry("storage.s3.secret-key", "other"),
            Map.entry("storage.s3.secret-key-file", SECRET_FILE),
            Map.entry("storage.s3.path-style", "true"),
            Map.entry("storage.s3.ca", "ca.pem"),
            Map.entry("storage.s3.checksums", "when-required"),
            Map.entry("storage.s3.encryption", "aes256"),
            Map.entry("storage.s3.kms-key", "other"),
            Map.entry("storage.s3.part-size", "6MiB"),
            Map.entry("storage.s3.memory", "128MiB"),
            Map.entry("storage.s3.connections", "50"),
            Map.entry("storage.s3.attempts", "3"),
            Map.entry("storage.s3.connect-timeout", "1s"),
            Map.entry("storage.s3.request-timeout", "30s"),
            Map.entry("storage.cache.folder", "other-cache"),
            Map.entry("storage.cache.size", "1GiB"),
            Map.entry("database.url", "postgresql://db2.example.com/berth"),
            Map.entry("database.user", "other"),
            Map.entry("database.password", "other"),
            Map.entry("database.password-file", SECRET_FILE),
            Map.entry("database.pool", "10"),
            Map.entry("database.connect-timeout", "1s"),
            Map.entry("database.statement-timeout", "30s"),
            Map.entry("http.host", "0.0.0.0"),
            Map.entry("http.port", "5001"),
            Map.entry("http.tls.certificate", "other.pem"),
            Map.entry("http.tls.key", "other.key"),
            Map.entry("http.external-url", "https://registry.example.com"),
            Map.entry("http.max-manifest-size", "4MiB"),
            Map.entry("http.leave", "5s"),
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
            Map.entry("log.access", "all"),
            Map.entry("session.idle", "1h"),
            Map.entry("session.lifetime", "1d"),
            Map.entry("mail.host", "other.example.com"),
            Map.entry("mail.password-file", SECRET_FILE),
            Map.entry("mail.port", "465"),
            Map.entry("mail.security", "tls"),
            Map.entry("mail.ca", "mail.pem"),
            Map.entry("mail.user", "other"),
            Map.entry("mail.password", "secret"),
            Map.entry("mail.from", "hub@example.com"),
            Map.entry("events.retention", "30d"),
            Map.entry("webhooks.private-networks", "true"));

    /** What other settings need to be set, so that each is tried beside it. */
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("http.tls.certificate", "server.pem"),
            Map.entry("http.tls.key", "server.key"),
            Map.entry("storage.s3.bucket", "blobs"),
            Map.entry("storage.s3.access-key", "key"),
            Map.entry("storage.s3.secret-key", "secret"),
            Map.entry("storage.cache.folder", "cache"),
            Map.entry("database.url", "postgresql://db1.example.com/berth"),
            Map.entry("database.user", "berth"),
            Map.entry("http.external-url", "https://hub.example.com"),
            Map.entry("mail.host", "smtp.example.com"),
            Map.entry("mail.user", "hub"));

    static Stream<Setting<?>> settings() {
        return Settings.ALL.stream();
    }

    @Test
    void all_holdsEverySettingOfTheTable() throws IllegalAccessException {
        List<Setting<?>> declared = new ArrayList<>();
        for (Class<?> table : List.of(
                Settings.class,
                StorageSettings.class,
                DatabaseSettings.class,
                PeopleSettings.class,
                EventSettings.class)) {
            for (Field field : table.getFields()) {
                if (field.get(null) instanceof Setting<?> setting) {
                    declared.add(setting);
                }
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
        assertThat(setting.key()).matches("[a-z]+(\\.[a-z0-9]+(-[a-z]+)*)+");
        assertThat(setting.environmentName()).matches("BERTH_[A-Z0-9_]+").isNotIn(Settings.OTHER_ENVIRONMENT);
        assertThat(setting.meaning()).matches("(?s)[A-Z].{20,}\\.");
        assertThat(setting.format().parse(setting.fallback())).isPresent();
        assertThat(setting.format().expected()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("settings")
    void setting_givenInTheEnvironment_changesTheConfiguration(Setting<?> setting) throws ConfigurationFailure {
        Map<String, String> environment = environment(setting);
        Configuration before = configuration(environment);
        environment.put(setting.environmentName(), OTHER.getOrDefault(setting.key(), "no value for this test"));
        environment.remove(filled(setting));
        assertThat(configuration(environment)).isNotEqualTo(before);
    }

    @Test
    void secrets_haveASettingForTheirFile() {
        assertThat(settings().filter(Setting::secret))
                .isNotEmpty()
                .allSatisfy(secret ->
                        assertThat(Settings.named(secret.fileKey()).secret()).isFalse());
    }

    /** What is needed without what excludes it, and for the key of the key service an encryption that uses it. */
    private static Map<String, String> environment(Setting<?> tried) {
        Map<String, String> environment = new HashMap<>();
        NEEDED.forEach((key, value) -> environment.put(Settings.named(key).environmentName(), value));
        if (tried.equals(StorageSettings.REDIRECT)) {
            environment.remove(StorageSettings.CACHE_FOLDER.environmentName());
        }
        if (tried.equals(StorageSettings.S3_KMS_KEY)) {
            environment.put(StorageSettings.S3_ENCRYPTION.environmentName(), "kms");
        }
        return environment;
    }

    /** The environment variable of the secret that this setting names the file of, if it does. */
    private static String filled(Setting<?> setting) {
        return settings()
                .filter(it -> it.secret() && it.fileKey().equals(setting.key()))
                .map(Setting::environmentName)
                .findFirst()
                .orElse("");
    }

    private static Configuration configuration(Map<String, String> environment) throws ConfigurationFailure {
        return Configuration.of(EffectiveSettings.of(Optional.empty(), environment, Map.of()));
    }
}
