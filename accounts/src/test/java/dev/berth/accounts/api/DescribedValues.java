package dev.berth.accounts.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Holds JSON against its schema, as far as the words go that the document uses; for others it fails. */
final class DescribedValues {
    private final JsonNode document;

    DescribedValues(JsonNode document) {
        this.document = document;
    }

    /** What this is, or refers to. */
    JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.path("$ref").asString().substring(1)) : schema;
    }

    /** @param at what the value is, for who reads the failure */
    void check(JsonNode reference, JsonNode value, String at) {
        JsonNode schema = resolve(reference);
        assertThat(schema.isObject()).as("%s has a schema", at).isTrue();
        schema.forEachEntry((word, said) -> {
            switch (word) {
                case "type" ->
                    assertThat(types(said))
                            .as("the type of %s, which is %s", at, value)
                            .anyMatch(it -> isOf(it, value));
                case "anyOf" ->
                    assertThat(said.valueStream())
                            .as("the kind of %s, which is %s", at, value)
                            .anyMatch(it -> fits(it, value, at));
                case "enum" -> assertThat(said.valueStream()).as(at).contains(value);
                case "format" -> checkFormat(said.asString(), value, at);
                case "properties" -> value.forEachEntry((name, member) -> checkMember(schema, name, member, at));
                case "required" ->
                    said.forEach(name -> assertThat(value.has(name.asString()))
                            .as("%s has %s", at, name)
                            .isTrue());
                case "items" -> value.forEach(item -> check(said, item, at + "[]"));
                case "additionalProperties" -> checkOthers(schema, value, at);
                default -> throw new AssertionError("what does " + word + " mean in the schema of " + at + "?");
            }
        });
    }

    private void checkMember(JsonNode schema, String name, JsonNode member, String at) {
        if (schema.path("properties").has(name)) {
            check(schema.path("properties").path(name), member, at + "." + name);
        }
    }

    /** Members that are not named may have a schema, or must not be there. */
    private void checkOthers(JsonNode schema, JsonNode value, String at) {
        JsonNode others = schema.path("additionalProperties");
        value.forEachEntry((name, member) -> {
            if (!schema.path("properties").has(name)) {
                assertThat(others.isObject())
                        .as("%s may have the member %s", at, name)
                        .isTrue();
                check(others, member, at + "." + name);
            }
        });
    }

    private boolean fits(JsonNode schema, JsonNode value, String at) {
        try {
            check(schema, value, at);
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static List<String> types(JsonNode said) {
        return (said.isArray() ? said.valueStream() : Stream.of(said))
                .map(JsonNode::asString)
                .toList();
    }

    private static boolean isOf(String type, JsonNode value) {
        return switch (type) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            case "null" -> value.isNull();
            default -> throw new AssertionError("there is no type " + type);
        };
    }

    private static void checkFormat(String format, JsonNode value, String at) {
        switch (format) {
            case "date-time" -> assertThatNoException().as(at).isThrownBy(() -> Instant.parse(value.asString()));
            case "int64" -> assertThat(value.canConvertToLong()).as(at).isTrue();
            case "int32" -> assertThat(value.canConvertToInt()).as(at).isTrue();
            default -> throw new AssertionError("what is the format " + format + " of " + at + "?");
        }
    }
}
