package dev.berth.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.AlpineLike;
import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.DockerEngine;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an article for beginners does with Docker and a registry, from registering an ID to running a pulled image. */
@ExtendWith(ServerLogs.class)
class DockerTest {
    private static final Pattern PUSHED = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    @TempDir
    private static Path folder;

    @AutoClose
    private static Registries registries;

    @AutoClose
    private static DockerEngine engine;

    private static Path context;

    @BeforeAll
    static void start() throws IOException {
        context = AlpineLike.context(folder.resolve("context"));
        engine = DockerEngine.start(Files.createDirectories(folder.resolve("docker")));
        registries = Registries.start(folder);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void article_fromRegistrationToRunning(Way way) throws IOException {
        User user = registries.signUp(way, "anna");
        Command docker = person(way, user.name());
        String registry = registries.registry(way);
        String image = registry + "/" + user.name() + "/alpine";

        assertThat(login(docker, registry, user).succeeds()).contains("Login Succeeded");
        build(docker, "alpine-like");
        docker.with("image", "tag", "alpine-like", image + ":3").succeeds();
        String digest = pushed(docker.with("image", "push", image + ":3").succeeds());
        assertThat(docker.with("image", "ls", image).succeeds()).contains(image, " 3 ");

        docker.with("rmi", image + ":3").succeeds();
        assertThat(docker.with("image", "ls", "-q", image).succeeds()).isEmpty();
        removeAllImages(docker);
        assertThat(docker.with("image", "ls", "-q").succeeds()).isEmpty();

        docker.with("pull", image + ":3").succeeds();
        assertThat(run(docker, image + ":3")).isEqualTo(AlpineLike.GREETING);
        removeAllImages(docker);
        docker.with("pull", image + "@" + digest).succeeds();
        assertThat(run(docker, image + "@" + digest)).isEqualTo(AlpineLike.GREETING);

        docker.with("logout", registry).succeeds();
        docker.with("image", "tag", image + "@" + digest, image + ":4").succeeds();
        assertThat(docker.with("push", image + ":4").fails()).contains("denied", "docker login " + registry);
        assertThat(docker.with("pull", image + ":3").fails()).containsAnyOf("denied", "unauthorized");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_WITH_PASSWORD", "NODES_OVER_HTTP_WITH_PASSWORD"})
    void pull_privateImageOfSomebodyElse_untilItIsPublic(Way way) throws IOException {
        User owner = registries.signUp(way, "owner");
        User other = registries.signUp(way, "other");
        String registry = registries.registry(way);
        String repository = owner.name() + "/tools/alpine";
        String image = registry + "/" + repository + ":latest";

        Command owning = person(way, owner.name());
        login(owning, registry, owner).succeeds();
        build(owning, image);
        owning.with("push", image).succeeds();
        removeAllImages(owning);

        Command stranger = person(way, "nobody");
        Command visiting = person(way, other.name());
        login(visiting, registry, other).succeeds();
        assertThat(visiting.with("pull", image).fails()).containsAnyOf("denied", "not found");
        assertThat(stranger.with("pull", image).fails()).containsAnyOf("denied", "unauthorized", "not found");

        registries
                .wire(way)
                .as(owner.name(), owner.password())
                .json(
                        "PATCH",
                        "/api/v1/repositories/" + repository,
                        "{\"visibility\":\"public\",\"confirm\":\"" + repository + "\"}")
                .expect(200);
        stranger.with("pull", image).succeeds();
        assertThat(run(stranger, image)).isEqualTo(AlpineLike.GREETING);
        assertThat(visiting.with("push", image).fails()).contains("denied");
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void search_findsWhatMayBePulled(Way way) throws IOException {
        User owner = registries.signUp(way, "seeker");
        String namespace = owner.name() + "/";
        Wire wire = registries.wire(way).as(owner.name(), owner.password());
        make(wire, namespace + "shown", "public");
        make(wire, namespace + "hidden", "private");

        Command docker = person(way, owner.name());
        String term = registries.registry(way) + "/" + owner.name();
        assertThat(search(docker, term)).containsExactly(namespace + "shown: it is public");
        login(docker, registries.registry(way), owner).succeeds();
        assertThat(search(docker, term))
                .containsExactlyInAnyOrder(namespace + "shown: it is public", namespace + "hidden: it is private");
        assertThat(search(docker, term + "-and-nothing-else")).isEmpty();
    }

    private static void make(Wire wire, String repository, String visibility) throws IOException {
        wire.json(
                        "POST",
                        "/api/v1/repositories",
                        "{\"name\":\"%s\",\"visibility\":\"%s\",\"description\":\"it is %s\"}"
                                .formatted(repository, visibility, visibility))
                .expect(201);
    }

    private static List<String> search(Command docker, String term) {
        return docker.with("search", "--format", "{{.Name}}: {{.Description}}", term)
                .succeeds()
                .lines()
                .toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_WITH_PASSWORD", "NODES_OVER_HTTP_WITH_PASSWORD"})
    void login_wrongPassword(Way way) throws IOException {
        User user = registries.signUp(way, "forgetful");
        Command docker = person(way, user.name());

        String said = login(docker, registries.registry(way), new User(user.name(), "not " + user.password()))
                .fails();
        assertThat(said).containsIgnoringCase("unauthorized").containsIgnoringCase("password");
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS_WITH_TOKEN", "NODES_OVER_TLS_WITH_TOKEN"})
    void pull_imageOfTwoPlatforms_runsTheOneOfThisMachine(Way way) throws IOException {
        User user = registries.signUp(way, "multi");
        Command docker = person(way, user.name());
        String repository = user.name() + "/multi";
        String image = registries.registry(way) + "/" + repository;
        login(docker, registries.registry(way), user).succeeds();
        build(docker, image + ":this");
        docker.with("push", image + ":this").succeeds();
        // Without the cache: else one image is the other's parent, which Docker may refuse to remove before its child.
        docker.with(
                        "build",
                        "--no-cache",
                        "--label",
                        "for=another",
                        "--network",
                        "none",
                        "-t",
                        image + ":another",
                        context.toString())
                .succeeds();
        docker.with("push", image + ":another").succeeds();
        putManifestList(registries.wire(way).as(user.name(), user.password()), repository);
        removeAllImages(docker);

        docker.with("pull", image + ":both").succeeds();
        assertThat(run(docker, image + ":both")).isEqualTo(AlpineLike.GREETING);
        assertThat(docker.with("inspect", "--format", "{{.Config.Labels}}", image + ":both")
                        .succeeds())
                .isEqualTo("map[]");
    }

    /** Docker's own command for this asks loopback addresses over HTTPS and pushes to them over HTTP. */
    private static void putManifestList(Wire wire, String repository) throws IOException {
        String list = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}\
                """.formatted(
                        Image.DOCKER_LIST,
                        platform(wire.manifest(repository, "another").expect(200), "s390x"),
                        platform(wire.manifest(repository, "this").expect(200), architecture()));
        wire.putManifest(repository, "both", new Image(Image.DOCKER_LIST, Blob.of(list), List.of(), List.of()))
                .expect(201);
    }

    private static String architecture() {
        String[] versions = engine.client(folder)
                .with("version", "--format", "{{.Server.Arch}}")
                .succeeds()
                .split("\\s");
        return versions[0];
    }

    private static String platform(Answer manifest, String architecture) {
        return """
                {"mediaType":"%s","digest":"%s","size":%d,"platform":{"os":"linux","architecture":"%s"}}\
                """.formatted(
                        manifest.header("Content-Type"),
                        Blob.of(manifest.body()).digest(),
                        manifest.body().length,
                        architecture);
    }

    /** The client with the configuration, so the logins, of one person. */
    private static Command person(Way way, String name) throws IOException {
        return engine.client(Files.createDirectories(folder.resolve(way + "-" + name)));
    }

    private static Command login(Command docker, String registry, User user) {
        return docker.with("login", "--username", user.name(), "--password", user.password(), registry);
    }

    private static void build(Command docker, String image) {
        docker.with("build", "--network", "none", "-t", image, context.toString())
                .succeeds();
    }

    private static String run(Command docker, String image) {
        return docker.with("run", "--rm", "--network", "none", image).succeeds();
    }

    /** {@code docker rmi -f $(docker images -q)}. */
    private static void removeAllImages(Command docker) {
        String[] images = docker.with("images", "-q").succeeds().split("\\s+");
        docker.with("rmi", "-f").with(images).succeeds();
    }

    private static String pushed(String said) {
        Matcher matcher = PUSHED.matcher(said);
        assertThat(matcher.find()).as("%s", said).isTrue();
        return matcher.group(1);
    }
}
