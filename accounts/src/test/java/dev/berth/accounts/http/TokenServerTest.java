package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSObject;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.TokenScope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The token protocol, as exchanges. */
class TokenServerTest {
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

    private Client anna() {
        return server.client().basic("anna", TestAccounts.PASSWORD);
    }

    private String personalToken(TokenScope... scopes) {
        return accounts.accounts()
                .personalTokens()
                .create(accounts.account("anna"), "test", Set.of(scopes), Optional.empty())
                .secret();
    }

    private static JsonNode claims(String token) throws Exception {
        return JsonMapper.shared().readTree(JWSObject.parse(token).getPayload().toString());
    }

    private Client.Answer post(String... fields) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("service", "berth", "client_id", "test"));
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return server.client().form("/token", form);
    }

    private String refreshToken() throws Exception {
        return anna().get("/token?service=berth&offline_token=true&client_id=docker")
                .field("refresh_token");
    }

    @Test
    void get_withPassword() throws Exception {
        Client.Answer answer =
                anna().get("/token?service=berth&client_id=docker&account=anna&scope=repository:anna/app:pull,push");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.field("access_token")).isEqualTo(answer.field("token"));
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(300);
        assertThat(answer.field("issued_at")).isEqualTo("2026-05-04T12:00:00Z");
        assertThat(answer.json().has("refresh_token")).isFalse();
        JsonNode claims = claims(answer.field("token"));
        assertThat(claims.path("iss").asString()).isEqualTo("berth");
        assertThat(claims.path("aud").asString()).isEqualTo("berth");
        assertThat(claims.path("sub").asString()).isEqualTo("anna");
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(300);
        assertThat(claims.path("nbf").asLong())
                .isLessThanOrEqualTo(claims.path("iat").asLong());
        assertThat(claims.path("jti").asString()).hasSize(22);
        assertThat(claims.path("access").toString())
                .satisfies(
                        access -> assertThat(JsonMapper.shared().readTree(access))
                                .isEqualTo(
                                        JsonMapper.shared()
                                                .readTree(
                                                        "[{\"type\":\"repository\",\"name\":\"anna/app\",\"actions\":[\"pull\",\"push\"]}]")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody | repository:anna/public:pull,push                                 | repository:anna/public:pull",
                "nobody | repository:anna/private:pull                                     | ''",
                "nobody | ''                                                               | ''",
                "anna   | repository:anna/app:*                                            | repository:anna/app:pull,push,delete",
                "anna   | repository:bert/app:pull,push repository:anna/app:pull           | repository:anna/app:pull",
                "anna   | repository:anna/app:pull repository:anna/app:push                | repository:anna/app:pull,push",
                "anna   | repository:alpine:pull,push                                      | ''",
                "admin  | repository:alpine:pull,push                                      | repository:library/alpine:pull,push",
                "anna   | registry:catalog:*                                               | registry:catalog:*",
                "anna   | aliyun:any:thing repository:anna/app:pull                        | repository:anna/app:pull",
                "anna   | repository:anna/app:fly                                          | ''",
            })
    void get_grantsWhatRightsAllow(String who, String scope, String granted) throws Exception {
        Client client = who.equals("nobody") ? server.client() : server.client().basic(who, TestAccounts.PASSWORD);

        Client.Answer answer = client.get("/token?service=berth&scope=" + Client.encode(scope));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("scope")).isEqualTo(granted);
    }

    @Test
    void get_withSeveralScopeParameters() throws Exception {
        Client.Answer answer =
                anna().get("/token?service=berth&scope=repository:anna/a:pull&scope=repository:anna/b:push");

        assertThat(answer.field("scope")).isEqualTo("repository:anna/a:pull repository:anna/b:push");
    }

    @ParameterizedTest
    @CsvSource({
        "/token?service=other,                                   400, 'the service here is berth, not ''other'''",
        "/token?service=berth&scope=nonsense,                    400, 'a scope looks like repository:anna/app:pull,push, not like ''nonsense'''",
        "/token?service=berth&scope=repository:UPPER:pull,       400, ",
    })
    void get_malformed(String path, int status, @Nullable String message) throws Exception {
        Client.Answer answer = anna().get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isNotEmpty();
        if (message != null) {
            assertThat(answer.message()).isEqualTo(message);
        }
    }

    @Test
    void get_withWrongPassword() throws Exception {
        Client.Answer answer = server.client().basic("anna", "wrong").get("/token?service=berth");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("UNAUTHORIZED");
        assertThat(answer.message()).isEqualTo("wrong username, password or token");
        assertThat(answer.challenge()).isEqualTo("Basic realm=\"Berth\", charset=\"UTF-8\"");
        assertThat(answer.refusal()).isEqualTo("wrong password for anna");
    }

    @Test
    void get_withTokenInPlaceOfPassword() throws Exception {
        Client.Answer answer = anna().token().get("/token?service=berth");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.refusal()).contains("where a name and a password are needed");
    }

    @Test
    void get_guessing() throws Exception {
        Client attacker = server.client().at("127.0.0.2");
        for (int i = 0; i < 5; i++) {
            assertThat(attacker.basic("anna", "guess " + i)
                            .get("/token?service=berth")
                            .status())
                    .isEqualTo(401);
        }

        Client.Answer answer = attacker.basic("anna", "guess 6").get("/token?service=berth");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("TOOMANYREQUESTS");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.message()).isEqualTo("too many wrong passwords: try again in 1 s");
        assertThat(attacker.basic("anna", TestAccounts.PASSWORD).get("/v2/").status())
                .isEqualTo(429);
        assertThat(anna().get("/token?service=berth").status()).isEqualTo(200);
    }

    @Test
    void get_offline() throws Exception {
        Client.Answer answer = anna().get("/token?service=berth&offline_token=true&client_id=docker");

        assertThat(answer.field("refresh_token")).hasSize(40);
        assertThat(server.client()
                        .get("/token?service=berth&offline_token=true")
                        .json()
                        .has("refresh_token"))
                .isFalse();
    }

    @Test
    void post_withPassword() throws Exception {
        Client.Answer answer = post(
                "grant_type", "password",
                "username", "anna",
                "password", TestAccounts.PASSWORD,
                "scope", "repository:anna/app:pull repository:bert/app:pull");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("scope")).isEqualTo("repository:anna/app:pull");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(300);
        assertThat(answer.json().has("refresh_token")).isFalse();
        assertThat(server.client()
                        .bearer(answer.field("access_token"))
                        .get("/v2/anna/app/pull")
                        .body())
                .isEqualTo("anna");
    }

    @Test
    void post_withRefreshToken() throws Exception {
        String refreshToken = post(
                        "grant_type", "password",
                        "username", "anna",
                        "password", TestAccounts.PASSWORD,
                        "access_type", "offline")
                .field("refresh_token");

        Client.Answer answer = post(
                "grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "repository:anna/app:pull,push");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("scope")).isEqualTo("repository:anna/app:pull,push");
        assertThat(answer.json().has("refresh_token")).isFalse();

        assertThat(post("grant_type", "refresh_token", "refresh_token", refreshToken, "access_type", "offline")
                        .field("refresh_token"))
                .isEqualTo(refreshToken);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type, password,      username, anna,             400, the form lacks the field password",
        "grant_type, refresh_token, username, anna,             400, the form lacks the field refresh_token",
        "username,   anna,          password, x,                400, the form lacks the field grant_type",
        "grant_type, implicit,      username, anna,             400, 'the grant_type is password or refresh_token, not ''implicit'''",
        "grant_type, refresh_token, refresh_token, nonsense,    401, the login is not valid any more: docker login HOST",
        "grant_type, password,      service, other,             400, 'the service here is berth, not ''other'''",
    })
    void post_malformed(String field, String value, String other, String otherValue, int status, String message)
            throws Exception {
        Client.Answer answer = post(field, value, other, otherValue);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.message()).isEqualTo(message.replace("HOST", server.host()));
    }

    @Test
    void post_noForm() throws Exception {
        assertThat(server.client()
                        .post("/token", "{\"grant_type\":\"password\"}")
                        .message())
                .isEqualTo("the request's body has to be a form, application/x-www-form-urlencoded");
        assertThat(server.client()
                        .send("POST", "/token", "application/x-www-form-urlencoded", "grant_type=%zz")
                        .message())
                .isEqualTo("the form in the request's body cannot be decoded");
        assertThat(server.client()
                        .send("POST", "/token", "application/x-www-form-urlencoded", "a".repeat(20_000))
                        .status())
                .isEqualTo(413);
        assertThat(server.client().delete("/token").status()).isEqualTo(405);
    }

    @Test
    void refreshToken_afterPasswordChanged() throws Exception {
        String refreshToken = refreshToken();

        accounts.accounts().setPassword("anna", "another horse");

        assertThat(post("grant_type", "refresh_token", "refresh_token", refreshToken)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refreshToken_expired() throws Exception {
        String refreshToken = refreshToken();
        accounts.clock().pass(Duration.ofDays(90).minusSeconds(1));
        assertThat(post("grant_type", "refresh_token", "refresh_token", refreshToken)
                        .status())
                .isEqualTo(200);

        accounts.clock().pass(Duration.ofSeconds(1));

        Client.Answer answer = post("grant_type", "refresh_token", "refresh_token", refreshToken);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.refusal()).isEqualTo("the refresh token expired on 2026-08-02T12:00:00Z");
    }

    @Test
    void refreshToken_ofDisabledAccount() throws Exception {
        String refreshToken = refreshToken();

        accounts.disable("anna");

        assertThat(post("grant_type", "refresh_token", "refresh_token", refreshToken)
                        .refusal())
                .isEqualTo("the account is disabled");
    }

    @Test
    void refreshToken_ofPersonalToken() throws Exception {
        Client client = server.client().basic("anna", personalToken(TokenScope.READ));
        String refreshToken =
                client.get("/token?service=berth&offline_token=true").field("refresh_token");

        Client.Answer answer =
                post("grant_type", "refresh_token", "refresh_token", refreshToken, "scope", "repository:anna/app:*");
        assertThat(answer.field("scope")).isEqualTo("repository:anna/app:pull");
        assertThat(claims(answer.field("token")).path("limit").toString()).isEqualTo("[\"pull\"]");

        long id = accounts.accounts()
                .personalTokens()
                .list(accounts.account("anna"))
                .getFirst()
                .id();
        accounts.accounts().personalTokens().revoke(accounts.account("anna"), id);
        assertThat(post("grant_type", "refresh_token", "refresh_token", refreshToken)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void refreshToken_asPassword() throws Exception {
        Client.Answer answer = server.client().basic("<token>", refreshToken()).get("/token?service=berth");

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void accessToken_expires() throws Exception {
        Client client = anna().token("repository:anna/app:pull");
        accounts.clock().pass(Duration.ofSeconds(299));
        assertThat(client.get("/v2/anna/app/pull").status()).isEqualTo(200);

        accounts.clock().pass(Duration.ofSeconds(4));

        Client.Answer answer = client.get("/v2/anna/app/pull");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.challenge()).contains("error=\"invalid_token\"", "scope=\"repository:anna/app:pull\"");
        assertThat(answer.refusal()).isEqualTo("the token expired 3 s ago");
        assertThat(client.get("/v2/anna/app/pull").refusal()).isEqualTo("the token expired 3 s ago");
    }

    @Test
    void accessToken_afterRestart() throws Exception {
        Client client = anna().token("repository:anna/app:pull");

        Accounts restarted = accounts.open(accounts.accounts().config());

        String token = client.authorization().orElseThrow().substring("Bearer ".length());
        assertThat(restarted.bearerTokens().verify(token).name()).isEqualTo("anna");
    }
}
