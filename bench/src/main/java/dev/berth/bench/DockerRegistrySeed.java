package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Fills docker-registry by writing its folders: over the wire it would take longer than the whole run. */
record DockerRegistrySeed(DockerRegistry registry) {
    /** The digest that the links hold; a list does not follow them. */
    private static final String DIGEST = Blob.of("{}").digest();

    void tags(String repository, int count) throws IOException {
        Path folder = folder(repository);
        skeleton(folder);
        for (int number = 0; number < count; number++) {
            tag(folder, Listing.tag(number));
        }
    }

    void repositories(int from, int to) throws IOException {
        for (int number = from; number < to; number++) {
            Path folder = folder(Listing.repository(number));
            skeleton(folder);
            tag(folder, "latest");
        }
    }

    private Path folder(String repository) {
        return registry.data().resolve("docker/registry/v2/repositories").resolve(repository);
    }

    private static void skeleton(Path repository) throws IOException {
        String hash = DIGEST.replace(':', '/');
        link(repository.resolve("_layers").resolve(hash));
        link(repository.resolve("_manifests/revisions").resolve(hash));
        Files.createDirectories(repository.resolve("_uploads"));
    }

    private static void tag(Path repository, String tag) throws IOException {
        link(repository.resolve("_manifests/tags").resolve(tag).resolve("current"));
    }

    private static void link(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("link"), DIGEST);
    }
}
