package dev.berth.e2e.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.AlpineLike;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Tools;
import dev.berth.e2e.harness.User;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** buildah: an image built in a chroot, pushed, and used as the base of the next one. */
@ExtendWith(ServerLogs.class)
class BuildahTest {
    @TempDir
    private static Path folder;

    @AutoClose
    private static Registries registries;

    @BeforeAll
    static void start() throws IOException {
        Tools.require("buildah");
        registries = Registries.start(folder);
        buildah()
                .with("build", "--isolation", "chroot", "--tag", "localhost/alpine-like")
                .with(AlpineLike.context(folder.resolve("context")).toString())
                .succeeds();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void pushAndBuildUpon(Way way) throws IOException {
        User user = registries.signUp(way, "beatrice");
        String registry = registries.registry(way);
        String image = registry + "/" + user.name() + "/alpine:3";
        String[] trusting = registries.trust(way, "");
        String[] asUser = {"--authfile", folder.resolve("auth-" + way).toString()};

        buildah()
                .with("login", "--username", user.name(), "--password", user.password())
                .with(trusting)
                .with(asUser)
                .with(registry)
                .succeeds();
        buildah()
                .with("push")
                .with(trusting)
                .with(asUser)
                .with("localhost/alpine-like", "docker://" + image)
                .succeeds();

        String container = buildah()
                .with("from", "--quiet", "--pull-always")
                .with(trusting)
                .with(asUser)
                .with(image)
                .succeeds();
        assertThat(buildah()
                        .with("run", "--isolation", "chroot", container, "cat", "/etc-motd")
                        .succeeds())
                .isEqualTo(AlpineLike.GREETING);
        String next = image.replaceFirst(":3$", ":4");
        buildah().with("commit", "--rm", container, next).succeeds();
        buildah().with("push").with(trusting).with(asUser).with(next).succeeds();

        buildah().with("logout").with(asUser).with(registry).succeeds();
        assertThat(buildah().with("push").with(trusting).with(asUser).with(next).fails())
                .containsAnyOf("denied", "unauthorized", "authentication required");
    }

    private static Command buildah() {
        return Command.of("buildah", "--root", folder.resolve("store").toString())
                .with("--runroot", folder.resolve("run").toString(), "--storage-driver", "vfs");
    }
}
