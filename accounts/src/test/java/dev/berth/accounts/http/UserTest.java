package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.TokenScope;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles, passwords, and the end of accounts, as exchanges. */
class UserTest {
    private TestAccounts accounts;
    private TestServer server;
    private Browser anna;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.in(folder);
        server = new TestServer(accounts);
        anna = Browser.of(server, "anna");
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private Client.Answer change(Map<String, ?> fields) throws Exception {
        return anna.send("PATCH", "/api/v1/user", Optional.of(fields));
    }

    @Test
    void profile_isSeenByEverybody_withoutTheAddress() throws Exception {
        change(Map.of("display_name", " Anna B. ", "bio", "Ships\nboxes.", "website", "https://anna.example/"));
        Client.Answer changed = change(Map.of("location", "Kiel", "bio", ""));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body())
                .isEqualTo(json("{'username':'anna','display_name':'Anna B.','bio':null,'location':'Kiel',"
                        + "'website':'https://anna.example/','email':'anna@example.org','email_verified':false,"
                        + "'administrator':false,'has_second_factor':false,'created_at':'2026-05-04T12:00:00Z'}"));
        assertThat(anna.get("/api/v1/user").body()).isEqualTo(changed.body());
        assertThat(new Browser(server).get("/api/v1/users/anna").body())
                .isEqualTo(json("{'username':'anna','display_name':'Anna B.','bio':null,'location':'Kiel',"
                        + "'website':'https://anna.example/','created_at':'2026-05-04T12:00:00Z'}"));
        assertThat(new Browser(server).get("/api/v1/users/nobody").status()).isEqualTo(404);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource({
        "website, javascript:alert(1)",
        "website, https://user:password@example.org",
        "website, nonsense",
        "display_name, 1234567890123456789012345678901234567890123456789012345678901",
        "administrator, true",
        "email_verified, true",
        "username, bert",
        "id, 1",
        "enabled, false",
        "email, nonsense",
    })
    void change_ofWhatMayNotBe_isRefused(String field, String value) throws Exception {
        assertThat(change(Map.of(field, value)).status()).isEqualTo(400);
    }

    @Test
    void change_ofAddress_needsThePassword() throws Exception {
        assertThat(change(Map.of("email", "new@example.org")).status()).isEqualTo(400);
        assertThat(change(Map.of("email", "new@example.org", "password", "wrong"))
                        .status())
                .isEqualTo(403);
        assertThat(change(Map.of("email", "bert@example.org", "password", TestAccounts.PASSWORD))
                        .status())
                .isEqualTo(409);
        assertThat(change(Map.of("email", "new@example.org", "password", TestAccounts.PASSWORD))
                        .field("email"))
                .isEqualTo("new@example.org");
        assertThat(change(Map.of("email", "NEW@example.org")).status())
                .as("the same")
                .isEqualTo(200);
    }

    /** Whoever got hold of a session must not find the password out with it. */
    @Test
    void changePassword_guessing_isThrottled() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(changePassword("guess " + i).status()).isEqualTo(403);
        }

        Client.Answer answer = changePassword(TestAccounts.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(anna.send(
                                "DELETE",
                                "/api/v1/user",
                                Optional.of(Map.of("username", "anna", "password", TestAccounts.PASSWORD)))
                        .status())
                .isEqualTo(429);
    }

    private Client.Answer changePassword(String current) throws Exception {
        return anna.send(
                "PUT", "/api/v1/user/password", Optional.of(Map.of("current", current, "password", "another horse")));
    }

    @Test
    void changePassword_endsOtherSessions() throws Exception {
        Browser phone = Browser.of(server, "anna");

        assertThat(changePassword("wrong").status()).isEqualTo(403);
        assertThat(changePassword(TestAccounts.PASSWORD).status()).isEqualTo(204);

        assertThat(anna.get("/api/v1/sessions").json().path("items").size()).isEqualTo(1);
        assertThat(phone.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(new Browser(server).signIn("anna", "another horse").status()).isEqualTo(200);
    }

    @Test
    void change_byToken_isRefused() throws Exception {
        Client token = server.client().basic("anna", personalToken());

        assertThat(token.get("/api/v1/user").status()).isEqualTo(200);
        assertThat(token.send("PATCH", "/api/v1/user", "application/json", "{\"bio\":\"hacked\"}")
                        .status())
                .isEqualTo(403);
        assertThat(token.get("/api/v1/sessions").status()).isEqualTo(403);
        assertThat(token.send("POST", "/api/v1/user/second-factor", "", "").status())
                .isEqualTo(403);
    }

    private String personalToken() {
        return accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "ci", EnumSet.allOf(TokenScope.class), Optional.empty())
                .secret();
    }

    @Test
    void close_needsNameAndPassword() throws Exception {
        for (Map<String, String> fields : List.of(
                Map.of("username", "bert", "password", TestAccounts.PASSWORD),
                Map.of("username", "anna", "password", "wrong"),
                Map.of("username", "anna"))) {
            assertThat(anna.send("DELETE", "/api/v1/user", Optional.of(fields)).status())
                    .isIn(400, 403);
        }
        assertThat(anna.get("/api/v1/user").status()).isEqualTo(200);
    }

    @Test
    void close_endsEverything_andKeepsTheNameForEver() throws Exception {
        String token = personalToken();
        Client bearer = server.client().basic("anna", TestAccounts.PASSWORD).token("repository:anna/private:pull");

        assertThat(close(anna, "anna").status()).isEqualTo(204);

        assertThat(anna.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .isEqualTo(401);
        assertThat(server.client()
                        .basic("anna", token)
                        .get("/v2/anna/private/pull")
                        .status())
                .isEqualTo(401);
        assertThat(bearer.get("/v2/anna/private/pull").status()).isEqualTo(401);
        assertThat(new Browser(server).get("/api/v1/users/anna").status()).isEqualTo(404);
        assertThat(signUp("anna", "other@example.org").status()).isEqualTo(409);
        assertThat(signUp("carl", "anna@example.org").status())
                .as("the address is free")
                .isEqualTo(201);
        assertThat(Browser.of(server, "admin").get("/api/v1/admin/users").body())
                .doesNotContain("\"anna\"");
    }

    @Test
    void close_ofLastAdministrator_isRefused() throws Exception {
        Browser admin = Browser.of(server, "admin");

        assertThat(close(admin, "admin").status()).isEqualTo(403);

        admin.send("PATCH", "/api/v1/admin/users/bert", Optional.of(Map.of("administrator", true)));
        assertThat(close(admin, "admin").status()).isEqualTo(204);
    }

    private static Client.Answer close(Browser browser, String name) throws Exception {
        return browser.send(
                "DELETE", "/api/v1/user", Optional.of(Map.of("username", name, "password", TestAccounts.PASSWORD)));
    }

    private Client.Answer signUp(String name, String email) throws Exception {
        return new Browser(server)
                .post("/api/v1/users", Map.of("username", name, "email", email, "password", TestAccounts.PASSWORD));
    }
}
