package dev.berth.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image of layers of random bytes. */
record Image(List<Blob> layers) {
    static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
    private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final int LAYERS = 10;

    static Image of(BlobSource source) {
        return of(source, LAYERS);
    }

    static Image of(BlobSource source, int layers) {
        return new Image(Stream.generate(source::next).limit(layers).toList());
    }

    /** How many requests a push is: four for each layer, three for the config, and one for the manifest. */
    int requests() {
        return layers.size() * 4 + 3 + 1;
    }

    /** Pushes as Docker does: layers side by side, each asked for first, then the config, then the manifest. */
    void push(Crew crew, String repository, String tag) throws IOException, InterruptedException {
        crew.work(0, layers.size(), (connection, number) -> {
            Blob layer = layers.get(number);
            connection.head("/v2/" + repository + "/blobs/" + layer.digest()).expect(404);
            layer.push(connection, repository);
        });
        config().push(crew.first(), repository);
        pushManifest(crew.first(), repository, tag);
    }

    /** The last step of a push, when all blobs are there. */
    void pushManifest(Connection connection, String repository, String tag) throws IOException {
        connection
                .send("PUT", "/v2/" + repository + "/manifests/" + tag, MANIFEST, new Body.Text(manifest(config())))
                .expect(201);
    }

    Blob config() {
        String diffs =
                layers.stream().map(layer -> "\"" + layer.digest() + "\"").collect(Collectors.joining(","));
        return Blob.of("""
                {"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":[%s]}}""".formatted(diffs));
    }

    private String manifest(Blob config) {
        String all = layers.stream().map(layer -> layer.descriptor(LAYER)).collect(Collectors.joining(","));
        return """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}""".formatted(MANIFEST, config.descriptor(CONFIG), all);
    }
}
