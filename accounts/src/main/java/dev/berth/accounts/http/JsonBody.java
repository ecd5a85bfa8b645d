package dev.berth.accounts.http;

import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.oci.Quoted;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON object in a request's body, with no other fields than are known and each of them of its type. */
final class JsonBody {
    private static final int LONGEST = 16 << 10;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode object;

    private JsonBody(JsonNode object) {
        this.object = object;
    }

    /**
     * The object in this request's body.
     *
     * @param known the fields that it may have
     * @throws Problem with status 400, 413 or 415
     */
    static JsonBody of(Exchange exchange, Set<String> known) throws IOException {
        String type = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        // A page of another site can make a browser send any body but JSON with the user's credentials.
        if (!type.startsWith("application/json") && exchange.header("Origin").isPresent()) {
            throw new Problem(415, "Unsupported media type", "send JSON, with the Content-Type application/json");
        }
        return parse(exchange.body(LONGEST, WireError.BODY_TOO_LARGE), known);
    }

    static JsonBody parse(byte[] body, Set<String> known) {
        JsonNode object;
        try {
            object = JSON.readTree(body);
        } catch (JacksonException e) {
            throw invalid("the body is not valid JSON: " + Quoted.of(e.getOriginalMessage()));
        }
        if (object == null || !object.isObject()) {
            throw invalid("the body has to be a JSON object");
        }
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                throw invalid("there is no field '" + Quoted.of(name) + "' here, only "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return new JsonBody(object);
    }

    /** The text of this field, which has to be there. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> invalid(name + ": it is missing"));
    }

    /** The text of this field; empty where it is missing or null. */
    Optional<String> optionalText(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw invalid(name + ": a string is needed");
        }
        return Optional.of(value.stringValue());
    }

    /** The texts in the list of this field; none where it is missing. */
    List<String> texts(String name) {
        JsonNode list = object.get(name);
        if (list == null || list.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (!list.isArray()) {
            throw invalid(name + ": a list of strings is needed");
        }
        for (JsonNode value : list) {
            if (!value.isString()) {
                throw invalid(name + ": a list of strings is needed");
            }
            texts.add(value.stringValue());
        }
        return texts;
    }

    /** What answers a body that is not as it should be. */
    static Problem invalid(String detail) {
        return new Problem(400, "Invalid request", detail);
    }
}
