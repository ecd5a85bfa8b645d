package dev.berth.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.oci.Digest;
import dev.berth.oci.Manifest;
import dev.berth.oci.ManifestParser;
import dev.berth.oci.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A manifest as a client would push it.
 *
 * @param digest its name
 * @param bytes its bytes
 * @param manifest what they spell
 */
record Content(Digest digest, byte[] bytes, Manifest manifest) {
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    /** An image of this configuration and these layers. */
    static Content image(String name, Digest config, Digest... layers) {
        return image(name, Optional.empty(), config, layers);
    }

    /** The same, referring to a subject. */
    static Content image(String name, Optional<Digest> subject, Digest config, Digest... layers) {
        return of(
                MediaType.IMAGE_MANIFEST,
                name,
                "\"config\":" + descriptor(CONFIG, config) + ",\"layers\":" + descriptors(LAYER, List.of(layers)),
                subject);
    }

    /** An index of these manifests. */
    static Content index(String name, Digest... children) {
        return index(name, Optional.empty(), children);
    }

    /** The same, referring to a subject. */
    static Content index(String name, Optional<Digest> subject, Digest... children) {
        return index(name, subject, MediaType.IMAGE_MANIFEST.value(), children);
    }

    /** An index of content of a type that is no manifest's, as builders keep their caches. */
    static Content indexOfLayers(String name, Digest... layers) {
        return index(name, Optional.empty(), LAYER, layers);
    }

    private static Content index(String name, Optional<Digest> subject, String type, Digest... children) {
        return of(MediaType.IMAGE_INDEX, name, "\"manifests\":" + descriptors(type, List.of(children)), subject);
    }

    private static Content of(MediaType type, String name, String fields, Optional<Digest> subject) {
        String subjectField = subject.map(it -> "\"subject\":" + descriptor(MediaType.IMAGE_MANIFEST.value(), it) + ",")
                .orElse("");
        String json = "{\"schemaVersion\":2,\"mediaType\":\"" + type + "\"," + fields + "," + subjectField
                + "\"annotations\":{\"name\":\"" + name + "\"}}";
        byte[] bytes = json.getBytes(UTF_8);
        return new Content(Digest.of(bytes), bytes, ManifestParser.parse(Optional.of(type), bytes));
    }

    private static String descriptors(String type, List<Digest> digests) {
        return digests.stream().map(it -> descriptor(type, it)).collect(Collectors.joining(",", "[", "]"));
    }

    private static String descriptor(String type, Digest digest) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":1}";
    }
}
