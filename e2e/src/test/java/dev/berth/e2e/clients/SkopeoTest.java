package dev.berth.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Tools;
import dev.berth.e2e.harness.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** skopeo: images from place to place, whole, with all their platforms. */
@ExtendWith(ServerLogs.class)
class SkopeoTest {
    @TempDir
    private static Path folder;

    @AutoClose
    private static Registries registries;

    private static OciLayout layout;

    @BeforeAll
    static void start() throws IOException {
        Tools.require("skopeo");
        layout = OciLayout.write(Files.createDirectories(folder.resolve("layout")));
        registries = Registries.start(folder);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void copy_allPlatforms_thereAndBack(Way way) throws IOException {
        User user = registries.signUp(way, "samuel");
        String image = "docker://" + registries.registry(way) + "/" + user.name() + "/multi:1";
        push(way, user, image);

        Command inspect = skopeo("inspect").with(registries.trust(way, "")).with("--creds", user.credentials());
        assertThat(inspect.with("--raw", image).succeeds()).isEqualTo(text(layout));
        assertThat(inspect.with("--format", "{{.Digest}} {{.Architecture}} {{.RepoTags}}", image)
                        .succeeds())
                .isEqualTo(layout.index().digest() + " amd64 [1]");
        assertThat(skopeo("list-tags")
                        .with(registries.trust(way, ""))
                        .with("--creds", user.credentials(), image.replaceFirst(":1$", ""))
                        .succeeds())
                .contains("\"1\"");

        Path back = folder.resolve("back-" + way);
        skopeo("copy", "--all", "--preserve-digests")
                .with(registries.trust(way, "src-"))
                .with("--src-creds", user.credentials(), image, "oci:" + back + ":" + OciLayout.TAG)
                .succeeds();
        assertThat(files(back.resolve("blobs"))).isEqualTo(files(layout.folder().resolve("blobs")));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void copy_fromRepositoryToRepository(Way way) throws IOException {
        User user = registries.signUp(way, "carl");
        String source = "docker://" + registries.registry(way) + "/" + user.name() + "/from:1";
        String target = "docker://" + registries.registry(way) + "/" + user.name() + "/to/here:2";
        push(way, user, source);

        skopeo("copy", "--all", "--preserve-digests")
                .with(registries.trust(way, "src-"))
                .with(registries.trust(way, "dest-"))
                .with("--src-creds", user.credentials(), "--dest-creds", user.credentials(), source, target)
                .succeeds();
        assertThat(skopeo("inspect", "--raw")
                        .with(registries.trust(way, ""))
                        .with("--creds", user.credentials(), target)
                        .succeeds())
                .isEqualTo(text(layout));
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void delete_thenInspect(Way way) throws IOException {
        User user = registries.signUp(way, "dora");
        String image = "docker://" + registries.registry(way) + "/" + user.name() + "/gone:1";
        push(way, user, image);

        skopeo("delete")
                .with(registries.trust(way, ""))
                .with("--creds", user.credentials(), image)
                .succeeds();
        assertThat(skopeo("inspect", "--raw")
                        .with(registries.trust(way, ""))
                        .with("--creds", user.credentials(), image)
                        .fails())
                .containsAnyOf("manifest unknown", "MANIFEST_UNKNOWN", "not found");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void sync_repositoryToFolderAndBack(Way way) throws IOException {
        User user = registries.signUp(way, "susan");
        String repository = registries.registry(way) + "/" + user.name() + "/synced";
        push(way, user, "docker://" + repository + ":1");
        push(way, user, "docker://" + repository + ":2");

        Path target = folder.resolve("sync-" + way);
        skopeo("sync", "--all", "--src", "docker", "--dest", "dir")
                .with(registries.trust(way, "src-"))
                .with("--src-creds", user.credentials(), repository, target.toString())
                .succeeds();
        assertThat(target.resolve("synced:1")).isDirectoryContaining("glob:**manifest.json");
        assertThat(target.resolve("synced:2")).isDirectoryContaining("glob:**manifest.json");

        skopeo("sync", "--all", "--src", "dir", "--dest", "docker")
                .with(registries.trust(way, "dest-"))
                .with("--dest-creds", user.credentials(), target.toString(), repository + "-back")
                .succeeds();
        assertThat(skopeo("list-tags")
                        .with(registries.trust(way, ""))
                        .with("--creds", user.credentials(), "docker://" + repository + "-back/synced")
                        .succeeds())
                .contains("\"1\"", "\"2\"");
    }

    @Test
    void copy_serverThatNobodyVouchesFor() throws IOException {
        Way way = Way.TLS_WITH_PASSWORD;
        User user = registries.signUp(way, "wary");
        String image = "docker://" + registries.registry(way) + "/" + user.name() + "/multi:1";

        assertThat(skopeo("inspect", "--creds", user.credentials(), image).fails())
                .contains("certificate");
    }

    private static void push(Way way, User user, String image) throws IOException {
        skopeo("copy", "--all", "--preserve-digests")
                .with(registries.trust(way, "dest-"))
                .with("--dest-creds", user.credentials())
                .with("oci:" + layout.folder() + ":" + OciLayout.TAG, image)
                .succeeds();
    }

    /** skopeo, trusting the images whoever signed them: the machine's own rules are no part of the test. */
    private static Command skopeo(String... words) {
        return Command.of("skopeo", "--insecure-policy").with(words);
    }

    private static String text(OciLayout layout) {
        return new String(layout.index().bytes(), StandardCharsets.UTF_8);
    }

    /** The names of all files below; in a layout they are digests. */
    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }
}
