package dev.berth.server.wire;

import dev.berth.oci.Digest;
import dev.berth.oci.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * A manifest to push.
 *
 * @param type its media type
 * @param json its text, word for word
 */
record Document(String type, String json) {
    private static final AtomicLong SEED = new AtomicLong();
    private static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";

    /** Bytes that no other call gives. */
    static byte[] fresh(int size) {
        byte[] bytes = new byte[size];
        new Random(SEED.incrementAndGet()).nextBytes(bytes);
        return bytes;
    }

    /** An OCI image of these layers, which need not be pushed. */
    static Document image(Digest... layers) {
        return new Document(
                MediaType.IMAGE_MANIFEST.value(),
                "{\"schemaVersion\":2,\"mediaType\":\""
                        + MediaType.IMAGE_MANIFEST + "\",\"config\":" + descriptor(CONFIG_TYPE, Digest.of(fresh(8)))
                        + ",\"layers\":[" + descriptors(LAYER_TYPE, layers) + "]}");
    }

    /** An OCI index of these manifests. */
    static Document index(Digest... children) {
        return new Document(
                MediaType.IMAGE_INDEX.value(),
                "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.IMAGE_INDEX + "\",\"manifests\":["
                        + descriptors(MediaType.IMAGE_MANIFEST.value(), children) + "]}");
    }

    private static String descriptors(String type, Digest... digests) {
        return Arrays.stream(digests).map(it -> descriptor(type, it)).collect(Collectors.joining(","));
    }

    /** A descriptor whose size is 1. */
    static String descriptor(String type, Digest digest) {
        return "{\"mediaType\":\"" + type + "\",\"digest\":\"" + digest + "\",\"size\":1}";
    }

    /** The same with this text before the closing brace. */
    Document and(String fields) {
        return new Document(type, json.substring(0, json.length() - 1) + "," + fields + "}");
    }

    /** The same with a subject. */
    Document about(Digest subject) {
        return and("\"subject\":" + descriptor(MediaType.IMAGE_MANIFEST.value(), subject));
    }

    byte[] bytes() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    Digest digest() {
        return Digest.of(bytes());
    }
}
