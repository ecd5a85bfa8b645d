package dev.berth.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.AlpineLike;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Tools;
import dev.berth.e2e.harness.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** podman: build, push, pull and run, as root, with stores of the test's own. */
@ExtendWith(ServerLogs.class)
class PodmanTest {
    @TempDir
    private static Path folder;

    @AutoClose
    private static Registries registries;

    @BeforeAll
    static void start() throws IOException {
        Tools.require("podman", "runc");
        registries = Registries.start(folder);
        podman().with("build", "--network", "none", "--tag", "localhost/alpine-like")
                .with(AlpineLike.context(folder.resolve("context")).toString())
                .succeeds();
    }

    @AfterAll
    static void unmountStore() {
        podman().with("system", "reset", "--force").run();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void pushAndPull_byTagAndDigest(Way way) throws IOException {
        User user = registries.signUp(way, "poda");
        String registry = registries.registry(way);
        String image = registry + "/" + user.name() + "/tools/alpine:3";
        String[] trusting = registries.trust(way, "");
        String[] asUser = {"--authfile", folder.resolve("auth-" + way).toString()};

        podman().with("login", "--username", user.name(), "--password", user.password())
                .with(trusting)
                .with(asUser)
                .with(registry)
                .succeeds();
        Path digest = folder.resolve("digest-" + way);
        podman().with("push", "--digestfile", digest.toString())
                .with(trusting)
                .with(asUser)
                .with("localhost/alpine-like", image)
                .succeeds();

        Command pull = podman().with("pull").with(trusting).with(asUser);
        pull.with(image).succeeds();
        assertThat(run(image)).isEqualTo(AlpineLike.GREETING);
        podman().with("rmi", image).succeeds();
        String byDigest =
                image.replaceFirst(":3$", "@" + Files.readString(digest).strip());
        pull.with(byDigest).succeeds();
        assertThat(run(byDigest)).isEqualTo(AlpineLike.GREETING);

        podman().with("logout").with(asUser).with(registry).succeeds();
        assertThat(podman().with("push")
                        .with(trusting)
                        .with(asUser)
                        .with("localhost/alpine-like", image)
                        .fails())
                .containsAnyOf("denied", "unauthorized", "authentication required");
    }

    private static String run(String image) {
        // The limits that podman sets by itself are higher than a container of ours may have.
        return podman().with("run", "--rm", "--network", "none", "--ulimit", "nofile=1024:1024")
                .with("--ulimit", "nproc=1024:1024", image)
                .succeeds();
    }

    private static Command podman() {
        return Command.of("podman", "--root", folder.resolve("store").toString())
                .with("--runroot", folder.resolve("run").toString())
                .with("--tmpdir", folder.resolve("tmp").toString())
                .with("--storage-driver", "vfs", "--cgroup-manager", "cgroupfs", "--events-backend", "none");
    }
}
