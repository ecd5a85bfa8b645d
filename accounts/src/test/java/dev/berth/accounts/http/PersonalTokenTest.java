package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.TestAccounts;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Personal access tokens, as exchanges. */
class PersonalTokenTest {
    private static final String PATH = "/api/v1/tokens";
    private static final String READ = "{\"label\":\"ci\",\"scopes\":[\"read\"]}";

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

    @Test
    void create_complete() throws Exception {
        Client.Answer answer = as("anna")
                .post(
                        PATH,
                        json("{'label':'laptop','scopes':['write','read'],'expires_at':'2026-06-01T14:00:00+02:00'}"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.field("label")).isEqualTo("laptop");
        assertThat(answer.json().path("scopes").toString()).isEqualTo(json("['read','write']"));
        assertThat(answer.field("created_at")).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(answer.field("expires_at")).isEqualTo("2026-06-01T12:00:00Z");
        assertThat(answer.field("token")).matches("berth_pat_[0-9A-Za-z]{46}");
        assertThat(server.client()
                        .basic("anna", answer.field("token"))
                        .get("/v2/anna/app/push")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'scopes':['read']}                                              | label: it is missing",
                "{'label':'  ','scopes':['read']}                                 | label: 1 to 100 printable characters are needed",
                "{'label':'ci'}                                                   | scopes: at least one of",
                "{'label':'ci','scopes':[]}                                       | scopes: at least one of",
                "{'label':'ci','scopes':'read'}                                   | scopes: a list is needed",
                "{'label':'ci','scopes':[1]}                                      | scopes[0]: one of read, write, delete is needed",
                "{'label':'ci','scopes':['admin']}                                | scopes[0]: one of read, write, delete is needed",
                "{'label':'ci','scopes':['read'],'expires_at':'tomorrow'}         | expires_at: a time such as",
                "{'label':'ci','scopes':['read'],'expires_at':'2026-05-04T12:00:00Z'} | expires_at: a time in the future is needed",
                "{'label':'ci','scopes':['read'],'expires_at':'+999999999-01-01T00:00:00Z'} | expires_at: a time within 100 years is needed",
                "{'label':'ci','scopes':['read'],'owner':'bert'}                  | there is no field 'owner' here",
            })
    void create_malformed(String body, String detail) throws Exception {
        Client.Answer answer = as("anna").post(PATH, json(body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("detail")).startsWith(detail);
    }

    @Test
    void create_withoutPassword() throws Exception {
        String token = as("anna").post(PATH, READ).field("token");

        assertThat(server.client().post(PATH, READ).status()).isEqualTo(401);
        assertThat(server.client().basic("anna", "wrong").post(PATH, READ).status())
                .isEqualTo(401);
        assertThat(server.client().basic("anna", token).post(PATH, READ).status())
                .isEqualTo(403);
        assertThat(as("anna").token().post(PATH, READ).status()).isEqualTo(403);
        assertThat(server.client().token().post(PATH, READ).status()).isEqualTo(401);
        assertThat(server.client().bearer("nonsense").post(PATH, READ).status()).isEqualTo(401);
    }

    @Test
    void list_tellsNoSecret() throws Exception {
        String token = as("anna").post(PATH, READ).field("token");
        server.client().basic("anna", token).get("/v2/anna/app/pull");

        Client.Answer answer = as("anna").get(PATH);

        JsonNode only = answer.json().path("tokens").path(0);
        assertThat(answer.json().path("tokens").size()).isEqualTo(1);
        assertThat(only.path("label").asString()).isEqualTo("ci");
        assertThat(only.path("expires_at").isNull()).isTrue();
        assertThat(only.path("last_used_at").asString()).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(answer.body()).doesNotContain("berth_pat_").doesNotContain("hash");
        assertThat(as("bert").get(PATH).body()).isEqualTo(json("{'tokens':[]}"));
    }

    @Test
    void revoke_ownToken() throws Exception {
        Client.Answer created = as("anna").post(PATH, READ);
        Client client = server.client().basic("anna", created.field("token"));
        assertThat(client.get("/v2/anna/app/pull").status()).isEqualTo(200);

        assertThat(as("anna").delete(PATH + "/" + created.field("id")).status()).isEqualTo(204);

        Client.Answer answer = client.get("/v2/anna/app/pull");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.refusal()).isEqualTo("the personal token is revoked, used as anna");
        assertThat(as("anna").get(PATH).body()).isEqualTo(json("{'tokens':[]}"));
        assertThat(as("anna").delete(PATH + "/" + created.field("id")).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"1", "nonsense", "99999999999999999999", "-1"})
    void revoke_unknown(String id) throws Exception {
        assertThat(as("anna").delete(PATH + "/" + id).status()).isEqualTo(404);
    }

    @Test
    void revoke_tokenOfSomebodyElse() throws Exception {
        Client.Answer created = as("anna").post(PATH, READ);

        assertThat(as("bert").delete(PATH + "/" + created.field("id")).status()).isEqualTo(404);
        assertThat(as("admin").delete(PATH + "/" + created.field("id")).status())
                .isEqualTo(404);
        assertThat(server.client()
                        .basic("anna", created.field("token"))
                        .get("/v2/")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void revoke_byToken() throws Exception {
        Client.Answer first = as("anna").post(PATH, READ);
        Client.Answer second = as("anna").post(PATH, READ);
        Client client = server.client().basic("anna", first.field("token"));

        assertThat(client.delete(PATH + "/" + second.field("id")).status()).isEqualTo(403);
        assertThat(client.delete(PATH + "/" + first.field("id")).status()).isEqualTo(204);
    }

    @Test
    void requireAccount_withTokenOfDisabledAccount() throws Exception {
        Client client = as("anna").token();
        assertThat(client.get(PATH).status()).isEqualTo(200);

        accounts.disable("anna");

        assertThat(client.get(PATH).status()).isEqualTo(401);
    }

    @Test
    void requireAccount_guessing() throws Exception {
        Client attacker = server.client().at("127.0.0.4").basic("anna", "wrong");
        for (int i = 0; i < 5; i++) {
            assertThat(attacker.get(PATH).status()).isEqualTo(401);
        }

        Client.Answer answer = attacker.get(PATH);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        accounts.clock().pass(Duration.ofSeconds(1));
        assertThat(attacker.get(PATH).status()).isEqualTo(401);
    }
}
