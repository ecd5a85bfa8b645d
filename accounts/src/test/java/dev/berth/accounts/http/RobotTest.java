package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Change;
import dev.berth.accounts.TestAccounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Robots of organisations, and personal tokens for some repositories, as exchanges. */
class RobotTest {
    private static final String ROBOTS = "/api/v1/orgs/acme/robots";
    private static final String TOKENS = "/api/v1/tokens";

    private TestAccounts accounts;
    private TestServer server;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.in(folder);
        server = new TestServer(accounts);
        anna("POST", "/api/v1/orgs", "{'name':'acme'}");
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private Client.Answer anna(String method, String path, String body) throws Exception {
        return server.client()
                .basic("anna", TestAccounts.PASSWORD)
                .send(method, path, body.isEmpty() ? "" : "application/json", body.replace('\'', '"'));
    }

    private Client.Answer makeRobot() throws Exception {
        Client.Answer made =
                anna("POST", ROBOTS, "{'label':'ci','repositories':[{'name':'acme/*','scopes':['write']}]}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String idOf(Client.Answer made) {
        return made.json().path("robot").path("id").asString();
    }

    private Client robot(String login, String secret) {
        return server.client().basic(login, secret);
    }

    @Test
    void create_logsInByEitherName() throws Exception {
        Client.Answer made = makeRobot();
        String secret = made.field("token");

        assertThat(secret).matches("berth_org_[0-9A-Za-z]{46}");
        assertThat(made.json().path("robot").path("login").asString()).isEqualTo("acme+ci");
        assertThat(robot("acme", secret).get("/v2/acme/new/push").body()).isEqualTo("acme+ci");
        assertThat(robot("acme+ci", secret).get("/v2/acme/new/push").status()).isEqualTo(200);
        assertThat(robot("acme+ci", secret).get("/v2/anna/private/pull").status())
                .isEqualTo(403);
        assertThat(robot("acme+cd", secret).get("/v2/acme/new/push").refusal())
                .isEqualTo("the token is that of acme+ci, used as acme+cd");
        assertThat(robot("anna", secret).get("/v2/acme/new/push").status()).isEqualTo(401);
        assertThat(anna("GET", ROBOTS, "").body()).doesNotContain("berth_org_").doesNotContain("hash");
        assertThat(accounts.changes(Change.ROBOT_CREATED)).containsExactly("anna acme {robot=acme+ci}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'label':'CI','repositories':[{'name':'acme/*','scopes':['read']}]}        | 400 | label: ",
                "{'label':'','repositories':[{'name':'acme/*','scopes':['read']}]}          | 400 | label: ",
                "{'label':'x','repositories':[]}                                            | 400 | repositories: ",
                "{'label':'x','repositories':[{'name':'acme/*'}]}                           | 400 | scopes: ",
                "{'label':'x','repositories':[{'name':'anna/private','scopes':['read']}]}   | 400 | repositories: ",
                "{'label':'x','repositories':[{'name':'*','scopes':['read']}]}              | 400 | a repository's name",
                "{'label':'ci','repositories':[{'name':'acme/app','scopes':['read']}]}      | 409 | acme has a robot",
            })
    void create_refused(String body, int status, String detail) throws Exception {
        makeRobot();

        Client.Answer answer = anna("POST", ROBOTS, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.field("detail")).startsWith(detail);
    }

    @Test
    void robot_outlivesWhoMadeIt() throws Exception {
        String secret = makeRobot().field("token");

        accounts.disable("anna");

        assertThat(robot("acme", secret).get("/v2/acme/app/push").status()).isEqualTo(200);
    }

    @Test
    void robot_hasNoAccount() throws Exception {
        Client client = robot("acme+ci", makeRobot().field("token"));

        assertThat(client.get(TOKENS).status()).isEqualTo(403);
        assertThat(client.post("/api/v1/orgs", "{\"name\":\"other\"}").status()).isEqualTo(403);
        assertThat(client.token().get(TOKENS).status()).isEqualTo(403);
        assertThat(client.get("/token?service=berth&offline_token=true").field("refresh_token"))
                .isEmpty();
    }

    @Test
    void robot_withToken() throws Exception {
        Client.Answer made = makeRobot();
        Client client = robot("acme+ci", made.field("token"));

        Client bearer = client.token("repository:acme/app:pull,push,delete", "repository:anna/private:pull");

        assertThat(bearer.get("/v2/acme/app/push").body()).isEqualTo("acme+ci");
        assertThat(bearer.get("/v2/acme/app/delete").status()).isEqualTo(401);
        assertThat(bearer.get("/v2/anna/private/pull").status()).isEqualTo(401);
        assertThat(bearer.get("/v2/anna/public/pull").status()).isEqualTo(200);
    }

    @Test
    void change_offAndOnAndOver() throws Exception {
        Client.Answer made = makeRobot();
        String path = ROBOTS + "/" + idOf(made);
        Client client = robot("acme", made.field("token"));

        assertThat(anna("PATCH", path, "{'enabled':false}").status()).isEqualTo(200);
        assertThat(client.get("/v2/acme/app/push").refusal())
                .isEqualTo("the robot's token is switched off, used as acme");
        assertThat(anna("PATCH", path, "{'enabled':true,'expires_at':'2026-05-04T13:00:00Z'}")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/v2/acme/app/push").header("Warning")).contains("the robot's token expires");
        assertThat(anna("PATCH", path, "{'repositories':[{'name':'acme/app','scopes':['read']}]}")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/v2/acme/app/push").message()).isEqualTo("the robot acme+ci has no scope to push");
        accounts.clock().pass(Duration.ofHours(1));
        assertThat(client.get("/v2/acme/app/pull").status()).isEqualTo(401);
        assertThat(anna("PATCH", path, "{'expires_at':''}").status()).isEqualTo(200);
        assertThat(client.get("/v2/acme/app/pull").status()).isEqualTo(200);
        assertThat(anna("GET", path, "").field("last_used_at")).isEqualTo("2026-05-04T13:00:00Z");
        assertThat(anna("DELETE", path, "").status()).isEqualTo(204);
        assertThat(client.get("/v2/acme/app/pull").status()).isEqualTo(401);
        assertThat(anna("DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void robot_endsWithItsOrganisation() throws Exception {
        Client client = robot("acme", makeRobot().field("token"));

        assertThat(anna("DELETE", "/api/v1/orgs/acme", "").status()).isEqualTo(204);

        assertThat(client.get("/v2/").status()).isEqualTo(401);
    }

    @Test
    void token_forSomeRepositories() throws Exception {
        Client.Answer made = anna(
                "POST",
                TOKENS,
                "{'label':'t','scopes':['read'],'repositories':[{'name':'anna/private'},"
                        + "{'name':'acme/*','scopes':['write','delete']}]}");
        assertThat(made.json().path("scopes").toString()).isEqualTo("[\"read\",\"write\",\"delete\"]");
        Client client = server.client().basic("anna", made.field("token"));

        assertThat(client.get("/v2/anna/private/pull").status()).isEqualTo(200);
        assertThat(client.get("/v2/anna/private/push").message())
                .isEqualTo("the personal token of anna is not made to push to anna/private");
        assertThat(client.get("/v2/anna/other/pull").status()).isEqualTo(403);
        assertThat(client.get("/v2/acme/app/delete").status()).isEqualTo(200);
        Client bearer = client.token("repository:anna/private:pull,push", "repository:anna/other:pull");
        assertThat(bearer.get("/v2/anna/private/pull").status()).isEqualTo(200);
        assertThat(bearer.get("/v2/anna/private/push").status()).isEqualTo(401);
        assertThat(bearer.get("/v2/anna/other/pull").status()).isEqualTo(401);
        assertThat(bearer.get("/v2/anna/private/mount?from=anna/other").status())
                .isEqualTo(401);
    }

    @Test
    void token_switchedOff_endsWhatCameOfIt() throws Exception {
        Client.Answer made = anna("POST", TOKENS, "{'label':'t','scopes':['read']}");
        Client client = server.client().basic("anna", made.field("token"));
        String refresh = client.get("/token?service=berth&offline_token=true").field("refresh_token");
        Map<String, String> form = Map.of("grant_type", "refresh_token", "service", "berth", "refresh_token", refresh);
        assertThat(server.client().form("/token", form).status()).isEqualTo(200);

        assertThat(anna("PATCH", TOKENS + "/" + made.field("id"), "{'enabled':false,'label':'off'}")
                        .field("label"))
                .isEqualTo("off");

        assertThat(client.get("/v2/anna/private/pull").refusal())
                .isEqualTo("the personal token is switched off, used as anna");
        assertThat(server.client().form("/token", form).status()).isEqualTo(401);
        anna("PATCH", TOKENS + "/" + made.field("id"), "{'enabled':true}");
        assertThat(server.client().form("/token", form).status()).isEqualTo(200);
        assertThat(client.send("PATCH", TOKENS + "/" + made.field("id"), "application/json", "{}")
                        .status())
                .isEqualTo(403);
    }
}
