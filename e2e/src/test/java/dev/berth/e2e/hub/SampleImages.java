package dev.berth.e2e.hub;

import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Images as builders make them: of several platforms and layers, each made by an instruction, with what is attached to them. */
final class SampleImages {
    private static final List<String> PLATFORMS = List.of("amd64", "arm64", "ppc64le", "riscv64", "s390x");
    private static final String ATTESTATION = """
            "annotations":{"vnd.docker.reference.type":"attestation-manifest"},\
            "platform":{"os":"unknown","architecture":"unknown"}""";

    /** What made the layers; those of no bytes only say how a container begins. */
    private enum Step {
        BASE(
                "/bin/sh -c #(nop) ADD file:7625ddfd589fb824ee39f1b1eb387b98f3676420ff52f26eb9d975151e889667 in / ",
                3_600_000),
        SHELL("/bin/sh -c #(nop)  CMD [\"/bin/sh\"]", 0),
        RUNTIME(
                "RUN /bin/sh -c apk add --no-cache nodejs npm tini && rm -rf /var/cache/apk/* /tmp/* /root/.npm"
                        + " && addgroup -S app && adduser -S -G app app # buildkit",
                1_900_000),
        FOLDER("WORKDIR /app", 0),
        LOCK("COPY package.json package-lock.json ./ # buildkit", 4_200),
        DEPENDENCIES("RUN /bin/sh -c npm ci --omit=dev # buildkit", 820_000),
        SOURCES("COPY . . # buildkit", 61_000),
        USER("USER app", 0),
        PORT("EXPOSE map[8080/tcp:{}]", 0),
        START("ENTRYPOINT [\"tini\" \"--\"]", 0),
        COMMAND("CMD [\"node\" \"server.js\"]", 0);

        private final String instruction;
        private final int size;

        Step(String instruction, int size) {
            this.instruction = instruction;
            this.size = size;
        }

        /** Only what follows the dependencies differs from one version to the next. */
        private Blob layer(String version, String architecture) {
            String seed = this == SOURCES || this == LOCK ? version : "";
            return Blob.random((name() + architecture + seed).hashCode(), size);
        }

        private String history() {
            return "{\"created\":\"2026-05-04T09:12:33Z\",\"created_by\":\"%s\"%s}"
                    .formatted(instruction.replace("\"", "\\\""), size == 0 ? ",\"empty_layer\":true" : "");
        }
    }

    private SampleImages() {}

    /** An image of one platform. */
    static Image single(String version, String architecture) {
        List<Blob> layers = Stream.of(Step.values())
                .filter(step -> step.size > 0)
                .map(step -> step.layer(version, architecture))
                .toList();
        String config = """
                {"created":"2026-05-04T09:12:33Z","architecture":"%s","os":"linux","config":{"User":"app",\
                "ExposedPorts":{"8080/tcp":{}},"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",\
                "NODE_ENV=production","VERSION=%s"],"Entrypoint":["tini","--"],"Cmd":["node","server.js"],\
                "WorkingDir":"/app","Labels":{"org.opencontainers.image.version":"%s",\
                "org.opencontainers.image.source":"https://git.example.org/anna/app",\
                "org.opencontainers.image.licenses":"Apache-2.0"}},"rootfs":{"type":"layers","diff_ids":[%s]},\
                "history":[%s]}\
                """.formatted(
                architecture,
                version,
                version,
                layers.stream().map(layer -> "\"" + layer.digest() + "\"").collect(Collectors.joining(",")),
                Stream.of(Step.values()).map(Step::history).collect(Collectors.joining(",")));
        return Image.of(Blob.of(config), layers);
    }

    /** An image of five platforms, with the attestation that builders add. */
    static Image multi(String version) {
        List<Image> children = new ArrayList<>();
        List<String> descriptors = new ArrayList<>();
        for (String architecture : PLATFORMS) {
            Image child = single(version, architecture);
            children.add(child);
            descriptors.add(descriptor(
                    child, "\"platform\":{\"os\":\"linux\",\"architecture\":\"%s\"}".formatted(architecture)));
        }
        Image attestation = Image.of(Blob.of("{}"), List.of(Blob.of("{\"provenance\":\"" + version + "\"}")));
        children.add(attestation);
        descriptors.add(descriptor(attestation, ATTESTATION));
        Blob index = Blob.of("{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                .formatted(Image.INDEX, String.join(",", descriptors)));
        return new Image(Image.INDEX, index, List.of(), children);
    }

    private static String descriptor(Image image, String more) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,%s}"
                .formatted(image.mediaType(), image.digest(), image.manifest().size(), more);
    }

    /** What is attached to an image: a signature, a list of components. */
    static Image about(Image subject, String artifactType) {
        Blob empty = Blob.of("{}");
        Blob content = Blob.of("{\"of\":\"" + artifactType + "\"}");
        Blob manifest = Blob.of("""
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s",\
                "config":{"mediaType":"application/vnd.oci.empty.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"%s","digest":"%s","size":%d}],\
                "subject":{"mediaType":"%s","digest":"%s","size":%d}}\
                """.formatted(
                        Image.MANIFEST,
                        artifactType,
                        empty.digest(),
                        empty.size(),
                        artifactType,
                        content.digest(),
                        content.size(),
                        subject.mediaType(),
                        subject.digest(),
                        subject.manifest().size()));
        return new Image(Image.MANIFEST, manifest, List.of(empty, content), List.of());
    }

    /** Pushes an image with all that it is made of. */
    static void push(Wire wire, String repository, String reference, Image image) throws IOException {
        for (Blob blob : image.allBlobs()) {
            if (!wire.hasBlob(repository, blob.digest())) {
                wire.push(repository, blob, Upload.SINGLE_POST).expect(201);
            }
        }
        for (Image child : image.children()) {
            wire.putManifest(repository, child.digest(), child).expect(201);
        }
        wire.putManifest(repository, reference, image).expect(201);
    }
}
