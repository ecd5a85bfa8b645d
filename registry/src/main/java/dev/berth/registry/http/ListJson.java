package dev.berth.registry.http;

import dev.berth.oci.MediaType;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Referrers;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The lists of the distribution API as JSON. */
final class ListJson {
    private static final JsonFactory JSON = new JsonFactory();

    private ListJson() {}

    static byte[] tags(RepositoryName name, List<String> tags) {
        return write(json -> {
            json.writeStringProperty("name", name.value());
            strings(json, "tags", tags);
        });
    }

    static byte[] repositories(List<String> names) {
        return write(json -> strings(json, "repositories", names));
    }

    /** An image index of the descriptors of these manifests. */
    static byte[] referrers(List<Referrers.Referrer> referrers) {
        return write(json -> {
            json.writeNumberProperty("schemaVersion", 2);
            json.writeStringProperty("mediaType", MediaType.IMAGE_INDEX.value());
            json.writeArrayPropertyStart("manifests");
            referrers.forEach(it -> descriptor(json, it));
            json.writeEndArray();
        });
    }

    private static void descriptor(JsonGenerator json, Referrers.Referrer referrer) {
        json.writeStartObject();
        json.writeStringProperty("mediaType", referrer.mediaType());
        json.writeStringProperty("digest", referrer.digest());
        json.writeNumberProperty("size", referrer.size());
        referrer.artifactType().ifPresent(type -> json.writeStringProperty("artifactType", type));
        if (!referrer.annotationsJson().isEmpty()) {
            json.writeName("annotations");
            json.writeRawValue(referrer.annotationsJson());
        }
        json.writeEndObject();
    }

    private static void strings(JsonGenerator json, String field, List<String> values) {
        json.writeArrayPropertyStart(field);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private static byte[] write(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            content.accept(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
