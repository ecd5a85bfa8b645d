package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Authenticator;
import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.TokenScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Codes besides the password, as exchanges. */
class SecondFactorTest {
    private static final String PATH = "/api/v1/user/second-factor";

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

    private record Armed(Authenticator app, List<String> recoveryCodes) {}

    /** Switches the second factor on; the code of this moment is used up by it. */
    private Armed arm() throws Exception {
        Authenticator app = new Authenticator(anna.post(PATH).field("secret"));
        Client.Answer answer = anna.send("PUT", PATH, Optional.of(Map.of("code", app.code(accounts.clock()))));
        assertThat(answer.status()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        answer.json().path("recovery_codes").forEach(code -> codes.add(code.asString()));
        return new Armed(app, codes);
    }

    private static Map<String, String> with(String code) {
        return Map.of("name", "anna", "password", TestAccounts.PASSWORD, "code", code);
    }

    @Test
    void begin_tellsTheAppInThreeForms() throws Exception {
        JsonNode answer = anna.post(PATH).json();

        assertThat(answer.path("secret").asString()).matches("[A-Z2-7]{32}");
        assertThat(answer.path("otpauth_url").asString())
                .startsWith("otpauth://totp/Berth%20127.0.0.1%3A")
                .contains(":anna?secret=" + answer.path("secret").asString() + "&issuer=Berth%20");
        assertThat(answer.path("qr_svg").asString())
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .endsWith("</svg>");
        assertThat(anna.get(PATH).body()).isEqualTo("{\"enabled\":false,\"recovery_codes_left\":null}");
        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .as("what is not confirmed locks nobody out")
                .isEqualTo(200);
    }

    @Test
    void confirm_withWrongCode_asksForNone() throws Exception {
        anna.post(PATH);

        assertThat(anna.send("PUT", PATH, Optional.of(Map.of("code", "000000"))).status())
                .isEqualTo(400);
        assertThat(anna.get(PATH).json().path("enabled").asBoolean()).isFalse();
    }

    @Test
    void confirm_endsOtherSessionsAndRefreshTokens() throws Exception {
        Browser phone = Browser.of(server, "anna");
        String refreshToken = server.client()
                .basic("anna", TestAccounts.PASSWORD)
                .get("/token?offline_token=true")
                .field("refresh_token");

        Armed armed = arm();

        assertThat(new HashSet<>(armed.recoveryCodes()))
                .hasSize(10)
                .allMatch(it -> it.matches("([a-z0-9]{4}-){3}[a-z0-9]{4}"));
        assertThat(phone.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(anna.get("/api/v1/session")
                        .json()
                        .path("user")
                        .path("has_second_factor")
                        .asBoolean())
                .isTrue();
        assertThat(server.client()
                        .form("/token", Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
                        .status())
                .isEqualTo(401);
        assertThat(anna.post(PATH).status()).as("the secret is told once").isEqualTo(409);
    }

    @Test
    void signIn_needsACodeThatIsGoodOnce() throws Exception {
        Armed armed = arm();
        String used = armed.app().code(accounts.clock());
        Browser browser = new Browser(server);

        Client.Answer without = browser.signIn("anna", TestAccounts.PASSWORD);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.field("title")).isEqualTo("Second factor needed");
        assertThat(without.header("Set-Cookie")).isEmpty();
        assertThat(browser.signIn(with(used)).field("detail")).isEqualTo("the code is wrong, or was used already");

        accounts.clock().pass(Duration.ofSeconds(30));
        String code = armed.app().code(accounts.clock());
        assertThat(browser.signIn(with(code.substring(0, 3) + " " + code.substring(3)))
                        .status())
                .isEqualTo(200);
        assertThat(new Browser(server).signIn(with(code)).status()).isEqualTo(401);
        assertThat(new Browser(server).signIn(with(used)).status())
                .as("the code before a used one")
                .isEqualTo(401);
    }

    @Test
    void signIn_withWrongPassword_doesNotTellThatThereIsASecondFactor() throws Exception {
        arm();

        assertThat(new Browser(server).signIn("anna", "wrong").field("title")).isEqualTo("Wrong login");
    }

    @Test
    void signIn_byRecoveryCode_usesItUp() throws Exception {
        Armed armed = arm();
        String code = armed.recoveryCodes().get(3);

        assertThat(new Browser(server)
                        .signIn(with(code.toUpperCase(java.util.Locale.ROOT).replace("-", " ")))
                        .status())
                .isEqualTo(200);
        assertThat(new Browser(server).signIn(with(code)).status()).isEqualTo(401);
        assertThat(anna.get(PATH).json().path("recovery_codes_left").asInt()).isEqualTo(9);
    }

    @Test
    void signIn_guessingCodes_isThrottledWhereverItComesFrom() throws Exception {
        Armed armed = arm();
        accounts.clock().pass(Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            assertThat(new Browser(server, "127.0.0." + (20 + i))
                            .signIn(with("00000" + i))
                            .status())
                    .isEqualTo(401);
        }

        Client.Answer answer =
                new Browser(server, "127.0.0.30").signIn(with(armed.app().code(accounts.clock())));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void renew_makesTheOldCodesWorthless() throws Exception {
        Armed armed = arm();

        assertThat(anna.post(PATH + "/recovery-codes", Map.of("password", "wrong"))
                        .status())
                .isEqualTo(403);
        Client.Answer answer = anna.post(PATH + "/recovery-codes", Map.of("password", TestAccounts.PASSWORD));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new Browser(server)
                        .signIn(with(armed.recoveryCodes().getFirst()))
                        .status())
                .isEqualTo(401);
        assertThat(new Browser(server)
                        .signIn(with(
                                answer.json().path("recovery_codes").path(0).asString()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void remove_guessingCodes_isThrottled() throws Exception {
        Armed armed = arm();
        accounts.clock().pass(Duration.ofSeconds(30));
        for (int i = 0; i < 5; i++) {
            assertThat(remove("00000" + i).status()).isEqualTo(403);
        }

        assertThat(remove(armed.app().code(accounts.clock())).status()).isEqualTo(429);
        assertThat(anna.get(PATH).json().path("enabled").asBoolean()).isTrue();
    }

    private Client.Answer remove(String code) throws Exception {
        return anna.send("DELETE", PATH, Optional.of(Map.of("password", TestAccounts.PASSWORD, "code", code)));
    }

    @Test
    void remove_needsPasswordAndCode() throws Exception {
        Armed armed = arm();
        accounts.clock().pass(Duration.ofSeconds(30));
        String code = armed.app().code(accounts.clock());

        assertThat(anna.send("DELETE", PATH, Optional.of(Map.of("password", "wrong", "code", code)))
                        .status())
                .isEqualTo(403);
        assertThat(remove("1").status()).isEqualTo(403);
        assertThat(remove(code).status()).isEqualTo(204);
        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/", "/v2/anna/private/pull", "/token?service=berth", "/api/v1/tokens"})
    void password_alone_isRefusedWithAdvice(String path) throws Exception {
        arm();

        Client.Answer answer =
                server.client().basic("anna", TestAccounts.PASSWORD).get(path);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body())
                .contains("two-factor authentication is on for anna: log in with a personal access token in the"
                        + " password's place");
        assertThat(server.client().basic("anna", "wrong").get(path).body()).doesNotContain("two-factor");
    }

    @Test
    void password_alone_isRefusedInTheFormOfTheTokenServer() throws Exception {
        arm();

        Client.Answer answer = server.client()
                .form(
                        "/token",
                        Map.of("grant_type", "password", "username", "anna", "password", TestAccounts.PASSWORD));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.message()).contains("personal access token");
    }

    @Test
    void personalToken_goesOn() throws Exception {
        String secret = accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "ci", EnumSet.of(TokenScope.READ), Optional.empty())
                .secret();
        arm();

        assertThat(server.client()
                        .basic("anna", secret)
                        .get("/v2/anna/private/pull")
                        .status())
                .isEqualTo(200);
    }
}
