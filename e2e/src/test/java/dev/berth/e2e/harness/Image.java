package dev.berth.e2e.harness;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An image as the wire has it: its manifest, and the blobs and the manifests that it names. */
public record Image(String mediaType, Blob manifest, List<Blob> blobs, List<Image> children) {
    public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    public static final String INDEX = "application/vnd.oci.image.index.v1+json";
    public static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    public static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

    public Image {
        blobs = List.copyOf(blobs);
        children = List.copyOf(children);
    }

    public static Image of(Blob config, List<Blob> layers) {
        return image(config, layers, "");
    }

    /** An image that refers to another one, as a signature does. */
    public static Image about(Image subject, Blob config, List<Blob> layers) {
        return image(config, layers, ",\"subject\":" + descriptor(subject.mediaType(), subject.manifest()));
    }

    private static Image image(Blob config, List<Blob> layers, String more) {
        String manifest = "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]%s}"
                .formatted(
                        MANIFEST,
                        descriptor(CONFIG, config),
                        layers.stream().map(layer -> descriptor(LAYER, layer)).collect(Collectors.joining(",")),
                        more);
        return new Image(
                MANIFEST,
                Blob.of(manifest),
                Stream.concat(Stream.of(config), layers.stream()).toList(),
                List.of());
    }

    /** A multi-platform image. The label makes two indexes of the same children different. */
    public static Image index(String label, List<Image> children) {
        String manifest =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s],\"annotations\":{\"label\":\"%s\"}}"
                        .formatted(
                                INDEX,
                                children.stream()
                                        .map(child -> descriptor(child.mediaType(), child.manifest()))
                                        .collect(Collectors.joining(",")),
                                label);
        return new Image(INDEX, Blob.of(manifest), List.of(), children);
    }

    public String digest() {
        return manifest.digest();
    }

    /** Its own blobs and those of the images that it names. */
    public List<Blob> allBlobs() {
        return Stream.concat(blobs.stream(), children.stream().flatMap(child -> child.allBlobs().stream()))
                .distinct()
                .toList();
    }

    private static String descriptor(String mediaType, Blob blob) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(mediaType, blob.digest(), blob.size());
    }
}
