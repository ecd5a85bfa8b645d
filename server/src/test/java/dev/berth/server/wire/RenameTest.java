package dev.berth.server.wire;

import static dev.berth.server.wire.Cast.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository that was renamed is pulled by its former name, by those who may pull it now, and pushed to by none. */
class RenameTest {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private static RunningBerth berth;
    private static Cast cast;

    private final String former = "acme/former-" + NAMES.incrementAndGet();
    private final String now = "acme/now-" + NAMES.get();
    private final byte[] layer = Document.fresh(1000);
    private final Document image = Document.image(Digest.of(layer));

    @BeforeAll
    static void start() {
        berth = RunningBerth.guarded(Cast.PASSWORD);
        cast = new Cast(berth.wire());
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    /** otto pushes an image to the repository, which is private. */
    private void pushed(String repository) {
        cast.as("otto", "POST", "/v2/" + repository + "/blobs/uploads/?digest=" + Digest.of(layer))
                .sending(layer)
                .answers(201);
        push("otto", repository).answers(201);
    }

    private Ask push(String who, String repository) {
        return cast.as(who, "PUT", "/v2/" + repository + "/manifests/latest")
                .with("Content-Type", image.type())
                .sending(image.json());
    }

    private static Ask rename(String who, String from, String to) {
        return cast.as(who, "POST", api(from) + "/-/rename")
                .sending(json("{'name':'" + to + "','confirm':'" + from + "'}"));
    }

    private static String api(String repository) {
        return "/api/v1/repositories/" + repository;
    }

    private static void collaborates(String who, String repository, String role) {
        cast.as("otto", "PUT", api(repository) + "/-/collaborators/" + who)
                .sending(json("{'role':'" + role + "'}"))
                .answers(204);
    }

    private static void show(String repository) {
        cast.as("otto", "PATCH", api(repository))
                .sending(json("{'visibility':'public','confirm':'" + repository + "'}"))
                .answers(200);
    }

    private Ask pull(String who, String repository) {
        return cast.as(who, "GET", "/v2/" + repository + "/manifests/latest");
    }

    private Ask pullWithToken(String who, String repository) {
        return cast.asTokenOf(
                who, List.of("repository:" + repository + ":pull"), "GET", "/v2/" + repository + "/manifests/latest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"otto", "clara", "robot:maker", "admin"})
    void formerName_givesTheSame(String who) {
        pushed(former);
        collaborates("clara", former, "read");
        String path = "/v2/" + former;
        List<Answer> before = pulls(who, path);

        rename("otto", former, now).answers(200);

        List<Answer> after = pulls(who, path);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).body()).isEqualTo(before.get(i).body());
            assertThat(after.get(i).headers().keySet())
                    .isEqualTo(before.get(i).headers().keySet());
        }
        pullWithToken(who, former).answers(200).holds(image.json());
        pullWithToken(who, now).answers(200).holds(image.json());
    }

    private List<Answer> pulls(String who, String path) {
        String digest = Digest.of(image.bytes()).toString();
        return List.of(
                cast.as(who, "GET", path + "/manifests/latest").answers(200),
                cast.as(who, "HEAD", path + "/manifests/" + digest).answers(200),
                cast.as(who, "GET", path + "/blobs/" + Digest.of(layer)).answers(200),
                cast.as(who, "HEAD", path + "/blobs/" + Digest.of(layer)).answers(200),
                cast.as(who, "GET", path + "/tags/list").answers(200),
                cast.as(who, "GET", path + "/referrers/" + digest).answers(200));
    }

    @Test
    void formerName_ofARepeatedPull_isFollowedAtOnce() {
        pushed(former);
        show(former);
        for (int i = 0; i < 3; i++) {
            pull("nobody", former).answers(200);
        }

        rename("otto", former, now).answers(200);

        pull("nobody", former).answers(200).holds(image.json());
        cast.as("otto", "PATCH", api(now))
                .sending(json("{'visibility':'private','confirm':'" + now + "'}"))
                .answers(200);
        pull("nobody", former).answers(401);
    }

    @Test
    void formerName_isJudgedByThePresentOne() {
        pushed(former);
        collaborates("clara", former, "read");
        String token = "repository:" + former + ":pull,push";
        Ask early = cast.asTokenOf("mike", List.of(token), "GET", "/v2/" + former + "/manifests/latest");
        early.answers(200);

        rename("admin", former, "stan/away-" + former.substring(5)).answers(200);

        // mike had it by his team, clara has it still, and it is stan's now.
        early.answers(404);
        pull("mike", former).answers(404);
        pullWithToken("mike", former).answers(401);
        pull("rita", former).answers(403);
        pull("nobody", former).answers(401);
        // Whoever owns the namespace that it left is no more than others.
        pull("otto", former).answers(404);
        pullWithToken("otto", former).answers(401);
        for (String who : List.of("clara", "stan", "admin")) {
            pull(who, former).answers(200).holds(image.json());
            pullWithToken(who, former).answers(200).holds(image.json());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "otto,  403, true",
        "mike,  403, true",
        "carlo, 403, true",
        "clara, 403, true",
        "stan,  403, false",
        "nobody, 401, false",
    })
    void push_toAFormerName_isRefused_andTellsThoseWhoMayKnow(String who, int status, boolean told) {
        pushed(former);
        collaborates("carlo", former, "write");
        collaborates("clara", former, "read");
        rename("otto", former, now).answers(200);

        for (Ask ask : List.of(
                push(who, former),
                cast.as(who, "POST", "/v2/" + former + "/blobs/uploads/").with("Content-Length", "0"),
                cast.as(who, "DELETE", "/v2/" + former + "/manifests/latest"),
                cast.as(who, "DELETE", "/v2/" + former + "/blobs/" + Digest.of(layer)))) {
            Answer answer = ask.answers(status);
            assertThat(answer.errorMessage().contains(now)).as("%s", answer).isEqualTo(told);
        }
        assertThat(cast.as("admin", "GET", "/v2/_catalog?n=1000").answers(200).list("repositories"))
                .contains(now)
                .doesNotContain(former);
        pull("otto", now).answers(200);
    }

    @Test
    void push_ofTheFormerOwner_whoMayNotKnowWhereItIs_isNotTold() {
        pushed(former);
        String away = "stan/away-" + former.substring(5);
        rename("admin", former, away).answers(200);

        Answer answer = push("otto", former).fails(403, "DENIED");

        assertThat(answer.text()).doesNotContain("stan");
        assertThat(answer.errorMessage()).contains("another name");
    }

    @Test
    void upload_thatHasBegun_goesOnByTheFormerName() {
        pushed(former);
        collaborates("carlo", former, "write");
        byte[] blob = Document.fresh(300);
        String session = cast.as("carlo", "POST", "/v2/" + former + "/blobs/uploads/")
                .with("Content-Length", "0")
                .answers(202)
                .header("Location");

        rename("otto", former, now).answers(200);

        String next =
                cast.as("carlo", "PATCH", session).sending(blob).answers(202).header("Location");
        cast.as("stan", "GET", next).answers(403);
        cast.as("carlo", "GET", next).answers(204).has("Range", "0-299");
        cast.asTokenOf(
                        "carlo",
                        List.of("repository:" + former + ":pull,push"),
                        "PUT",
                        Wire.ending(next, Digest.of(blob)))
                .answers(201);
        cast.as("carlo", "GET", "/v2/" + now + "/blobs/" + Digest.of(blob))
                .answers(200)
                .holds(blob);
    }

    @ParameterizedTest
    @CsvSource({
        "adam,  acme/else, 200",
        "adam,  adam/app,  200",
        "adam,  stan/app,  403",
        "adam,  library/a, 403",
        "conny, acme/else, 200",
        "conny, conny/app, 200",
        "conny, stan/app,  403",
        "mike,  acme/else, 403",
        "otto,  otto/app,  200",
        "otto,  stan/app,  403",
        "admin, stan/app,  200",
        "stan,  stan/app,  404",
    })
    void rename_isForThoseWhoManageIt_andMayMakeOneThere(String who, String to, int status) {
        String from = "acme/role-" + NAMES.incrementAndGet();
        pushed(from);
        cast.as("otto", "PUT", "/api/v1/orgs/acme/teams/of-adam/repositories/" + from)
                .sending(json("{'role':'admin'}"))
                .answers(204);
        collaborates("conny", from, "admin");

        rename(who, from, to + NAMES.get()).answers(status);

        pull("admin", from).answers(200);
    }

    @Test
    void rename_thatCannotBe_saysWhy() {
        pushed(former);
        pushed(now);
        cast.as("otto", "POST", api(former) + "/-/rename")
                .sending(json("{'name':'acme/x','confirm':'acme/x'}"))
                .answers(400);
        rename("otto", former, former).answers(400);
        rename("otto", former, "acme/UPPER").answers(400);
        rename("otto", former, now).answers(409);
        cast.as("otto", "PATCH", api(former)).sending(json("{'archived':true}")).answers(200);
        rename("otto", former, "acme/x").answers(409);
    }

    @Test
    void formerName_inTheApi_leadsOn() {
        pushed(former);
        rename("otto", former, now).answers(200);

        cast.as("otto", "GET", api(former)).answers(308).has("Location", api(now));
        cast.as("otto", "GET", api(former) + "/-/tags?n=2&q=a%20b")
                .answers(308)
                .has("Location", api(now) + "/-/tags?n=2&q=a%20b");
        cast.as("otto", "GET", api(former) + "/-/permissions")
                .answers(308)
                .has("Location", api(now) + "/-/permissions");
        cast.as("otto", "GET", api(former) + "/-/activity").answers(308);
        cast.as("otto", "DELETE", api(former) + "?confirm=" + former).answers(308);
        cast.as("stan", "GET", api(former)).answers(404).lacks("Location");
        cast.as("nobody", "GET", api(former)).answers(404).lacks("Location");
        cast.as("otto", "GET", api(now) + "/-/tags/none").answers(404).lacks("Location");
    }

    @Test
    void formerName_isTakenByThoseWhoOwnTheNamespaceAlone() {
        pushed(former);
        rename("otto", former, now).answers(200);
        Ask byTeam = cast.as("mike", "POST", "/api/v1/repositories").sending(json("{'name':'" + former + "'}"));
        Ask byOwner = cast.as("otto", "POST", "/api/v1/repositories").sending(json("{'name':'" + former + "'}"));

        byTeam.answers(409);
        pull("otto", former).answers(200);
        byOwner.answers(201);

        pull("otto", former).fails(404, "MANIFEST_UNKNOWN");
        pull("otto", now).answers(200);
        push("mike", former).answers(201);
        cast.as("otto", "GET", api(former)).answers(200);
    }
}
