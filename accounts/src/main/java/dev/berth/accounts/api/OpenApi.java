package dev.berth.accounts.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes endpoints for people and programs (OpenAPI 3.1). */
final class OpenApi {
    private static final Pattern BRACES = Pattern.compile("\\{([^}…]+)(…?)}");
    private static final String JSON = "application/json";

    private OpenApi() {}

    /** The document about these endpoints. */
    static Map<String, Object> document(List<Endpoint<?>> endpoints) {
        Schemas schemas = new Schemas();
        Map<String, Map<String, Object>> paths = new TreeMap<>();
        for (Endpoint<?> endpoint : endpoints) {
            paths.computeIfAbsent(endpoint.path().replace("…}", "}"), path -> new LinkedHashMap<>())
                    .put(endpoint.method().toLowerCase(Locale.ROOT), operation(endpoint, schemas));
        }
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", schemas.components());
        components.put(
                "responses",
                Map.of(
                        "Problem", problem("Why it could not be done, and what to do about it (RFC 9457)"),
                        "Moved", problem("The repository has another name now, and the header Location leads to it")));
        components.put(
                "securitySchemes",
                Map.of(
                        "basic", Map.of("type", "http", "scheme", "basic"),
                        "session", Map.of("type", "apiKey", "in", "cookie", "name", "berth_session")));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        "Berth",
                        "version",
                        "1",
                        "description",
                        "The REST API of Berth. A repository's name in a path keeps its slashes, or has them as `%2F`."));
        document.put("servers", List.of(Map.of("url", "/")));
        document.put("paths", paths);
        document.put("components", components);
        return document;
    }

    private static Map<String, Object> operation(Endpoint<?> endpoint, Schemas schemas) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", endpoint.name());
        operation.put("tags", List.of(endpoint.group()));
        operation.put("summary", endpoint.summary());
        operation.put("security", security(endpoint.access()));
        List<Object> parameters = parameters(endpoint, schemas);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (endpoint.body() != Void.class) {
            operation.put(
                    "requestBody",
                    Map.of("required", true, "content", Map.of(JSON, Map.of("schema", schemas.of(endpoint.body())))));
        }
        operation.put("responses", responses(endpoint, schemas));
        return operation;
    }

    private static List<Object> security(Access access) {
        List<Object> ways = new ArrayList<>();
        if (access == Access.STRANGER) {
            return List.of();
        }
        if (access == Access.ANYBODY) {
            ways.add(Map.of());
        }
        ways.add(Map.of("basic", List.of()));
        ways.add(Map.of("session", List.of()));
        return ways;
    }

    private static List<Object> parameters(Endpoint<?> endpoint, Schemas schemas) {
        List<Object> all = new ArrayList<>();
        Matcher braces = BRACES.matcher(endpoint.path());
        while (braces.find()) {
            Map<String, Object> parameter = new LinkedHashMap<>();
            parameter.put("name", braces.group(1));
            parameter.put("in", "path");
            parameter.put("required", true);
            parameter.put("schema", Map.of("type", "string"));
            if (!braces.group(2).isEmpty()) {
                parameter.put("description", "A repository's name; its slashes may be written as `%2F`");
            }
            all.add(parameter);
        }
        for (Parameter parameter : endpoint.parameters()) {
            Map<String, Object> schema = schemas.of(parameter.type());
            all.add(Map.of(
                    "name",
                    parameter.name(),
                    "in",
                    "query",
                    "required",
                    false,
                    "description",
                    parameter.description(),
                    "schema",
                    parameter.many() ? Map.of("type", "array", "items", schema) : schema));
        }
        return all;
    }

    private static Map<String, Object> responses(Endpoint<?> endpoint, Schemas schemas) {
        Map<String, Object> success = new LinkedHashMap<>();
        success.put(
                "description", endpoint.status() == 204 ? "Done" : endpoint.status() == 201 ? "Made" : "The answer");
        if (!endpoint.contentType().equals(JSON)) {
            success.put("content", Map.of(endpoint.contentType(), Map.of("schema", Map.of("type", "string"))));
        } else if (endpoint.answer() != Void.class) {
            success.put("content", Map.of(JSON, Map.of("schema", schemas.of(endpoint.answer()))));
        }
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put(String.valueOf(endpoint.status()), success);
        if (endpoint.path().contains(Api.NAME)) {
            responses.put("308", Map.of("$ref", "#/components/responses/Moved"));
        }
        responses.put("default", Map.of("$ref", "#/components/responses/Problem"));
        return responses;
    }

    private static Map<String, Object> problem(String description) {
        Map<String, Object> text = Map.of("type", "string");
        return Map.of(
                "description",
                description,
                "content",
                Map.of(
                        "application/problem+json",
                        Map.of(
                                "schema",
                                Map.of(
                                        "type",
                                        "object",
                                        "required",
                                        List.of("title", "status", "detail"),
                                        "properties",
                                        Map.of(
                                                "type", text,
                                                "title", text,
                                                "status", Map.of("type", "integer"),
                                                "detail", text)))));
    }
}
