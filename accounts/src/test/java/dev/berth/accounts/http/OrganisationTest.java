package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Change;
import dev.berth.accounts.TestAccounts;
import dev.berth.oci.RepositoryName;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Organisations, their members, teams and invitations, as exchanges. */
class OrganisationTest {
    private static final String ORGS = "/api/v1/orgs";
    private static final String ACME = ORGS + "/acme";

    private TestAccounts accounts;
    private TestServer server;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.in(folder);
        server = new TestServer(accounts);
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private Client as(String name) {
        return server.client().basic(name, TestAccounts.PASSWORD);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private Client.Answer put(Client client, String path, String body) throws Exception {
        return client.send("PUT", path, body.isEmpty() ? "" : "application/json", json(body));
    }

    private void makeAcme() throws Exception {
        assertThat(as("anna")
                        .post(ORGS, json("{'name':'acme','display_name':'Acme Inc.'}"))
                        .status())
                .isEqualTo(201);
    }

    private void join(String username) throws Exception {
        Client.Answer invited = as("anna").post(ACME + "/invitations", json("{'username':'" + username + "'}"));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);
        assertThat(as(username)
                        .post("/api/v1/invitations/" + invited.field("code") + "/accept", "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void create_makesOwner() throws Exception {
        makeAcme();

        Client.Answer shown = as("anna").get(ACME);
        assertThat(shown.field("display_name")).isEqualTo("Acme Inc.");
        assertThat(shown.field("role")).isEqualTo("owner");
        assertThat(as("anna")
                        .get("/api/v1/user/orgs")
                        .json()
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("acme");
        assertThat(as("bert").get("/api/v1/user/orgs").body()).isEqualTo("[]");
        assertThat(accounts.changes(Change.ORGANISATION_CREATED)).containsExactly("anna acme {}");
    }

    @ParameterizedTest
    @CsvSource({
        "anna, 409",
        "acme, 409",
        "library, 409",
        "users, 409",
        "admin, 409",
        "abc, 400",
        "Acme, 400",
        "acme-inc, 400",
    })
    void create_badName(String name, int status) throws Exception {
        makeAcme();

        assertThat(as("bert").post(ORGS, json("{'name':'" + name + "'}")).status())
                .isEqualTo(status);
    }

    @Test
    void names_areOneSetWithThoseOfAccounts() throws Exception {
        makeAcme();

        assertThat(server.client()
                        .post(
                                "/api/v1/users",
                                json("{'username':'acme','email':'acme@example.org','password':'correct horse'}"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void delete_keepsTheNameForGood() throws Exception {
        makeAcme();
        accounts.setPublic(new RepositoryName("acme/app"), false);
        assertThat(as("anna").delete(ACME).status()).isEqualTo(409);
        accounts.forget(new RepositoryName("acme/app"));

        assertThat(as("anna").delete(ACME).status()).isEqualTo(204);

        assertThat(as("anna").get(ACME).status()).isEqualTo(404);
        assertThat(as("anna").get("/v2/acme/app/push").status()).isEqualTo(403);
        assertThat(as("anna").post(ORGS, json("{'name':'acme'}")).status()).isEqualTo(409);
    }

    @Test
    void strangers_knowNothing() throws Exception {
        makeAcme();

        assertThat(as("bert").get(ACME).status()).isEqualTo(404);
        assertThat(as("bert").get(ACME).field("detail"))
                .isEqualTo(as("bert").get(ORGS + "/none").field("detail").replace("none", "acme"));
        for (String path : new String[] {"/members", "/teams", "/invitations", "/robots"}) {
            assertThat(as("bert").get(ACME + path).status()).as(path).isEqualTo(404);
        }
        assertThat(as("bert").delete(ACME).status()).isEqualTo(404);
        assertThat(server.client().get(ACME).status()).isEqualTo(401);
    }

    @Test
    void members_seeButDoNotChange() throws Exception {
        makeAcme();
        join("bert");

        assertThat(as("bert").get(ACME).field("role")).isEqualTo("member");
        assertThat(as("bert").get(ACME + "/members").json().path("items").size())
                .isEqualTo(2);
        assertThat(as("bert").get(ACME + "/robots").status()).isEqualTo(403);
        assertThat(as("bert").get(ACME + "/invitations").status()).isEqualTo(403);
        assertThat(as("bert").delete(ACME).status()).isEqualTo(403);
        assertThat(as("bert").post(ACME + "/teams", json("{'name':'devs'}")).status())
                .isEqualTo(403);
        assertThat(put(as("bert"), ACME + "/members/bert", "{'role':'owner'}").status())
                .isEqualTo(403);
    }

    @Test
    void lastOwner_stays() throws Exception {
        makeAcme();
        join("bert");

        assertThat(as("anna").delete(ACME + "/members/anna").status()).isEqualTo(409);
        assertThat(put(as("anna"), ACME + "/members/anna", "{'role':'member'}").status())
                .isEqualTo(409);
        assertThat(put(as("anna"), ACME + "/members/bert", "{'role':'owner'}").status())
                .isEqualTo(204);
        assertThat(as("anna").delete(ACME + "/members/anna").status()).isEqualTo(204);
        assertThat(as("anna").get(ACME).status()).isEqualTo(404);
        assertThat(as("bert").delete(ACME + "/members/bert").status()).isEqualTo(409);
    }

    @Test
    void set_whoIsNotInIt() throws Exception {
        makeAcme();

        assertThat(put(as("anna"), ACME + "/members/bert", "{'role':'member'}").status())
                .isEqualTo(404);
        assertThat(put(as("admin"), ACME + "/members/bert", "{'role':'member'}").status())
                .isEqualTo(204);
        assertThat(as("bert").get(ACME).status()).isEqualTo(200);
    }

    @Test
    void remove_takesRightsAndTeams() throws Exception {
        makeAcme();
        join("bert");
        as("anna").post(ACME + "/teams", json("{'name':'devs'}"));
        put(as("anna"), ACME + "/teams/devs/members/bert", "");
        put(as("anna"), ACME + "/teams/devs/repositories/acme/*", "{'role':'write'}");
        assertThat(as("bert").get("/v2/acme/app/push").status()).isEqualTo(200);

        assertThat(as("anna").delete(ACME + "/members/bert").status()).isEqualTo(204);

        assertThat(as("bert").get("/v2/acme/app/push").status()).isEqualTo(403);
        join("bert");
        assertThat(as("bert").get("/v2/acme/app/push").status()).isEqualTo(403);
    }

    @Test
    void teams_giveWhatTheyWereGiven() throws Exception {
        accounts.setPublic(new RepositoryName("acme/app"), false);
        makeAcme();
        join("bert");
        assertThat(as("anna")
                        .post(ACME + "/teams", json("{'name':'devs','description':'Who builds'}"))
                        .status())
                .isEqualTo(201);
        assertThat(put(as("anna"), ACME + "/teams/devs/repositories/acme/app", "{'role':'read'}")
                        .status())
                .isEqualTo(204);
        assertThat(as("bert").get("/v2/acme/app/pull").status()).isEqualTo(403);

        assertThat(put(as("anna"), ACME + "/teams/devs/members/bert", "").status())
                .isEqualTo(204);

        assertThat(as("bert").get("/v2/acme/app/pull").status()).isEqualTo(200);
        assertThat(as("bert").get("/v2/acme/app/push").status()).isEqualTo(403);
        assertThat(as("bert").get("/v2/acme/other/pull").status()).isEqualTo(403);
        assertThat(as("bert").get(ACME + "/teams/devs/repositories").body())
                .isEqualTo(json("{'items':[{'name':'acme/app','role':'read'}],'next':null}"));
        assertThat(as("anna").get(ACME + "/teams/devs").json().path("members").asInt())
                .isEqualTo(1);
        assertThat(as("anna").delete(ACME + "/teams/devs/repositories/acme/app").status())
                .isEqualTo(204);
        assertThat(as("bert").get("/v2/acme/app/pull").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "acme/none, read, 404",
        "anna/private, read, 400",
        "anna/*, admin, 400",
        "acme/app, owner, 400",
        "A, read, 400",
    })
    void setGrant_refused(String target, String role, int status) throws Exception {
        accounts.setPublic(new RepositoryName("acme/app"), false);
        makeAcme();
        as("anna").post(ACME + "/teams", json("{'name':'devs'}"));

        assertThat(put(as("anna"), ACME + "/teams/devs/repositories/" + target, "{'role':'" + role + "'}")
                        .status())
                .isEqualTo(status);
    }

    @Test
    void teams_ofOthersAreNotReached() throws Exception {
        makeAcme();
        as("anna").post(ACME + "/teams", json("{'name':'devs'}"));
        as("bert").post(ORGS, json("{'name':'berts'}"));

        assertThat(as("bert").get(ORGS + "/berts/teams/devs").status()).isEqualTo(404);
        assertThat(as("bert").delete(ACME + "/teams/devs").status()).isEqualTo(404);
        assertThat(put(as("bert"), ACME + "/teams/devs/members/bert", "").status())
                .isEqualTo(404);
        assertThat(put(as("anna"), ACME + "/teams/devs/members/bert", "").status())
                .isEqualTo(404);
    }

    @Test
    void invitation_byName() throws Exception {
        makeAcme();
        as("anna").post(ACME + "/teams", json("{'name':'devs'}"));

        Client.Answer invited = as("anna").post(ACME + "/invitations", json("{'username':'bert','team':'devs'}"));

        assertThat(invited.body()).doesNotContain("hash");
        String id = as("bert")
                .get("/api/v1/user/invitations")
                .json()
                .path(0)
                .path("id")
                .asString();
        assertThat(as("admin").post("/api/v1/invitations/" + id + "/accept", "").status())
                .isEqualTo(404);
        assertThat(as("admin")
                        .post("/api/v1/invitations/" + invited.field("code") + "/accept", "")
                        .status())
                .isEqualTo(404);
        assertThat(as("bert").post("/api/v1/invitations/" + id + "/accept", "").status())
                .isEqualTo(200);
        assertThat(as("bert").get(ACME + "/teams/devs/members").body())
                .isEqualTo(json("{'items':[{'username':'bert'}],'next':null}"));
        assertThat(as("bert").post("/api/v1/invitations/" + id + "/accept", "").status())
                .isEqualTo(404);
        assertThat(as("anna")
                        .post(ACME + "/invitations", json("{'username':'bert'}"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void invitation_byEmail() throws Exception {
        makeAcme();
        Client.Answer invited = as("anna").post(ACME + "/invitations", json("{'email':'carl@example.org'}"));
        String id = invited.json().path("invitation").path("id").asString();

        assertThat(as("bert").post("/api/v1/invitations/" + id + "/accept", "").status())
                .isEqualTo(404);
        assertThat(as("bert")
                        .post("/api/v1/invitations/" + invited.field("code") + "/accept", "")
                        .status())
                .isEqualTo(200);
        assertThat(accounts.changes(Change.MEMBER_JOINED)).hasSize(1);
    }

    @Test
    void invitation_declinedRevokedExpired() throws Exception {
        makeAcme();
        String first = as("anna")
                .post(ACME + "/invitations", json("{'username':'bert'}"))
                .field("code");
        assertThat(as("bert")
                        .post("/api/v1/invitations/" + first + "/decline", "")
                        .status())
                .isEqualTo(204);
        assertThat(as("bert")
                        .post("/api/v1/invitations/" + first + "/accept", "")
                        .status())
                .isEqualTo(404);

        Client.Answer second = as("anna").post(ACME + "/invitations", json("{'username':'bert'}"));
        String id = second.json().path("invitation").path("id").asString();
        assertThat(as("bert").delete(ACME + "/invitations/" + id).status()).isEqualTo(404);
        assertThat(as("anna").delete(ACME + "/invitations/" + id).status()).isEqualTo(204);
        assertThat(as("bert")
                        .post("/api/v1/invitations/" + second.field("code") + "/accept", "")
                        .status())
                .isEqualTo(404);

        String third = as("anna")
                .post(ACME + "/invitations", json("{'username':'bert'}"))
                .field("code");
        accounts.clock().pass(Duration.ofDays(7));
        assertThat(as("bert")
                        .post("/api/v1/invitations/" + third + "/accept", "")
                        .status())
                .isEqualTo(404);
        assertThat(as("bert").get("/api/v1/user/invitations").body()).isEqualTo("[]");
    }

    @Test
    void closedAccount_leavesItsOrganisations() throws Exception {
        makeAcme();
        join("bert");
        String farewell = json("{'password':'" + TestAccounts.PASSWORD + "','username':'anna'}");
        assertThat(as("anna")
                        .send("DELETE", "/api/v1/user", "application/json", farewell)
                        .status())
                .isEqualTo(409);
        put(as("anna"), ACME + "/members/bert", "{'role':'owner'}");

        assertThat(as("anna")
                        .send("DELETE", "/api/v1/user", "application/json", farewell)
                        .status())
                .isEqualTo(204);

        assertThat(as("bert").get(ACME + "/members").json().path("items").size())
                .isEqualTo(1);
        assertThat(accounts.changes(Change.MEMBER_LEFT)).containsExactly("anna acme {member=anna}");
    }
}
