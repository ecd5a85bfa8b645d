package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.DockerEngine;
import dev.berth.e2e.harness.User;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A real Docker in bad weather: it builds, pushes, forgets and pulls images, and its user calls it again when it gives up. */
final class DockerSailor {
    private static final int CARGO = 1_500_000;
    private static final int LAYERS = 2;

    private final Command docker;
    private final Path context;
    private final String repository;
    private final Patience patience;
    private final Map<String, String> pushed = new LinkedHashMap<>();

    /** Works with images of the registry's repository, which it is logged in to. */
    DockerSailor(DockerEngine engine, Path folder, String registry, User user, Patience patience) throws IOException {
        this.docker = engine.client(Files.createDirectories(folder.resolve("config")));
        this.context = Files.createDirectories(folder.resolve("context"));
        this.repository = registry + "/" + user.name() + "/docker";
        this.patience = patience;
        docker.with("login", "--username", user.name(), "--password", user.password(), registry)
                .succeeds();
    }

    /** Pushes one more image and pulls it back. */
    void work() throws IOException {
        String tag = repository + ":" + pushed.size();
        build(tag);
        String id = id(tag);
        patience.until("docker pushes", () -> docker.with("push", tag).run().exit() == 0);
        pushed.put(tag, id);
        pull(tag);
    }

    /** Pulls once more all that was pushed. */
    void pullsAll() {
        pushed.keySet().forEach(this::pull);
    }

    private void pull(String tag) {
        docker.with("rmi", "--force", tag).succeeds();
        patience.until("docker pulls", () -> docker.with("pull", tag).run().exit() == 0);
        assertThat(id(tag)).isEqualTo(pushed.get(tag));
        docker.with("rmi", "--force", tag).succeeds();
    }

    /** An image's ID is the digest of its configuration, which names the digests of its layers. */
    private String id(String tag) {
        return docker.with("inspect", "--format", "{{.Id}}", tag).succeeds();
    }

    private void build(String tag) throws IOException {
        var dockerfile = new StringBuilder("FROM scratch\n");
        for (int layer = 0; layer < LAYERS; layer++) {
            String cargo = "cargo" + layer;
            Files.write(
                    context.resolve(cargo),
                    Blob.random((tag + cargo).hashCode(), CARGO).bytes());
            dockerfile.append("COPY %s /%s%n".formatted(cargo, cargo));
        }
        Files.writeString(context.resolve("Dockerfile"), dockerfile);
        docker.with("build", "--no-cache", "-t", tag, context.toString()).succeeds();
    }
}
