package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.TokenScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Signing in and out in browsers, as exchanges. */
class SessionTest {
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

    private Browser anna() throws Exception {
        return Browser.of(server, "anna");
    }

    @Test
    void show_ofStranger_saysWhatAPageNeeds() throws Exception {
        Client.Answer answer = new Browser(server).get("/api/v1/session");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"user\":null,\"csrf_token\":null,\"sign_up\":\"open\",\"open\":false,\"mail\":false,\"registry_host\":\""
                                + server.host() + "\"}");
    }

    @ParameterizedTest
    @CsvSource({"anna", "anna@example.org", "ANNA@Example.org"})
    void signIn_byNameOrAddress_isThatPerson(String login) throws Exception {
        Browser browser = new Browser(server);

        Client.Answer answer = browser.signIn(login, TestAccounts.PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie"))
                .matches("berth_session=[0-9A-Za-z]{40}; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode user = browser.get("/api/v1/session").json().path("user");
        assertThat(user.toString())
                .isEqualTo("{\"username\":\"anna\",\"display_name\":null,\"email\":\"anna@example.org\","
                        + "\"email_verified\":false,\"administrator\":false,\"has_second_factor\":false}");
        assertThat(browser.get("/api/v1/tokens").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"anna, wrong", "nobody, correct horse", "nobody@example.org, correct horse", "anna@example.org, wrong"})
    void signIn_withWrongOnes_answersTheSame(String login, String password) throws Exception {
        Client.Answer answer = new Browser(server).signIn(login, password);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.field("title")).isEqualTo("Wrong login");
        assertThat(answer.field("detail")).isEqualTo("wrong username or password");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(answer.challenge()).isEqualTo("Session realm=\"Berth\"");
    }

    @Test
    void signIn_withPersonalToken_isRefused() throws Exception {
        String secret = accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "ci", EnumSet.of(TokenScope.READ), Optional.empty())
                .secret();

        assertThat(new Browser(server).signIn("anna", secret).status()).isEqualTo(401);
    }

    @Test
    void signIn_guessed_isThrottled() throws Exception {
        Browser browser = new Browser(server, "127.0.0.5");
        for (int i = 0; i < 5; i++) {
            assertThat(browser.signIn("anna", "guess " + i).status()).isEqualTo(401);
        }

        Client.Answer answer = browser.signIn("anna", TestAccounts.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(anna().get("/api/v1/sessions").status()).isEqualTo(200);
    }

    @Test
    void signIn_withPlantedCookie_makesAnotherSession() throws Exception {
        Browser attacker = Browser.of(server, "bert");
        String planted = attacker.cookie();
        Browser victim = new Browser(server).withCookie(planted);

        victim.signIn("anna", TestAccounts.PASSWORD);

        assertThat(victim.cookie()).isNotEqualTo(planted);
        assertThat(attacker.get("/api/v1/session").json().path("user").isNull()).isTrue();

        Browser other = new Browser(server).withCookie("berth_session=" + "a".repeat(40));
        other.signIn("anna", TestAccounts.PASSWORD);
        assertThat(other.cookie()).doesNotContain("a".repeat(40));
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, 403",
        "null, 403",
        "https://HOST.evil.example, 403",
        "http://HOST, 200",
        "https://HOST, 200",
        "'', 200",
    })
    void signIn_fromPage_hasToBeOfThisHost(String origin, int status) throws Exception {
        Browser browser = new Browser(server).sending("Origin", origin.replace("HOST", server.host()));

        assertThat(browser.signIn("anna", TestAccounts.PASSWORD).status()).isEqualTo(status);
    }

    @Test
    void change_withoutTheSessionsToken_isRefused() throws Exception {
        Map<String, Object> token = Map.of("label", "stolen", "scopes", new String[] {"read"});
        Browser anna = anna();
        String right = anna.csrfToken();
        String ofAnother = Browser.of(server, "bert").csrfToken();

        for (String wrong : new String[] {"", "wrong", ofAnother}) {
            Client.Answer answer = anna.withCsrfToken(wrong).post("/api/v1/tokens", token);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("title")).isEqualTo("Cross-site request");
            assertThat(anna.delete("/api/v1/session").status()).isEqualTo(403);
        }
        anna.withCsrfToken(right);
        assertThat(anna.sending("Origin", "http://evil.example")
                        .post("/api/v1/tokens", token)
                        .status())
                .isEqualTo(403);
        assertThat(anna.sending("Origin", "").post("/api/v1/tokens", token).status())
                .isEqualTo(201);
    }

    @Test
    void list_tellsBrowsersApart() throws Exception {
        Browser phone = new Browser(server).sending("User-Agent", "Mozilla/5.0 (Phone)");
        phone.signIn("anna", TestAccounts.PASSWORD);
        accounts.clock().pass(Duration.ofHours(1));
        Browser desk = anna();

        JsonNode items = desk.get("/api/v1/sessions").json().path("items");

        assertThat(items.size()).isEqualTo(2);
        assertThat(items.path(0).path("current").asBoolean()).isTrue();
        assertThat(items.path(1).path("user_agent").asString()).isEqualTo("Mozilla/5.0 (Phone)");
        assertThat(items.path(1).path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(items.path(1).path("last_seen_at").asString()).isEqualTo("2026-05-04T12:00:00Z");
        phone.get("/api/v1/session");
        assertThat(desk.get("/api/v1/sessions")
                        .json()
                        .path("items")
                        .path(0)
                        .path("last_seen_at")
                        .asString())
                .isEqualTo("2026-05-04T13:00:00Z");

        String id = items.path(1).path("id").asString();
        assertThat(Browser.of(server, "bert").delete("/api/v1/sessions/" + id).status())
                .isEqualTo(404);
        assertThat(phone.get("/api/v1/sessions").status()).isEqualTo(200);
        assertThat(desk.delete("/api/v1/sessions/" + id).status()).isEqualTo(204);
        assertThat(phone.get("/api/v1/sessions").status()).isEqualTo(401);
    }

    @Test
    void endOthers_keepsThisOne() throws Exception {
        Browser phone = anna();
        Browser desk = anna();
        Browser bert = Browser.of(server, "bert");

        assertThat(desk.delete("/api/v1/sessions").status()).isEqualTo(204);

        assertThat(phone.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(desk.get("/api/v1/sessions").status()).isEqualTo(200);
        assertThat(bert.get("/api/v1/sessions").status()).isEqualTo(200);
    }

    @Test
    void signOut_endsTheSession() throws Exception {
        Browser anna = anna();
        String cookie = anna.cookie();

        Client.Answer answer = anna.delete("/api/v1/session");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Set-Cookie")).startsWith("berth_session=; Path=/; Max-Age=0");
        Client.Answer after = anna.withCookie(cookie).get("/api/v1/sessions");
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.challenge()).isEqualTo("Session realm=\"Berth\"");
        assertThat(anna.delete("/api/v1/session").status()).isEqualTo(204);
    }

    @Test
    void session_ends_whenPasswordChanges() throws Exception {
        Browser anna = anna();

        accounts.accounts().setPassword("anna", "another horse");

        assertThat(anna.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(anna.get("/api/v1/session").json().path("user").isNull()).isTrue();
    }

    @Test
    void session_ends_whenAccountIsDisabled() throws Exception {
        Browser anna = anna();

        accounts.disable("anna");

        assertThat(anna.get("/api/v1/sessions").status()).isEqualTo(401);
    }

    @Test
    void session_ends_afterIdleTimeAndAfterItsLife() throws Exception {
        Browser idle = anna();
        Browser busy = anna();
        for (int day = 0; day < 13; day++) {
            accounts.clock().pass(Duration.ofDays(1));
            assertThat(busy.get("/api/v1/sessions").status()).isEqualTo(200);
        }
        accounts.clock().pass(Duration.ofDays(1));
        assertThat(idle.get("/api/v1/sessions").status()).isEqualTo(401);

        for (int day = 14; day < 90; day++) {
            assertThat(busy.get("/api/v1/sessions").status()).isEqualTo(200);
            accounts.clock().pass(Duration.ofDays(1));
        }
        assertThat(busy.get("/api/v1/sessions").status()).isEqualTo(401);
    }

    @Test
    void session_isNoLoginForTheRegistry() throws Exception {
        assertThat(anna().get("/v2/anna/private/pull").status()).isEqualTo(401);
    }
}
