package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.api.DescribedAnswers;
import dev.berth.server.wire.RightsTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what, as a table ({@code rights.txt}): every kind of caller, and what each operation answers it. */
class RightsTableTest {
    private static final RightsTable TABLE = RightsTable.read();

    /** The paths of the registry; the server says which methods each has. */
    private static final List<String> REGISTRY = List.of(
            "tags/list",
            "manifests/latest",
            "blobs/{blob}",
            "blobs/uploads/",
            "blobs/uploads/{uploadapp}",
            "referrers/{digest}");

    /** Those who come with a token already, or get none. */
    private static final List<String> WITHOUT_TOKENS = List.of("otto/bearer", "otto/foreign", "dora");

    private static RunningBerth berth;
    private static Cast cast;
    private static Props props;

    /** Tokens of the token server, by whose they are and for which repository. */
    private final Map<String, String> tokens = new HashMap<>();

    @BeforeAll
    static void start() {
        berth = RunningBerth.guarded(Cast.PASSWORD);
        cast = new Cast(berth.wire());
        props = new Props(cast);
        try (RunningBerth other = RunningBerth.guarded(Cast.PASSWORD)) {
            String foreign = new Cast(other.wire()).tokenOf("otto", List.of("repository:acme/app:pull,push,delete"));
            cast.bears("otto/foreign", foreign);
        }
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCaller_doesEveryOperation() {
        return TABLE.rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    StringBuilder answers = new StringBuilder();
                    List<String> different = new ArrayList<>();
                    for (int i = 0; i < TABLE.columns().size(); i++) {
                        String who = TABLE.columns().get(i);
                        Answer answer = ask(row, cast.as(who, row.method(), props.fill(row.target())));
                        answers.append(row.symbol(answer.status()));
                        if (answer.status() != row.expected(i)) {
                            different.add(who + ": " + row.expected(i) + " was expected, not " + answer);
                        }
                    }
                    assertThat(different).as("%s | %s", row, answers).isEmpty();
                }));
    }

    private static Answer ask(Row row, Ask ask) {
        boolean manifest =
                row.isOfRegistry() && row.method().equals("PUT") && row.target().contains("/manifests/");
        Ask whole = manifest
                ? ask.with("Content-Type", Cast.INDEX.type()).sending(Cast.INDEX.bytes())
                : row.body().isEmpty() ? ask : ask.sending(props.fill(row.body()));
        Answer answer = whole.send();
        if (answer.status() == row.status() && !row.method().equals("GET")) {
            props.forget();
        }
        return answer;
    }

    /**
     * A token of the token server carries as much, and where it does not, another one is asked for; but none helps where the
     * repository is archived.
     */
    @TestFactory
    Stream<DynamicTest> everyCaller_doesEveryOperationOfARepositoryWithAToken() {
        return TABLE.rows().stream()
                .filter(row -> row.target().matches("/v2/acme/(app|open|old)/.*")
                        && !row.target().contains("mount="))
                .map(row -> DynamicTest.dynamicTest("token: " + row, () -> {
                    for (int i = 0; i < TABLE.columns().size(); i++) {
                        String who = TABLE.columns().get(i);
                        if (!WITHOUT_TOKENS.contains(who)) {
                            doesWithAToken(row, who, row.expected(i));
                        }
                    }
                }));
    }

    private void doesWithAToken(Row row, String who, int expected) {
        String scope = scope(row);
        String token = tokens.computeIfAbsent(who + scope, it -> cast.tokenOf(who, List.of(scope)));
        Ask asked = berth.wire().ask(row.method(), props.fill(row.target())).with("Authorization", "Bearer " + token);
        Answer answer = ask(row, asked);
        boolean archived =
                row.target().startsWith("/v2/acme/old/") && answer.text().contains("archived");
        assertThat(answer.status()).as("%s as %s", row, who).isEqualTo(expected == 403 && !archived ? 401 : expected);
    }

    private static String scope(Row row) {
        String[] path = row.target().split("/");
        return "repository:" + path[2] + "/" + path[3] + ":pull,push,delete";
    }

    /** HEAD is GET without the body, for who may and who may not. */
    @TestFactory
    Stream<DynamicTest> everyCaller_isAnsweredHeadAsGet() {
        return TABLE.rows().stream()
                .filter(row -> row.isOfRegistry() && row.method().equals("GET"))
                .map(row -> DynamicTest.dynamicTest("HEAD of " + row, () -> {
                    for (int i = 0; i < TABLE.columns().size(); i++) {
                        cast.as(TABLE.columns().get(i), "HEAD", props.fill(row.target()))
                                .answers(row.expected(i));
                    }
                }));
    }

    @Test
    void everyEndpointOfTheApi_hasARow() {
        DescribedAnswers described = berth.wire().described();
        List<String> covered = TABLE.rows().stream()
                .flatMap(row -> described.operation(row.method(), row.target()).stream())
                .toList();

        assertThat(described.operations()).hasSizeGreaterThan(100);
        assertThat(covered).as("operations with a row in rights.txt").containsAll(described.operations());
    }

    @Test
    void everyOperationOfTheRegistry_hasARow() {
        List<String> rows = TABLE.rows().stream()
                .map(row -> row.method() + " " + kind(row.target().replaceAll("\\?.*", "")))
                .toList();
        List<String> operations = new ArrayList<>();
        for (String path : List.of("/v2/", "/v2/_catalog")) {
            operations.addAll(operations(path));
        }
        for (String repository : Cast.REPOSITORIES) {
            for (String path : REGISTRY) {
                operations.addAll(operations("/v2/" + repository + "/" + path));
            }
        }

        assertThat(rows).containsAll(operations);
    }

    /** The path without the tag, digest or id that it names. */
    private static String kind(String path) {
        return path.replaceAll("(manifests|blobs|uploads|referrers)/[^/]+$", "$1/...");
    }

    /** What the server says that can be done at this path; HEAD goes with GET. */
    private static List<String> operations(String path) {
        String allowed =
                berth.wire().ask("OPTIONS", props.fill(path)).answers(405).header("Allow");
        return Arrays.stream(allowed.split(", "))
                .filter(method -> !method.equals("HEAD"))
                .map(method -> method + " " + kind(path))
                .toList();
    }

    @Test
    void catalogue_showsWhatEachMayPull() {
        List<String> all = List.of("acme/app", "acme/old", "acme/open");
        List<String> app = List.of("acme/app", "acme/open");
        List<String> open = List.of("acme/open");
        Map.ofEntries(
                        Map.entry("stan", open),
                        Map.entry("mona", open),
                        Map.entry("rita", app),
                        Map.entry("mike", all),
                        Map.entry("otto", all),
                        Map.entry("clara", app),
                        Map.entry("otto:read", all),
                        Map.entry("otto:other", open),
                        Map.entry("otto:app", app),
                        Map.entry("robot:puller", app),
                        Map.entry("robot:maker", all))
                .forEach((who, seen) -> {
                    assertThat(seenBy(cast.as(who, "GET", "/v2/_catalog")))
                            .as(who)
                            .isEqualTo(seen);
                    assertThat(seenBy(cast.asTokenOf(who, List.of("registry:catalog:*"), "GET", "/v2/_catalog")))
                            .as("token of " + who)
                            .isEqualTo(seen);
                });
    }

    /** Without the repositories that rows have made. */
    private static List<String> seenBy(Ask ask) {
        return ask.answers(200).list("repositories").stream()
                .filter(Cast.REPOSITORIES::contains)
                .toList();
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
}
