package dev.berth.server.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everybody who can have to do with the organisation {@code acme} and its repositories {@code acme/app}, which is private, and
 * {@code acme/open}, which is public; and what they come with.
 */
final class Cast {
    static final String PASSWORD = "correct horse";

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String EMPTY = "{\"schemaVersion\":2,\"mediaType\":\"" + INDEX + "\",\"manifests\":[]}";

    private final Wire wire;

    /** The header {@code Authorization} of each, by its name in the table; strangers have none. */
    private final Map<String, String> credentials = new HashMap<>();

    Cast(Wire wire) {
        this.wire = wire;
        credentials.put("admin", basic("admin", PASSWORD));
        for (String name :
                List.of("stan", "mona", "rita", "will", "adam", "mike", "otto", "clara", "carlo", "conny", "guest")) {
            as("admin", "POST", "/api/v1/users")
                    .sending(json("{'username':'" + name + "','email':'" + name + "@example.org','password':'"
                            + PASSWORD + "'}"))
                    .answers(201);
            credentials.put(name, basic(name, PASSWORD));
        }
        organisation();
        teams();
        for (String role : List.of("clara:read", "carlo:write", "conny:admin")) {
            String[] parts = role.split(":");
            as("otto", "PUT", "/api/v1/repositories/acme/app/-/collaborators/" + parts[0])
                    .sending(json("{'role':'" + parts[1] + "'}"))
                    .answers(204);
        }
        tokens();
        robots();
    }

    private void organisation() {
        as("otto", "POST", "/api/v1/orgs").sending(json("{'name':'acme'}")).answers(201);
        for (String name : List.of("mona", "rita", "will", "adam", "mike")) {
            as("admin", "PUT", "/api/v1/orgs/acme/members/" + name)
                    .sending(json("{'role':'member'}"))
                    .answers(204);
        }
        for (String repository : List.of("acme/app", "acme/open")) {
            as("otto", "PUT", "/v2/" + repository + "/manifests/latest")
                    .with("Content-Type", INDEX)
                    .sending(EMPTY)
                    .answers(201);
        }
        as("otto", "PATCH", "/api/v1/repositories/acme/open")
                .sending(json("{'visibility':'public','confirm':'acme/open'}"))
                .answers(200);
    }

    private void teams() {
        for (String team : List.of("rita:read:app", "will:write:app", "adam:admin:app", "mike:write:*")) {
            String[] parts = team.split(":");
            String path = "/api/v1/orgs/acme/teams";
            as("otto", "POST", path)
                    .sending(json("{'name':'of-" + parts[0] + "'}"))
                    .answers(201);
            as("otto", "PUT", path + "/of-" + parts[0] + "/members/" + parts[0]).answers(204);
            as("otto", "PUT", path + "/of-" + parts[0] + "/repositories/acme/" + parts[2])
                    .sending(json("{'role':'" + parts[1] + "'}"))
                    .answers(204);
        }
    }

    private void tokens() {
        for (String scope : List.of("read", "write", "delete")) {
            token("otto:" + scope, "{'label':'t','scopes':['" + scope + "']}");
        }
        token("otto:other", "{'label':'t','scopes':['read','write','delete'],'repositories':[{'name':'acme/open'}]}");
        token("otto:app", "{'label':'t','repositories':[{'name':'acme/app','scopes':['read']}]}");
    }

    private void token(String who, String body) {
        Answer made = as("otto", "POST", "/api/v1/tokens").sending(json(body)).answers(201);
        credentials.put(who, basic("otto", made.json().path("token").asString()));
    }

    private void robots() {
        robot("puller", "{'name':'acme/app','scopes':['read']}");
        robot("pusher", "{'name':'acme/app','scopes':['write']}");
        robot("maker", "{'name':'acme/*','scopes':['write','delete']}");
    }

    private void robot(String label, String grant) {
        Answer made = as("otto", "POST", "/api/v1/orgs/acme/robots")
                .sending(json("{'label':'" + label + "','repositories':[" + grant + "]}"))
                .answers(201);
        credentials.put(
                "robot:" + label,
                basic("acme+" + label, made.json().path("token").asString()));
    }

    /** A request with what this one comes with. */
    Ask as(String who, String method, String target) {
        Ask ask = wire.ask(method, target);
        String header = credentials.get(who);
        return header == null ? ask : ask.with("Authorization", header);
    }

    /** A request with a token of the token server for these scopes. */
    Ask asTokenOf(String who, List<String> scopes, String method, String target) {
        String query = scopes.stream().map(scope -> "&scope=" + scope).collect(Collectors.joining());
        String token = as(who, "GET", "/token?service=berth" + query)
                .answers(200)
                .json()
                .path("token")
                .asString();
        return wire.ask(method, target).with("Authorization", "Bearer " + token);
    }

    static String basic(String name, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
