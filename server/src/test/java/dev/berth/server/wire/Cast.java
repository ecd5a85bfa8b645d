package dev.berth.server.wire;

import dev.berth.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Everybody who can have to do with the organisation {@code acme} and its repositories: {@code acme/app}, which is private,
 * {@code acme/open}, which is public, and {@code acme/old}, which is private and archived; and what they come with.
 */
final class Cast {
    static final String PASSWORD = "correct horse";
    static final List<String> REPOSITORIES = List.of("acme/app", "acme/open", "acme/old");

    /** What all three repositories hold: an index without anything, tagged {@code latest}, and a blob. */
    static final Document INDEX = Document.index();

    static final byte[] BLOB = "a blob".getBytes(StandardCharsets.UTF_8);

    private static final String BROWSER = "/browser";

    private final Wire wire;

    /** What each adds to a request, by its name in the table; who is not here adds nothing. */
    private final Map<String, UnaryOperator<Ask>> ways = new HashMap<>();

    Cast(Wire wire) {
        this.wire = wire;
        ways.put("admin", basic("admin", PASSWORD));
        for (String name : List.of(
                "stan", "mona", "rita", "will", "adam", "mike", "otto", "clara", "carlo", "conny", "guest", "dora")) {
            account(name);
        }
        organisation();
        teams();
        for (String role : List.of("clara:read", "carlo:write", "conny:admin")) {
            String[] parts = role.split(":");
            as("otto", "PUT", "/api/v1/repositories/acme/app/-/collaborators/" + parts[0])
                    .sending(json("{'role':'" + parts[1] + "'}"))
                    .answers(204);
        }
        as("otto", "PATCH", "/api/v1/repositories/acme/old")
                .sending(json("{'archived':true}"))
                .answers(200);
        tokens();
        robots();
        // Everybody of the table but those in a browser, who sign in for each request.
        ways.put(
                "otto/bearer",
                bearer(
                        "otto",
                        REPOSITORIES.stream()
                                .map(it -> "repository:" + it + ":pull,push,delete")
                                .toList()));
        as("admin", "PATCH", "/api/v1/admin/users/dora")
                .sending(json("{'enabled':false}"))
                .answers(200);
    }

    private void account(String name) {
        as("admin", "POST", "/api/v1/users")
                .sending(json(
                        "{'username':'" + name + "','email':'" + name + "@example.org','password':'" + PASSWORD + "'}"))
                .answers(201);
        ways.put(name, basic(name, PASSWORD));
    }

    private void organisation() {
        as("otto", "POST", "/api/v1/orgs").sending(json("{'name':'acme'}")).answers(201);
        as("stan", "POST", "/api/v1/orgs").sending(json("{'name':'stans'}")).answers(201);
        for (String name : List.of("mona", "rita", "will", "adam", "mike", "dora")) {
            as("admin", "PUT", "/api/v1/orgs/acme/members/" + name)
                    .sending(json("{'role':'member'}"))
                    .answers(204);
        }
        for (String repository : REPOSITORIES) {
            as("otto", "PUT", "/v2/" + repository + "/manifests/latest")
                    .with("Content-Type", INDEX.type())
                    .sending(INDEX.bytes())
                    .answers(201);
            as("otto", "POST", "/v2/" + repository + "/blobs/uploads/?digest=" + Digest.of(BLOB))
                    .sending(BLOB)
                    .answers(201);
        }
        as("otto", "PATCH", "/api/v1/repositories/acme/open")
                .sending(json("{'visibility':'public','confirm':'acme/open'}"))
                .answers(200);
    }

    private void teams() {
        for (String team :
                List.of("rita:read:app", "will:write:app", "adam:admin:app", "mike:write:*", "dora:admin:*")) {
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
        ways.put(who, basic("otto", made.json().path("token").asString()));
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
        ways.put(
                "robot:" + label,
                basic("acme+" + label, made.json().path("token").asString()));
    }

    /** Adds somebody who comes with this token, whoever made it. */
    void bears(String who, String token) {
        ways.put(who, ask -> ask.with("Authorization", "Bearer " + token));
    }

    /** A request with what this one comes with. */
    Ask as(String who, String method, String target) {
        if (who.endsWith(BROWSER)) {
            return browser(who.substring(0, who.length() - BROWSER.length())).with(wire.ask(method, target));
        }
        return ways.getOrDefault(who, ask -> ask).apply(wire.ask(method, target));
    }

    /** What a browser got to know when somebody signed in: a cookie, and the token that its pages send with changes. */
    record Browser(String cookie, String csrfToken) {
        Ask with(Ask ask) {
            return withCookieAlone(ask).with("X-CSRF-Token", csrfToken);
        }

        /** As a page of another site makes a browser send it. */
        Ask withCookieAlone(Ask ask) {
            return ask.with("Cookie", cookie);
        }
    }

    /** A browser in which this one has just signed in. */
    Browser browser(String name) {
        Answer in = wire.post("/api/v1/session")
                .sending(json("{'name':'" + name + "','password':'" + PASSWORD + "'}"))
                .answers(200);
        return new Browser(
                in.header("Set-Cookie").split(";", 2)[0],
                in.json().path("csrf_token").asString());
    }

    /** A token of the token server for these scopes. */
    String tokenOf(String who, List<String> scopes) {
        String query = scopes.stream().map(scope -> "&scope=" + scope).collect(Collectors.joining());
        return as(who, "GET", "/token?service=berth" + query)
                .answers(200)
                .json()
                .path("token")
                .asString();
    }

    /** A request with a token of the token server for these scopes. */
    Ask asTokenOf(String who, List<String> scopes, String method, String target) {
        return bearer(who, scopes).apply(wire.ask(method, target));
    }

    private UnaryOperator<Ask> bearer(String who, List<String> scopes) {
        String token = tokenOf(who, scopes);
        return ask -> ask.with("Authorization", "Bearer " + token);
    }

    static UnaryOperator<Ask> basic(String name, String secret) {
        String header =
                "Basic " + Base64.getEncoder().encodeToString((name + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return ask -> ask.with("Authorization", header);
    }

    static String json(String text) {
        return text.replace('\'', '"');
    }
}
