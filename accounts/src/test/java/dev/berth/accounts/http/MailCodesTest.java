package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.mail.Mail;
import dev.berth.accounts.mail.Postbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proving an address and choosing another password by codes in mail, as exchanges. */
class MailCodesTest {
    private static final String ANNA = "anna@example.org";

    private final Postbox postbox = new Postbox();

    private TestAccounts accounts;
    private TestServer server;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        accounts = TestAccounts.writing(folder, postbox);
        server = new TestServer(accounts);
        // Those to the accounts that are made for every test.
        postbox.take();
        postbox.take();
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
    }

    private Client.Answer forgot(String email) throws Exception {
        return new Browser(server).post("/api/v1/password/forgot", Map.of("email", email));
    }

    private Client.Answer reset(String code, String password) throws Exception {
        return new Browser(server).post("/api/v1/password/reset", Map.of("code", code, "password", password));
    }

    private Client.Answer verify(String code) throws Exception {
        return new Browser(server).post("/api/v1/email/verify", Map.of("code", code));
    }

    /** Carl, who signed up just now, in his browser. */
    private Browser carl() throws Exception {
        Map<String, String> carl =
                Map.of("username", "carl", "email", "carl@example.org", "password", TestAccounts.PASSWORD);
        assertThat(new Browser(server).post("/api/v1/users", carl).status()).isEqualTo(201);
        return Browser.of(server, "carl");
    }

    @Test
    void signUp_pushesOnlyWithAProvedAddress() throws Exception {
        Browser browser = carl();
        String code = postbox.takeCode("carl@example.org");
        Client docker = server.client().basic("carl", TestAccounts.PASSWORD);
        Map<String, Object> token = Map.of("label", "ci", "scopes", new String[] {"write"});

        assertThat(docker.get("/v2/carl/app/push").message()).startsWith("verify your e-mail address first");
        Client.Answer refused = browser.post("/api/v1/tokens", token);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.field("title")).isEqualTo("E-mail not verified");
        assertThat(browser.get("/api/v1/tokens").status()).isEqualTo(200);

        assertThat(verify(code).status()).isEqualTo(204);
        assertThat(docker.get("/v2/carl/app/push").status()).isEqualTo(200);
        assertThat(browser.post("/api/v1/tokens", token).status()).isEqualTo(201);
        assertThat(browser.get("/api/v1/user").json().path("email_verified").asBoolean())
                .isTrue();
        assertThat(verify(code).status()).as("again").isEqualTo(400);
    }

    @Test
    void verification_sentAgain_isAnother() throws Exception {
        Browser browser = carl();
        String first = postbox.takeCode("carl@example.org");

        browser.post("/api/v1/user/email/verification");
        accounts.clock().pass(Duration.ofMinutes(1));
        assertThat(browser.post("/api/v1/user/email/verification").status()).isEqualTo(204);
        String second = postbox.takeCode("carl@example.org");

        assertThat(postbox.rest()).isEmpty();
        assertThat(verify(first).status()).isEqualTo(400);
        assertThat(verify(second).status()).isEqualTo(204);
    }

    @Test
    void verification_expires() throws Exception {
        carl();
        String code = postbox.takeCode("carl@example.org");
        accounts.clock().pass(Duration.ofDays(3));

        assertThat(verify(code).status()).isEqualTo(400);
    }

    @Test
    void verification_ofAnAddressThatWasChangedSince_provesNothing() throws Exception {
        Browser browser = carl();
        String code = postbox.takeCode("carl@example.org");

        browser.send(
                "PATCH",
                "/api/v1/user",
                Optional.of(Map.of("email", "new@example.org", "password", TestAccounts.PASSWORD)));

        Mail warning = postbox.take();
        assertThat(warning.to()).isEqualTo("carl@example.org");
        assertThat(warning.text()).contains("The e-mail address was changed to new@example.org");
        assertThat(verify(code).status()).isEqualTo(400);
        assertThat(verify(postbox.takeCode("new@example.org")).status()).isEqualTo(204);
    }

    @Test
    void reset_byCodeOfMail_isGoodOnceAndEndsSessions() throws Exception {
        Browser before = Browser.of(server, "anna");
        assertThat(forgot("ANNA@example.org").status()).isEqualTo(204);
        String code = postbox.takeCode(ANNA);

        assertThat(reset(code, "short").status()).isEqualTo(400);
        assertThat(reset(code, "another horse").status()).isEqualTo(204);

        assertThat(postbox.take().text()).contains("The password was reset by a code");
        assertThat(before.get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(new Browser(server).signIn("anna", TestAccounts.PASSWORD).status())
                .isEqualTo(401);
        assertThat(new Browser(server).signIn("anna", "another horse").status()).isEqualTo(200);
        assertThat(reset(code, "third horse").status()).isEqualTo(400);
    }

    @Test
    void reset_byExpiredOrReplacedOrForeignCode_isRefused() throws Exception {
        forgot(ANNA);
        String first = postbox.takeCode(ANNA);
        accounts.clock().pass(Duration.ofMinutes(1));
        forgot(ANNA);
        String second = postbox.takeCode(ANNA);
        assertThat(reset(first, "another horse").status()).isEqualTo(400);
        accounts.clock().pass(Duration.ofHours(1));
        assertThat(reset(second, "another horse").status()).isEqualTo(400);

        carl();
        String verification = postbox.takeCode("carl@example.org");
        assertThat(reset(verification, "another horse").status()).isEqualTo(400);
        assertThat(verify(verification).status()).isEqualTo(204);
    }

    @Test
    void reset_afterThePasswordWasChanged_isRefused() throws Exception {
        forgot(ANNA);
        String code = postbox.takeCode(ANNA);
        accounts.accounts().setPassword("anna", "another horse");

        assertThat(reset(code, "third horse").status()).isEqualTo(400);
    }

    @Test
    void forgot_answersTheSame_whoeverIsMeant() throws Exception {
        accounts.disable("bert");

        Client.Answer known = forgot(ANNA);
        Client.Answer unknown = forgot("nobody@example.org");
        Client.Answer disabled = forgot("bert@example.org");
        Client.Answer again = forgot(ANNA);

        for (Client.Answer answer : new Client.Answer[] {known, unknown, disabled, again}) {
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.response().headers().map().keySet())
                    .isEqualTo(known.response().headers().map().keySet());
        }
        assertThat(postbox.take().to()).isEqualTo(ANNA);
        accounts.accounts().settle();
        assertThat(postbox.rest()).isEmpty();
    }

    @Test
    void forgot_tooOften_isRefused() throws Exception {
        Browser eager = new Browser(server, "127.0.0.9");
        for (int i = 0; i < 60; i++) {
            eager.post("/api/v1/password/forgot", Map.of("email", "nobody@example.org"));
        }

        assertThat(eager.post("/api/v1/password/forgot", Map.of("email", ANNA)).status())
                .isEqualTo(429);
    }

    @Test
    void links_leadToTheConfiguredSite_whateverTheRequestSays() throws Exception {
        String answer = RawHttp.send(
                server,
                "POST /api/v1/password/forgot HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\n"
                        + "Content-Length: 28\r\nConnection: close\r\n\r\n{\"email\":\"" + ANNA + "\"}");

        assertThat(answer).startsWith("HTTP/1.1 204");
        assertThat(postbox.take().text())
                .contains("https://berth.example/reset?code=")
                .doesNotContain("evil");
    }

    @Test
    void mail_cannotBeForgedByWhatSomebodyGives() throws Exception {
        for (String evil :
                new String[] {"a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "<a@b>"}) {
            assertThat(forgot(evil).status()).isEqualTo(400);
        }
    }

    @Test
    void forgot_withoutMail_saysWhoHelps(@TempDir Path folder) throws Exception {
        try (TestAccounts without = TestAccounts.in(folder);
                TestServer other = new TestServer(without)) {
            Client.Answer answer = new Browser(other).post("/api/v1/password/forgot", Map.of("email", ANNA));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("detail")).contains("ask an administrator");
        }
    }

    @Test
    void invitation_isMailed() throws Exception {
        Client.Answer answer =
                Browser.of(server, "admin").post("/api/v1/admin/invitations", Map.of("email", "dora@example.org"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(postbox.takeCode("dora@example.org")).isEqualTo(answer.field("code"));
    }
}
