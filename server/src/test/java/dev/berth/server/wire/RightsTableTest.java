package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what, as a table: every role and every kind of credentials, and what each operation answers them. */
class RightsTableTest {
    private static final String NO_SUCH = "sha256:" + "0".repeat(64);

    /**
     * 401 and 403 say that it is not theirs to do; 404 that they are not to know of it, but to {@code delete}, where it says that
     * they may, and that there is no such manifest. rita, will, adam and mike are in a team: to read, write and administer
     * {@code acme/app}, and to write {@code acme/*}. mona is in the organisation, in no team. clara, carlo and conny collaborate.
     */
    private static final String TABLE = """
            who            | pull push delete create public | see perms give rename | org members team robots audit
            nobody         | 401  401  401    401    200    | 404 401   401  404    | 401 401     401  401    401
            stan           | 403  403  403    403    200    | 404 404   404  404    | 404 404     404  404    404
            mona           | 403  403  403    403    200    | 404 404   404  404    | 200 200     403  403    403
            rita           | 200  403  403    403    200    | 200 403   403  403    | 200 200     403  403    403
            will           | 200  202  404    403    200    | 200 403   403  403    | 200 200     403  403    403
            adam           | 200  202  404    403    200    | 200 200   204  400    | 200 200     403  403    403
            mike           | 200  202  404    202    200    | 200 403   403  403    | 200 200     403  403    403
            otto           | 200  202  404    202    200    | 200 200   204  400    | 200 200     204  200    200
            clara          | 200  403  403    403    200    | 200 403   403  403    | 404 404     404  404    404
            carlo          | 200  202  404    403    200    | 200 403   403  403    | 404 404     404  404    404
            conny          | 200  202  404    403    200    | 200 200   204  400    | 404 404     404  404    404
            admin          | 200  202  404    202    200    | 200 200   204  400    | 200 200     204  200    200
            otto:read      | 200  403  403    403    200    | 200 403   403  403    | 200 200     403  403    403
            otto:write     | 200  202  403    202    200    | 200 200   403  400    | 200 200     403  403    403
            otto:delete    | 403  403  404    403    200    | 404 404   403  404    | 200 200     403  403    403
            otto:other     | 403  403  403    403    200    | 404 404   403  404    | 200 200     403  403    403
            otto:app       | 200  403  403    403    200    | 200 403   403  403    | 200 200     403  403    403
            robot:puller   | 200  403  403    403    200    | 200 403   403  403    | 403 403     403  403    403
            robot:pusher   | 200  202  403    403    200    | 200 403   403  403    | 403 403     403  403    403
            robot:maker    | 200  202  404    202    200    | 200 403   403  403    | 403 403     403  403    403
            """;

    /** What is sent for each column. */
    private record Sent(String method, String target, String body, String scope) {}

    private static final Map<String, Sent> OPERATIONS = Map.ofEntries(
            registry("pull", "GET", "acme/app/manifests/latest", "acme/app:pull"),
            registry("push", "POST", "acme/app/blobs/uploads/", "acme/app:pull,push"),
            registry("delete", "DELETE", "acme/app/manifests/" + NO_SUCH, "acme/app:delete"),
            registry("create", "POST", "acme/new/blobs/uploads/", "acme/new:pull,push"),
            registry("public", "GET", "acme/open/manifests/latest", "acme/open:pull"),
            api("see", "GET", "repositories/acme/app", ""),
            api("perms", "GET", "repositories/acme/app/-/permissions", ""),
            api("give", "PUT", "repositories/acme/app/-/collaborators/guest", "{\"role\":\"read\"}"),
            // To its own name: 400 says that it would be theirs to do.
            api("rename", "POST", "repositories/acme/app/-/rename", "{\"name\":\"acme/app\"}"),
            api("org", "GET", "orgs/acme", ""),
            api("members", "GET", "orgs/acme/members", ""),
            api("team", "PUT", "orgs/acme/teams/of-rita/members/rita", ""),
            api("robots", "GET", "orgs/acme/robots", ""),
            api("audit", "GET", "orgs/acme/audit", ""));

    private static RunningBerth berth;
    private static Cast cast;

    private static Map.Entry<String, Sent> registry(String column, String method, String target, String scope) {
        return Map.entry(column, new Sent(method, "/v2/" + target, "", "repository:" + scope));
    }

    private static Map.Entry<String, Sent> api(String column, String method, String target, String body) {
        return Map.entry(column, new Sent(method, "/api/v1/" + target, body, ""));
    }

    @BeforeAll
    static void start() {
        berth = RunningBerth.guarded(Cast.PASSWORD);
        cast = new Cast(berth.wire());
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    /** One cell of the table. */
    private record Cell(String who, String operation, int status) {
        Sent sent() {
            Sent sent = OPERATIONS.get(operation);
            assertThat(sent).as(operation).isNotNull();
            return sent;
        }
    }

    private static List<Cell> cells() {
        List<String> lines = TABLE.lines().toList();
        List<String> columns = words(lines.getFirst());
        List<Cell> cells = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> row = words(line);
            assertThat(row).as(line).hasSameSizeAs(columns);
            for (int i = 1; i < columns.size(); i++) {
                cells.add(new Cell(row.getFirst(), columns.get(i), Integer.parseInt(row.get(i))));
            }
        }
        return cells;
    }

    private static List<String> words(String line) {
        return List.of(line.replace('|', ' ').strip().split(" +"));
    }

    @TestFactory
    Stream<DynamicTest> everyRole_doesEveryOperation() {
        return cells().stream()
                .map(cell -> DynamicTest.dynamicTest(cell.who() + " " + cell.operation() + " " + cell.status(), () -> {
                    Sent sent = cell.sent();
                    Ask ask = cast.as(cell.who(), sent.method(), sent.target());
                    (sent.body().isEmpty() ? ask : ask.sending(sent.body())).answers(cell.status());
                }));
    }

    /** A token of the token server carries as much, and where it does not, another one is asked for. */
    @TestFactory
    Stream<DynamicTest> everyRole_pullsAndPushesWithAToken() {
        return cells().stream()
                .filter(cell -> !cell.sent().scope().isEmpty())
                .map(cell -> DynamicTest.dynamicTest(
                        "token of " + cell.who() + " " + cell.operation() + " " + cell.status(), () -> {
                            Sent sent = cell.sent();
                            cast.asTokenOf(cell.who(), List.of(sent.scope()), sent.method(), sent.target())
                                    .answers(cell.status() == 403 ? 401 : cell.status());
                        }));
    }

    @Test
    void catalogue_showsWhatEachMayPull() {
        Map.of(
                        "stan", List.of("acme/open"),
                        "rita", List.of("acme/app", "acme/open"),
                        "mike", List.of("acme/app", "acme/open"),
                        "otto", List.of("acme/app", "acme/open"),
                        "clara", List.of("acme/app", "acme/open"),
                        "otto:other", List.of("acme/open"),
                        "otto:app", List.of("acme/app", "acme/open"),
                        "robot:puller", List.of("acme/app", "acme/open"))
                .forEach((who, seen) -> {
                    assertThat(cast.as(who, "GET", "/v2/_catalog").answers(200).list("repositories"))
                            .as(who)
                            .isEqualTo(seen);
                    assertThat(cast.asTokenOf(who, List.of("registry:catalog:*"), "GET", "/v2/_catalog")
                                    .answers(200)
                                    .list("repositories"))
                            .as("token of " + who)
                            .isEqualTo(seen);
                });
    }

    @Test
    void token_ofAnotherAudience_isRefused() {
        cast.as("otto", "GET", "/token?service=other&scope=repository:acme/app:pull")
                .answers(400);
        berth.wire()
                .get("/v2/acme/app/manifests/latest")
                .with("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJiZXJ0aCIsInN1YiI6ImFkbWluIn0.")
                .answers(401);
    }

    @Test
    void ids_ofOthers_areNotReached() {
        String token =
                idOf(cast.as("otto", "GET", "/api/v1/tokens").answers(200).text());
        String robot = idOf(
                cast.as("otto", "GET", "/api/v1/orgs/acme/robots").answers(200).text());
        cast.as("stan", "POST", "/api/v1/orgs")
                .sending(Cast.json("{'name':'stans'}"))
                .answers(201);

        for (String who : List.of("stan", "admin")) {
            for (String method : List.of("GET", "DELETE")) {
                cast.as(who, method, "/api/v1/tokens/" + token).answers(404);
                cast.as(who, method, "/api/v1/orgs/stans/robots/" + robot).answers(404);
            }
            cast.as(who, "PATCH", "/api/v1/tokens/" + token)
                    .sending("{\"enabled\":false}")
                    .answers(404);
            cast.as(who, "PATCH", "/api/v1/orgs/stans/robots/" + robot)
                    .sending("{\"enabled\":false}")
                    .answers(404);
        }
        cast.as("stan", "DELETE", "/api/v1/orgs/acme/robots/" + robot).answers(404);
        cast.as("mona", "DELETE", "/api/v1/orgs/acme/robots/" + robot).answers(403);
    }

    @Test
    void explanation_saysWhy() {
        Answer why = cast.as("otto", "GET", "/api/v1/repositories/acme/app/-/permissions/will")
                .answers(200);

        assertThat(why.json().path("role").asString()).isEqualTo("write");
        assertThat(why.json().path("reasons").path(0).path("team").asString()).isEqualTo("of-will");
        cast.as("will", "GET", "/api/v1/repositories/acme/app/-/permissions/will")
                .answers(200);
        cast.as("will", "GET", "/api/v1/repositories/acme/app/-/permissions/rita")
                .answers(403);
        cast.as("stan", "GET", "/api/v1/repositories/acme/app/-/permissions/stan")
                .answers(404);
    }

    /** The first id in this JSON. */
    private static String idOf(String json) {
        int at = json.indexOf("\"id\":\"") + 6;
        return json.substring(at, json.indexOf('"', at));
    }
}
