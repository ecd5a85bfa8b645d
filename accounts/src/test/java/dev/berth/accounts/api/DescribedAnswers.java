package dev.berth.accounts.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds answers of the REST API against the document that describes it: their statuses, content types and JSON. The clients of
 * tests ask it about every answer that they get.
 */
public final class DescribedAnswers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String API = "/api/v1/";

    private final JsonNode document;
    private final DescribedValues values;

    /** What requests look like that an operation is for, by method and path. */
    private final Map<String, Pattern> operations = new TreeMap<>();

    private DescribedAnswers(JsonNode document) {
        this.document = document;
        this.values = new DescribedValues(document);
        document.path("paths")
                .forEachEntry((path, item) -> item.propertyNames().forEach(method -> {
                    String operation = method.toUpperCase(Locale.ROOT) + " " + path;
                    operations.put(operation, Pattern.compile(pattern(operation)));
                }));
    }

    /** By this document, as {@link Api#document} or {@code /api/openapi.json} gives it. */
    public static DescribedAnswers of(Object document) {
        return new DescribedAnswers(JSON.valueToTree(document));
    }

    /** The names of repositories have slashes. */
    private static String pattern(String operation) {
        return operation.replace(".", "\\.").replace("{name}", "(?:(?!/-/).)+").replaceAll("\\{[^}]+}", "[^/]+");
    }

    /** Every operation: its method and its path, as {@code GET /api/v1/orgs/{org}}. */
    public Set<String> operations() {
        return Collections.unmodifiableSet(operations.keySet());
    }

    /** The operation that a request is for, the most literal of those that it fits. */
    public Optional<String> operation(String method, String target) {
        String request = method + " " + target.replaceFirst("\\?.*", "");
        return operations.entrySet().stream()
                .filter(operation -> operation.getValue().matcher(request).matches())
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(
                        operation -> operation.replaceAll("\\{[^}]*}", "").length()));
    }

    /**
     * Passes an answer that is as the document says.
     *
     * @param contentType empty where there is no such header
     */
    public void check(String method, String target, int status, String contentType, String body) {
        Optional<String> operation = operation(method, target);
        if (operation.isEmpty()) {
            assertThat(target.startsWith(API) && !method.equals("HEAD") && status < 400)
                    .as("%s %s is not described, and was answered with %d", method, target, status)
                    .isFalse();
            return;
        }
        String what = method + " " + target + ", answered with " + status + " " + body;
        JsonNode responses = of(operation.get()).path("responses");
        JsonNode response = responses.path(String.valueOf(status));
        if (response.isMissingNode()) {
            assertThat(status).as("the status of %s", what).isGreaterThanOrEqualTo(400);
            response = responses.path("default");
        }
        response = values.resolve(response);
        JsonNode content = response.path("content");
        assertThat(body.isEmpty()).as("whether there is a body in %s", what).isEqualTo(content.isEmpty());
        if (!content.isEmpty()) {
            assertThat(content.propertyNames())
                    .as("the content type of %s, which may have parameters besides", what)
                    .anyMatch(type -> contentType.equals(type) || contentType.startsWith(type + ";"));
            if (contentType.endsWith("/json") || contentType.endsWith("+json")) {
                values.check(content.path(contentType).path("schema"), JSON.readTree(body), what + ": the body");
            }
        }
    }

    private JsonNode of(String operation) {
        String[] parts = operation.split(" ", 2);
        return document.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }
}
