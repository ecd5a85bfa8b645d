package dev.berth.registry;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A manifest's annotations as the JSON object that a list of referrers repeats. */
final class AnnotationsJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AnnotationsJson() {}

    /** The object, or an empty text where there are no annotations. */
    static String write(Map<String, String> annotations) {
        if (annotations.isEmpty()) {
            return "";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            annotations.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return text.toString();
    }
}
