package dev.berth.hub;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a manifest and its configuration say (image-spec, manifest.md and config.md). Strangers wrote both: what is missing or
 * of another type is left out.
 *
 * @param kind {@code image}, {@code index}, or {@code artifact}
 * @param layers in their order, with the steps of the build that made none between them
 */
public record ImageDetails(
        String kind,
        Optional<String> artifactType,
        Optional<Config> config,
        List<Layer> layers,
        Optional<String> subject,
        Map<String, String> annotations) {

    public ImageDetails {
        layers = List.copyOf(layers);
    }

    /** How a container of the image starts. */
    public record Config(
            Optional<String> user,
            Optional<String> workingDir,
            List<String> entrypoint,
            List<String> cmd,
            List<String> env,
            List<String> exposedPorts,
            List<String> volumes,
            Map<String, String> labels,
            Optional<String> stopSignal,
            Optional<String> author) {}

    /**
     * A layer, or a step of the build that made none.
     *
     * @param digest the layer's; absent for a step without one
     * @param size compressed, in bytes
     * @param instruction the step that made it
     */
    public record Layer(
            Optional<String> digest,
            Optional<String> mediaType,
            long size,
            Optional<String> instruction,
            Optional<String> comment,
            Optional<Instant> createdAt,
            boolean empty) {}

    /** What these documents say. */
    public static ImageDetails of(JsonNode manifest, Optional<JsonNode> config) {
        boolean isImage = config.map(it -> it.path("rootfs").isObject()).orElse(false);
        return new ImageDetails(
                manifest.has("manifests") ? "index" : isImage ? "image" : "artifact",
                text(manifest, "artifactType"),
                config.filter(it -> isImage).map(it -> config(it.path("config"), text(it, "author"))),
                layers(manifest.path("layers"), config.map(it -> it.path("history"))),
                text(manifest.path("subject"), "digest"),
                texts(manifest.path("annotations")));
    }

    private static Config config(JsonNode json, Optional<String> author) {
        return new Config(
                text(json, "User"),
                text(json, "WorkingDir"),
                list(json.path("Entrypoint")),
                list(json.path("Cmd")),
                list(json.path("Env")),
                keys(json.path("ExposedPorts")),
                keys(json.path("Volumes")),
                texts(json.path("Labels")),
                text(json, "StopSignal"),
                author);
    }

    /** The layers, each with the step that made it, where there is a step for every one of them; otherwise only the layers. */
    private static List<Layer> layers(JsonNode layers, Optional<JsonNode> history) {
        List<JsonNode> steps = history.map(it -> it.valueStream().toList()).orElse(List.of());
        long filled = steps.stream()
                .filter(step -> !step.path("empty_layer").asBoolean(false))
                .count();
        if (filled != layers.size()) {
            return layers.valueStream()
                    .map(layer -> layer(Optional.of(layer), Optional.empty()))
                    .toList();
        }
        List<Layer> all = new ArrayList<>();
        int next = 0;
        for (JsonNode step : steps) {
            boolean empty = step.path("empty_layer").asBoolean(false);
            all.add(layer(empty ? Optional.empty() : Optional.of(layers.get(next++)), Optional.of(step)));
        }
        return all;
    }

    private static Layer layer(Optional<JsonNode> layer, Optional<JsonNode> step) {
        return new Layer(
                layer.flatMap(it -> text(it, "digest")),
                layer.flatMap(it -> text(it, "mediaType")),
                layer.map(it -> it.path("size").asLong(0)).orElse(0L),
                step.flatMap(it -> text(it, "created_by")),
                step.flatMap(it -> text(it, "comment")),
                step.flatMap(it -> text(it, "created")).flatMap(ImageDetails::time),
                layer.isEmpty());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asString("")).filter(it -> !it.isEmpty());
    }

    private static List<String> list(JsonNode json) {
        return json.valueStream().map(it -> it.asString("")).toList();
    }

    private static List<String> keys(JsonNode json) {
        return json.propertyNames().stream().sorted().toList();
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> all = new LinkedHashMap<>();
        json.properties().forEach(it -> all.put(it.getKey(), it.getValue().asString("")));
        return all;
    }
}
