package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.http.Routes;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Repositories;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the REST API says of repositories: {@code /api/v1/repositories/<name>}. */
public final class RepositoryRoutes {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LONGEST_BODY = 16 << 10;

    private final Gate gate;
    private final Repositories repositories;

    public RepositoryRoutes(Gate gate, Repositories repositories) {
        this.gate = gate;
        this.repositories = repositories;
    }

    /** Adds the endpoints to these routes. */
    public Routes addTo(Routes routes) {
        return routes.add("GET", "/api/v1/repositories/{name…}", "show-repository", this::show)
                .add("PATCH", "/api/v1/repositories/{name…}", "change-repository", this::change);
    }

    private void show(Exchange exchange, Map<String, String> path) {
        Caller caller = gate.requireAccount(exchange);
        RepositoryName name = RepositoryName.parse(path.getOrDefault("name", ""));
        boolean isPublic = repositories
                .isPublic(name)
                .filter(it -> caller.sees().includes(name, it))
                .orElseThrow(RepositoryRoutes::unknown);
        answer(exchange, name, isPublic);
    }

    private void change(Exchange exchange, Map<String, String> path) throws IOException {
        Caller caller = gate.requireAccount(exchange);
        RepositoryName name = RepositoryName.parse(path.getOrDefault("name", ""));
        if (!caller.manages(name)) {
            exchange.refuse(caller.name() + " does not manage " + name);
            throw unknown();
        }
        boolean isPublic = visibility(exchange.body(LONGEST_BODY, WireError.BODY_TOO_LARGE));
        try {
            repositories.setPublic(name, isPublic);
        } catch (RegistryFailure e) {
            throw unknown();
        }
        answer(exchange, name, isPublic);
    }

    /** The same for a repository that does not exist as for one that the caller may not know of. */
    private static Problem unknown() {
        return new Problem(404, "unknown repository", "there is no such repository, or it is not yours");
    }

    /** Whether this body makes a repository public; one that says both says nothing. */
    static boolean visibility(byte[] body) {
        JsonNode json;
        try {
            json = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new Problem(400, "invalid JSON", "the body must be a JSON object: {\"visibility\": \"public\"}");
        }
        JsonNode value = json.path("visibility");
        return switch (value.isString() ? value.stringValue() : "") {
            case "public" -> true;
            case "private" -> false;
            default -> throw new Problem(400, "invalid field", "visibility must be \"public\" or \"private\"");
        };
    }

    private static void answer(Exchange exchange, RepositoryName name, boolean isPublic) {
        exchange.answer(
                200,
                "application/json",
                JSON.writeValueAsBytes(Map.of("name", name.value(), "visibility", isPublic ? "public" : "private")));
    }
}
