package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.SignUp;
import dev.berth.accounts.TestAccounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sign-up, as exchanges. */
class SignUpTest {
    private static final String CARL =
            "{\"username\":\"carl\",\"email\":\"Carl@Example.org\",\"password\":\"battery staple\"}";

    @TempDir
    private Path folder;

    private TestAccounts accounts;
    private TestServer server;

    @BeforeEach
    void open() throws Exception {
        accounts = new TestAccounts(folder, SignUp.OPEN, false);
        server = new TestServer(accounts);
    }

    private void reopen(SignUp signUp) throws Exception {
        close();
        accounts = new TestAccounts(Files.createDirectory(folder.resolve("other")), signUp, false);
        server = new TestServer(accounts);
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static String invited(String code) {
        return CARL.replace("}", ",\"invitation\":\"" + code + "\"}");
    }

    @Test
    void signUp_open() throws Exception {
        Client.Answer answer = server.client().post("/api/v1/users", CARL);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body())
                .isEqualTo(json("{'username':'carl','email':'carl@example.org','created_at':'2026-05-04T12:00:00Z'}"));
        assertThat(server.client()
                        .basic("carl", "battery staple")
                        .get("/v2/carl/app/push")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense                                                                          | 400 | the body is not valid JSON: ",
                "[]                                                                                | 400 | a JSON object is needed",
                "{'username':'carl','email':'c@example.org','password':'battery staple','admin':1} | 400 | there is no field 'admin' here, only email, invitation, password, username",
                "{'username':'carl','username':'dora','email':'c@example.org','password':'battery staple'} | 400 | the body is not valid JSON: Duplicate",
                "{'username':'carl','email':'c@example.org','password':'battery staple'} trailing   | 400 | the body is not valid JSON: ",
                "{'email':'c@example.org','password':'battery staple'}                             | 400 | username: it is missing",
                "{'username':'carl','password':'battery staple'}                                   | 400 | email: it is missing",
                "{'username':'carl','email':'c@example.org'}                                       | 400 | password: it is missing",
                "{'username':null,'email':'c@example.org','password':'battery staple'}             | 400 | username: it is missing",
                "{'username':7,'email':'c@example.org','password':'battery staple'}                | 400 | username: a string is needed",
                "{'username':'ann','email':'c@example.org','password':'battery staple'}            | 400 | username: 4 to 30 lower-case letters and digits",
                "{'username':'Carl','email':'c@example.org','password':'battery staple'}           | 400 | username: ",
                "{'username':'car-l','email':'c@example.org','password':'battery staple'}          | 400 | username: ",
                "{'username':'carl','email':'example.org','password':'battery staple'}             | 400 | email: ",
                "{'username':'carl','email':'c@','password':'battery staple'}                      | 400 | email: ",
                "{'username':'carl','email':'c@d@example.org','password':'battery staple'}         | 400 | email: ",
                "{'username':'carl','email':'c d@example.org','password':'battery staple'}         | 400 | email: ",
                "{'username':'carl','email':'c@-example.org','password':'battery staple'}          | 400 | email: ",
                "{'username':'carl','email':'c@example.org','password':'short'}                    | 400 | password: 8 to 256 characters are needed",
                "{'username':'carlcarl','email':'c@example.org','password':'carlcarl'}             | 400 | password: it must not be the username",
                "{'username':'carl','email':'c@example.org','password':'berth_pat_x'}              | 400 | password: it must not begin like a personal token",
                "{'username':'anna','email':'c@example.org','password':'battery staple'}           | 409 | the username anna is taken",
                "{'username':'carl','email':'ANNA@example.org','password':'battery staple'}        | 409 | no account can be made with this username and e-mail address",
                "{'username':'admin','email':'c@example.org','password':'battery staple'}          | 409 | the username admin is taken",
                "{'username':'library','email':'c@example.org','password':'battery staple'}        | 409 | the username library is taken",
            })
    void signUp_refused(String body, int status, String detail) throws Exception {
        Client.Answer answer = server.client().post("/api/v1/users", json(body));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.field("detail")).startsWith(detail);
    }

    @Test
    void signUp_tooLarge() throws Exception {
        assertThat(server.client()
                        .post("/api/v1/users", "{\"username\":\"" + "a".repeat(300_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(server.client().post("/api/v1/users", "[".repeat(16_000)).status())
                .isEqualTo(400);
    }

    @Test
    void signUp_fromPageOfAnotherSite() throws Exception {
        String answer = RawHttp.send(
                server,
                "POST /api/v1/users HTTP/1.1\r\nHost: " + server.host() + "\r\nOrigin: http://evil.example\r\n"
                        + "Content-Type: text/plain\r\nContent-Length: " + CARL.length()
                        + "\r\nConnection: close\r\n\r\n" + CARL);

        assertThat(answer).startsWith("HTTP/1.1 415");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLOSED", "AUTO"})
    void signUp_closed(SignUp mode) throws Exception {
        reopen(mode);

        Client.Answer answer = server.client().post("/api/v1/users", CARL);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.field("detail")).isEqualTo("only administrators make accounts here");
        assertThat(server.client().post("/api/v1/users", invited("code")).status())
                .isEqualTo(403);
        assertThat(server.client()
                        .basic("anna", TestAccounts.PASSWORD)
                        .post("/api/v1/users", CARL)
                        .status())
                .isEqualTo(403);
        assertThat(server.client()
                        .basic("admin", "wrong")
                        .post("/api/v1/users", CARL)
                        .status())
                .isEqualTo(401);
        assertThat(server.client()
                        .basic("admin", TestAccounts.PASSWORD)
                        .post("/api/v1/users", CARL)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void signUp_invited() throws Exception {
        reopen(SignUp.INVITED);
        String code = accounts.invitation(Duration.ofDays(7));

        assertThat(server.client().post("/api/v1/users", CARL).status()).isEqualTo(403);
        assertThat(server.client().post("/api/v1/users", invited("wrong")).status())
                .isEqualTo(403);
        assertThat(server.client()
                        .post("/api/v1/users", invited(code).replace("carl", "anna"))
                        .status())
                .isEqualTo(409);
        assertThat(server.client().post("/api/v1/users", invited(code)).status())
                .isEqualTo(201);
        assertThat(server.client()
                        .post(
                                "/api/v1/users",
                                invited(code).replace("carl", "dora").replace("Carl", "dora"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void signUp_withInvitationTakenByAddressThatIsTaken() throws Exception {
        reopen(SignUp.INVITED);
        String code = accounts.invitation(Duration.ofDays(7));

        assertThat(server.client()
                        .post("/api/v1/users", invited(code).replace("Carl@", "anna@"))
                        .status())
                .isEqualTo(409);

        assertThat(server.client().post("/api/v1/users", invited(code)).status())
                .isEqualTo(201);
    }

    @Test
    void signUp_withExpiredInvitation() throws Exception {
        reopen(SignUp.INVITED);
        String code = accounts.invitation(Duration.ofDays(7));
        accounts.clock().pass(Duration.ofDays(7));

        assertThat(server.client().post("/api/v1/users", invited(code)).status())
                .isEqualTo(403);
    }

    @Test
    void signUp_tooOften() throws Exception {
        Client eager = server.client().at("127.0.0.3");
        String taken = CARL.replace("carl", "anna");
        for (int i = 0; i < 60; i++) {
            assertThat(eager.post("/api/v1/users", taken).status()).isEqualTo(409);
        }

        Client.Answer answer = eager.post("/api/v1/users", taken);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("30");
        assertThat(server.client().post("/api/v1/users", CARL).status()).isEqualTo(201);

        accounts.clock().pass(Duration.ofSeconds(30));
        assertThat(eager.post("/api/v1/users", taken).status()).isEqualTo(409);
    }
}
