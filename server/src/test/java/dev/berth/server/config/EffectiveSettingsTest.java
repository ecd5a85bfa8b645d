package dev.berth.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.accounts.SignUp;
import dev.berth.http.TlsFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveSettingsTest {
    @TempDir
    Path folder;

    @Test
    void of_nothing_givesTheDefaults() throws ConfigurationFailure {
        Configuration configuration = configuration("", Map.of(), Map.of());

        assertThat(configuration.http().host()).isEqualTo("127.0.0.1");
        assertThat(configuration.http().port()).isEqualTo(5000);
        assertThat(configuration.http().tls()).isEmpty();
        assertThat(configuration.storage().data()).isEqualTo(Path.of("berth-data"));
        assertThat(configuration.access().signUp()).isEqualTo(SignUp.AUTO);
        assertThat(configuration.collection().grace()).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void of_allSources_takesFlagsBeforeEnvironmentBeforeFile() throws ConfigurationFailure {
        String file = """
                http:
                  port: 1
                  host: localhost
                collection.grace: 1s
                """;
        Configuration configuration = configuration(
                file, Map.of("BERTH_HTTP_PORT", "2", "BERTH_COLLECTION_GRACE", "2s"), Map.of("--port", "3"));

        assertThat(configuration.http().port()).isEqualTo(3);
        assertThat(configuration.collection().grace()).isEqualTo(Duration.ofSeconds(2));
        assertThat(configuration.http().host()).isEqualTo("localhost");
    }

    @Test
    void of_bothTlsFiles_givesThem() throws ConfigurationFailure {
        Configuration configuration =
                configuration("http: { tls: { certificate: a.pem, key: b.pem } }", Map.of(), Map.of());

        assertThat(configuration.http().tls()).contains(new TlsFiles(Path.of("a.pem"), Path.of("b.pem")));
    }

    @Test
    void of_emptySectionsAndCommentsAndNothing_givesTheDefaults() throws ConfigurationFailure {
        Configuration configuration = configuration("# nothing\nhttp:\nhttp.external-url:\n", Map.of(), Map.of());

        assertThat(configuration).isEqualTo(configuration("", Map.of(), Map.of()));
    }

    @Test
    void lines_nameTheSourceOfEverySetting() throws ConfigurationFailure {
        EffectiveSettings settings = settings("\nlog.level: debug", Map.of("BERTH_LOG_FORMAT", "json"), Map.of());

        assertThat(settings.lines())
                .hasSameSizeAs(Settings.ALL)
                .contains(
                        new EffectiveSettings.Line("log.level", "debug", file() + ":2"),
                        new EffectiveSettings.Line("log.format", "json", "BERTH_LOG_FORMAT"),
                        new EffectiveSettings.Line("log.access", "changes", "default"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    port: 5000            | :1: there is no setting 'port'
                    colection.grace: 1h   | :1: there is no setting 'colection.grace'; did you mean 'collection.grace'?
                    collection: {grce: 1h}| :1: there is no setting 'collection.grce'; did you mean 'collection.grace'?
                    http.port: many       | :1: http.port is 'many'; expected is a number from 0 to 65535
                    http.port: 65536      | :1: http.port is '65536'; expected is a number from 0 to 65535
                    http.port:            | :1: http.port is nothing; expected is a number from 0 to 65535
                    access.open: yes      | :1: access.open is 'yes'; expected is true or false
                    collection.grace: 1 h | :1: collection.grace is '1 h'; expected is a duration such as 500ms, 30s, 24h or 7d
                    access.token-lifetime: 5s | :1: access.token-lifetime is '5s'; expected is a duration such as 500ms, 30s, 24h or 7d, of at least 1m
                    http.max-manifest-size: 4MB | :1: http.max-manifest-size is '4MB'; expected is a size such as 64KiB or 4MiB, from 64KiB to 256MiB
                    access.sign-up: Open  | :1: access.sign-up is 'Open'; expected is one of auto, open, invited, closed
                    http.external-url: https://a.example/b | :1: http.external-url is 'https://a.example/b'; expected is an address such as https://registry.example.com, with no path, or nothing
                    http.tls.key: a.pem   | :1: http.tls.key needs http.tls.certificate, which is not set
                    storage.s3.region: eu-west-1 | :1: storage.s3.region needs storage.s3.bucket, which is not set
                    database.user: berth  | :1: database.user needs database.url, which is not set
                    storage.redirect: true | :1: storage.redirect needs storage.s3.bucket, which is not set
                    storage.s3: {bucket: blobs, access-key: a} | :1: storage.s3.access-key needs storage.s3.secret-key, which is not set
                    storage.s3: {bucket: blobs, encryption: aes256, kms-key: a} | :1: storage.s3.kms-key needs storage.s3.encryption: kms
                    storage: {redirect: true, s3: {bucket: blobs}, cache: {folder: a}} | :1: storage.cache.folder and storage.redirect are both set: choose one
                    storage.s3.bucket: Blobs | :1: storage.s3.bucket is 'Blobs'; expected is the name of a bucket, or nothing
                    database.url: mysql://a/b | :1: database.url is 'mysql://a/b'; expected is a URL such as postgresql://host:5432/name, or nothing
                    database.url: postgresql://a/b | :1: database.url: the user of the database is missing: give it in the URL or beside it
                    storage.s3: {bucket: blobs, part-size: 64MiB} | :1: storage.s3.bucket: the buffers must hold 7 parts: 469762048 bytes
                    http: 5000            | :1: 'http' holds settings, as in 'name: value', not a value
                    http.port: [1]        | :1: http.port is one value, not a list or more settings
                    http.port: {a: 1}     | :1: http.port is one value, not a list or more settings
                    [http.port]           | :1: the file holds settings, as in 'name: value', not a value
                    ? [a]                 | :1: the name of a setting is a single word
                    http: &a {tls: *a}    | :1: there is no setting 'http.tls.tls'; did you mean 'http.tls.key'?
                    """)
    void of_wrongFile_namesTheLine(String text, String problem) {
        assertThatThrownBy(() -> configuration(text, Map.of(), Map.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage(file() + problem);
    }

    @Test
    void of_secretInAFile_takesItsTextAndNeverShowsIt() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hush\n");
        String text = "database: { url: 'postgresql://a/b', user: c, password-file: '" + secret + "' }";

        assertThat(configuration(text, Map.of(), Map.of())
                        .database()
                        .orElseThrow()
                        .password())
                .contains("hush");
        assertThat(settings(text, Map.of(), Map.of()).lines())
                .contains(new EffectiveSettings.Line("database.password", "********", secret.toString()));
    }

    @Test
    void of_secretInAFileThatIsNot_saysSo() {
        assertThatThrownBy(() ->
                        settings("database: { url: 'postgresql://c@a/b', password-file: nowhere }", Map.of(), Map.of()))
                .hasMessage(file() + ":1: database.password-file: the file nowhere cannot be read");
    }

    @Test
    void of_secretTwice_saysSo() {
        assertThatThrownBy(() -> settings(
                        "database: { url: 'postgresql://c@a/b', password: d, password-file: e }", Map.of(), Map.of()))
                .hasMessage(file() + ":1: database.password-file and database.password are both set: choose one");
    }

    @Test
    void lines_showNoPasswordInAUrl() throws ConfigurationFailure {
        assertThat(settings("database.url: 'postgresql://c:hush@a/b?password=hush&sslmode=require'", Map.of(), Map.of())
                        .lines())
                .anyMatch(line -> line.value().equals("postgresql://c:********@a/b?password=********&sslmode=require"))
                .noneMatch(line -> line.value().contains("hush"));
    }

    @Test
    void of_keySetTwice_namesBothLines() {
        assertThatThrownBy(() -> settings("http.port: 1\nhttp:\n  port: 2\n", Map.of(), Map.of()))
                .hasMessage(file() + ":3: http.port is set twice, first at " + file() + ":1");
    }

    @Test
    void of_textThatIsNoYaml_namesTheLine() {
        assertThatThrownBy(() -> settings("http:\n\tport: 1\n", Map.of(), Map.of()))
                .hasMessageStartingWith(file() + ":2: this is not YAML: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void of_listsInListsWithoutEnd_saysSo() {
        assertThatThrownBy(() -> settings("[".repeat(100_000), Map.of(), Map.of()))
                .hasMessage(file() + ": this is nested too deeply");
    }

    @Test
    void of_bytesThatAreNoText_saysSo() throws IOException {
        Files.write(file(), new byte[] {(byte) 0xC3, (byte) 0x28});

        assertThatThrownBy(() -> EffectiveSettings.of(Optional.of(file()), Map.of(), Map.of()))
                .hasMessage(file() + ": this is not text in UTF-8");
    }

    @Test
    void of_missingFile_saysSo() {
        assertThatThrownBy(() -> EffectiveSettings.of(Optional.of(file()), Map.of(), Map.of()))
                .hasMessage(file() + ": there is no such file");
    }

    @Test
    void of_wrongEnvironment_namesTheVariable() {
        assertThatThrownBy(() -> settings("", Map.of("BERTH_LOG_LEVEL", "loud"), Map.of()))
                .hasMessage("BERTH_LOG_LEVEL is 'loud'; expected is one of error, warn, info, debug, trace");
        assertThatThrownBy(() -> settings("", Map.of("BERTH_COLECTION_GRACE", "1h"), Map.of()))
                .hasMessage("the environment variable BERTH_COLECTION_GRACE is no setting of Berth;"
                        + " did you mean BERTH_COLLECTION_GRACE?");
    }

    @Test
    void of_otherEnvironment_isLeftAlone() throws ConfigurationFailure {
        assertThat(configuration(
                        "", Map.of("BERTH_ADMIN_PASSWORD", "x", "BERTH_JAVA_OPTS", "-Xmx1g", "HOME", "/"), Map.of()))
                .isEqualTo(configuration("", Map.of(), Map.of()));
    }

    @Test
    void of_wrongFlag_namesTheFlag() {
        assertThatThrownBy(() -> settings("", Map.of(), Map.of("--port", "-1")))
                .hasMessage("--port is '-1'; expected is a number from 0 to 65535");
    }

    @Test
    void of_severalProblems_namesThemAll() {
        ConfigurationFailure failure = catchThrowableOfType(
                ConfigurationFailure.class,
                () -> settings("a: 1\nb: 2", Map.of("BERTH_LOG_LEVEL", "loud"), Map.of("--port", "x")));

        assertThat(failure.problems()).hasSize(4);
    }

    private Configuration configuration(String text, Map<String, String> environment, Map<String, String> flags)
            throws ConfigurationFailure {
        return Configuration.of(settings(text, environment, flags));
    }

    private EffectiveSettings settings(String text, Map<String, String> environment, Map<String, String> flags)
            throws ConfigurationFailure {
        try {
            Files.writeString(file(), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return EffectiveSettings.of(Optional.of(file()), environment, flags);
    }

    private Path file() {
        return folder.resolve("berth.yaml");
    }
}
