package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Authenticator;
import dev.berth.accounts.TestAccounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What administrators do, as exchanges. */
class AdministrationTest {
    private TestAccounts accounts;
    private TestServer server;
    private Browser admin;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.in(folder);
        server = new TestServer(accounts);
        admin = Browser.of(server, "admin");
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private Client.Answer change(String name, Map<String, ?> fields) throws Exception {
        return admin.send("PATCH", "/api/v1/admin/users/" + name, Optional.of(fields));
    }

    private List<String> names(String query) throws Exception {
        List<String> names = new ArrayList<>();
        admin.get("/api/v1/admin/users" + query)
                .json()
                .path("items")
                .forEach(item -> names.add(item.path("username").asString()));
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "GET, users",
        "PATCH, users/bert",
        "DELETE, users/bert/second-factor",
        "POST, users/bert/password-reset",
        "GET, settings",
        "PATCH, settings",
        "POST, invitations",
    })
    void everything_isForAdministratorsAlone(String method, String path) throws Exception {
        Optional<Map<String, ?>> body = method.equals("GET") || path.contains("/second") || path.contains("/password")
                ? Optional.empty()
                : Optional.of(Map.of());

        assertThat(new Browser(server)
                        .send(method, "/api/v1/admin/" + path, body)
                        .status())
                .isEqualTo(401);
        assertThat(Browser.of(server, "anna")
                        .send(method, "/api/v1/admin/" + path, body)
                        .status())
                .isEqualTo(403);
        assertThat(admin.send(method, "/api/v1/admin/" + path, body).status()).isIn(200, 201, 204);
    }

    @Test
    void list_findsByAnyPart_inPages() throws Exception {
        Browser.of(server, "anna").send("PATCH", "/api/v1/user", Optional.of(Map.of("display_name", "Ölga 100%_\\")));

        assertThat(names("")).containsExactly("admin", "anna", "bert");
        assertThat(names("?q=ERT")).containsExactly("bert");
        assertThat(names("?q=example.org")).containsExactly("anna", "bert");
        assertThat(names("?q=100%25_%5C")).containsExactly("anna");
        assertThat(names("?q=%25")).containsExactly("anna");
        assertThat(names("?q=nobody")).isEmpty();
        JsonNode first = admin.get("/api/v1/admin/users?n=2").json();
        assertThat(first.path("next").asString()).isEqualTo("anna");
        assertThat(names("?n=2&after=anna")).containsExactly("bert");
    }

    @Test
    void disable_signsOutEverywhere() throws Exception {
        Browser anna = Browser.of(server, "anna");
        String refreshToken = server.client()
                .basic("anna", TestAccounts.PASSWORD)
                .get("/token?offline_token=true")
                .field("refresh_token");

        JsonNode answer = change("anna", Map.of("enabled", false)).json();

        assertThat(answer.path("enabled").asBoolean()).isFalse();
        assertThat(anna.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .isEqualTo(401);
        assertThat(server.client()
                        .basic("anna", TestAccounts.PASSWORD)
                        .get("/v2/")
                        .status())
                .isEqualTo(401);
        change("anna", Map.of("enabled", true));
        assertThat(Browser.of(server, "anna").get("/api/v1/sessions").status()).isEqualTo(200);
        assertThat(anna.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(server.client()
                        .form("/token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void promote_counts_atOnce() throws Exception {
        Browser anna = Browser.of(server, "anna");

        change("anna", Map.of("administrator", true));

        assertThat(anna.get("/api/v1/admin/users").status()).isEqualTo(200);
        assertThat(change("admin", Map.of("administrator", false)).status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/admin/users").status()).isEqualTo(403);
    }

    @Test
    void lastAdministrator_staysOne() throws Exception {
        assertThat(change("admin", Map.of("administrator", false)).status()).isEqualTo(403);
        assertThat(change("admin", Map.of("enabled", false)).status()).isEqualTo(403);

        change("anna", Map.of("administrator", true));
        change("anna", Map.of("enabled", false));
        assertThat(change("admin", Map.of("enabled", false)).status())
                .as("the other one is disabled")
                .isEqualTo(403);
    }

    @Test
    void change_ofWhatIsNotThere_isRefused() throws Exception {
        assertThat(change("nobody", Map.of("enabled", false)).status()).isEqualTo(404);
        assertThat(change("anna", Map.of("password", "hacked it")).status()).isEqualTo(400);
    }

    @Test
    void settings_countOnEveryNode() throws Exception {
        assertThat(admin.get("/api/v1/admin/settings").body())
                .isEqualTo(
                        "{\"sign_up\":\"open\",\"default_visibility\":\"private\",\"create_on_push\":true,\"mail\":false}");

        Client.Answer answer = admin.send(
                "PATCH", "/api/v1/admin/settings", Optional.of(Map.of("sign_up", "invited", "create_on_push", false)));

        assertThat(answer.body())
                .isEqualTo(
                        "{\"sign_up\":\"invited\",\"default_visibility\":\"private\",\"create_on_push\":false,\"mail\":false}");
        assertThat(new Browser(server).get("/api/v1/session").field("sign_up")).isEqualTo("invited");
        assertThat(accounts.open(accounts.accounts().config()).settings().now().createOnPush())
                .as("another node's")
                .isFalse();
        Map<String, String> carl =
                Map.of("username", "carl", "email", "carl@example.org", "password", TestAccounts.PASSWORD);
        assertThat(new Browser(server).post("/api/v1/users", carl).status()).isEqualTo(403);
        assertThat(admin.send("PATCH", "/api/v1/admin/settings", Optional.of(Map.of("sign_up", "auto")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void invitation_isGoodOnce() throws Exception {
        admin.send("PATCH", "/api/v1/admin/settings", Optional.of(Map.of("sign_up", "invited")));
        Client.Answer invitation = admin.post("/api/v1/admin/invitations", Map.of());

        assertThat(invitation.status()).isEqualTo(201);
        assertThat(invitation.field("url"))
                .isEqualTo("http://" + server.host() + "/signup?invitation=" + invitation.field("code"));
        assertThat(invitation.field("expires_at")).isEqualTo("2026-05-11T12:00:00Z");
        for (String name : new String[] {"carl", "dora"}) {
            Map<String, String> application = Map.of(
                    "username",
                    name,
                    "email",
                    name + "@example.org",
                    "password",
                    TestAccounts.PASSWORD,
                    "invitation",
                    invitation.field("code"));
            assertThat(new Browser(server).post("/api/v1/users", application).status())
                    .isEqualTo(name.equals("carl") ? 201 : 403);
        }
    }

    @Test
    void passwordReset_handedOut_works() throws Exception {
        Client.Answer code = admin.post("/api/v1/admin/users/anna/password-reset");

        assertThat(code.status()).isEqualTo(201);
        assertThat(new Browser(server)
                        .post("/api/v1/password/reset", Map.of("code", code.field("code"), "password", "another horse"))
                        .status())
                .isEqualTo(204);
        assertThat(new Browser(server).signIn("anna", "another horse").status()).isEqualTo(200);
        assertThat(admin.post("/api/v1/admin/users/nobody/password-reset").status())
                .isEqualTo(404);
    }

    @Test
    void secondFactor_lost_isTakenAway() throws Exception {
        Browser anna = Browser.of(server, "anna");
        Authenticator app =
                new Authenticator(anna.post("/api/v1/user/second-factor").field("secret"));
        anna.send("PUT", "/api/v1/user/second-factor", Optional.of(Map.of("code", app.code(accounts.clock()))));
        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .isEqualTo(401);

        assertThat(admin.delete("/api/v1/admin/users/anna/second-factor").status())
                .isEqualTo(204);

        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .isEqualTo(200);
    }
}
