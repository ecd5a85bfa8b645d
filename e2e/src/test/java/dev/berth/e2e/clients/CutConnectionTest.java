package dev.berth.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.AlpineLike;
import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.DockerEngine;
import dev.berth.e2e.harness.FlakyProxy;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The network goes away in the middle of a transfer: the client's retry succeeds. */
@ExtendWith(ServerLogs.class)
class CutConnectionTest {
    private static final int RETRIES = 5;

    @TempDir
    private static Path folder;

    @AutoClose
    private static DockerEngine engine;

    @AutoClose
    private static RunningBerth berth;

    @AutoClose
    private static FlakyProxy network;

    private static User user;

    @BeforeAll
    static void start() throws IOException {
        engine = DockerEngine.start(Files.createDirectories(folder.resolve("docker")));
        berth = RunningBerth.start(Start.on(folder.resolve("data")));
        network = FlakyProxy.before(berth.port());
        user = User.signUp(Wire.anonymous(berth.uri()), "traveller");
    }

    @Test
    void dockerPushAndPull_cutInTheMiddle() throws IOException {
        Command docker = engine.client(Files.createDirectories(folder.resolve("docker-config")));
        String image = network.registry() + "/" + user.name() + "/large:1";
        Path context = AlpineLike.context(folder.resolve("context"));
        Files.write(context.resolve("cargo"), Blob.random(5, 8_000_000).bytes());
        Files.writeString(context.resolve("Dockerfile"), "COPY cargo /cargo\n", StandardOpenOption.APPEND);
        docker.with("build", "--network", "none", "-t", image, context.toString())
                .succeeds();
        docker.with("login", "-u", user.name(), "-p", user.password(), network.registry())
                .succeeds();

        network.cut(1, 3_000_000);
        untilItSucceeds(docker.with("push", image));
        assertThat(network.cuts()).isEqualTo(1);
        String pushed = docker.with("inspect", "--format", "{{.Id}}", image).succeeds();
        docker.with("rmi", "-f", pushed).succeeds();

        network.cut(1, 3_000_000);
        untilItSucceeds(docker.with("pull", image));
        assertThat(network.cuts()).isEqualTo(1);
        assertThat(docker.with("inspect", "--format", "{{.Id}}", image).succeeds())
                .isEqualTo(pushed);
        assertThat(docker.with("run", "--rm", "--network", "none", image).succeeds())
                .isEqualTo(AlpineLike.GREETING);
    }

    @Test
    void upload_cutInTheMiddle_goesOnFromItsOffset() throws IOException {
        Blob blob = Blob.random(6, 4_000_000);
        String repository = user.name() + "/resumed";
        Wire wire = Wire.anonymous(network.uri()).as(user.name(), user.password());
        Answer opened = wire.open(repository).expect(202);

        network.cut(1, 1_000_000);
        boolean cut = false;
        try {
            wire.chunk(opened.location(), blob, 0, blob.size());
        } catch (IOException expected) {
            cut = true;
        }
        assertThat(cut).isTrue();

        // What arrived before the cut is not sent again.
        await().until(() -> wire.status(opened.location()).offset() > 900_000);
        Answer status = wire.status(opened.location()).expect(204);
        wire.resume(status.location(), blob, status.offset()).expect(201);
        assertThat(wire.blob(repository, blob.digest()).expect(200).body()).isEqualTo(blob.bytes());
    }

    /** Docker retries by itself; when it gives up, its user calls it again. */
    private static void untilItSucceeds(Command command) {
        boolean succeeded =
                IntStream.range(0, RETRIES).anyMatch(attempt -> command.run().exit() == 0);
        assertThat(succeeded).as("%s", command).isTrue();
    }
}
