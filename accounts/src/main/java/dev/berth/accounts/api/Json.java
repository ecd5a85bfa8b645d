package dev.berth.accounts.api;

import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.oci.Quoted;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The JSON of the REST API: records whose components are the fields, in snake case; times as RFC 3339 says; absent Optionals as
 * null. What is sent has to be exact: no field that is unknown, none twice, none of another type, and every one that is not
 * Optional.
 */
public final class Json {
    private static final int LONGEST = 256 << 10;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .build();

    private Json() {}

    /** The JSON of this value. */
    public static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The JSON of this value, as text. */
    public static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The value in JSON that this program wrote itself. */
    public static <T> T read(String json, Class<T> type) {
        return MAPPER.readValue(json, type);
    }

    /**
     * What this request's body says.
     *
     * @throws Problem with status 400, 413 or 415
     */
    static <B> B body(Exchange exchange, Class<B> type) throws IOException {
        String contentType = exchange.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        // A page of another site can make a browser send any body but JSON with the user's credentials.
        if (!contentType.startsWith("application/json")
                && exchange.header("Origin").isPresent()) {
            throw new Problem(415, "Unsupported media type", "send JSON, with the Content-Type application/json");
        }
        return parse(exchange.body(LONGEST, WireError.BODY_TOO_LARGE), type);
    }

    static <B> B parse(byte[] body, Class<B> type) {
        B value;
        try {
            value = MAPPER.readValue(body, type);
        } catch (JacksonException e) {
            throw Call.invalid(explanation(e, type));
        }
        if (value == null) {
            throw Call.invalid("the body has to be a JSON object");
        }
        requireAll(value, "");
        return value;
    }

    private static void requireAll(Object value, String path) {
        RecordComponent[] components = value.getClass().getRecordComponents();
        if (components == null) {
            return;
        }
        for (RecordComponent component : components) {
            String name = path + fieldName(component.getName());
            Object content = content(component, value);
            switch (content) {
                case null -> throw Call.invalid(name + ": it is missing");
                case Iterable<?> items ->
                    items.forEach(item -> {
                        if (item == null) {
                            throw Call.invalid(name + ": null is no item");
                        }
                        requireAll(item, name + ".");
                    });
                default -> requireAll(content, name + ".");
            }
        }
    }

    @SuppressWarnings("NullAway") // What the record holds may be null: that is what is asked here.
    private static Object content(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the record " + value.getClass() + " cannot be read", e);
        }
    }

    /** The field's name of a record's component. */
    static String fieldName(String component) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < component.length(); i++) {
            char letter = component.charAt(i);
            if (Character.isUpperCase(letter)) {
                name.append('_');
            }
            name.append(Character.toLowerCase(letter));
        }
        return name.toString();
    }

    private static String explanation(JacksonException e, Class<?> type) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "there is no field '" + Quoted.of(unknown.getPropertyName()) + "' here, only " + fields(type);
            case InvalidNullException nothing -> where(nothing) + "null is not allowed";
            case MismatchedInputException mismatch -> where(mismatch) + needed(mismatch);
            case DatabindException other -> where(other) + Quoted.of(String.valueOf(other.getOriginalMessage()));
            default -> "the body is not valid JSON: " + Quoted.of(String.valueOf(e.getOriginalMessage()));
        };
    }

    private static String fields(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        return components == null
                ? "none"
                : Arrays.stream(components)
                        .map(component -> fieldName(component.getName()))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String where(DatabindException e) {
        String path = e.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
        return path.isEmpty() ? "" : path + ": ";
    }

    private static String needed(MismatchedInputException e) {
        Class<?> target = e.getTargetType();
        if (target == null) {
            return "the body is not as it should be";
        }
        if (target.isEnum()) {
            return "one of "
                    + Arrays.stream(target.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "))
                    + " is needed";
        }
        if (target == String.class) {
            return "a string is needed";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false is needed";
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return "a number is needed";
        }
        if (Iterable.class.isAssignableFrom(target)) {
            return "a list is needed";
        }
        return target == java.time.Instant.class
                ? "a time such as 2027-01-31T12:00:00Z is needed"
                : "a JSON object is needed";
    }
}
