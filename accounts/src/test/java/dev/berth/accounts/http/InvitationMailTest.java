package dev.berth.accounts.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.berth.accounts.TestAccounts;
import dev.berth.accounts.mail.MailConfig;
import dev.berth.accounts.mail.SmtpMailer;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Invitations into organisations as a real mail server gets them, and who may accept those that were sent to an address. */
class InvitationMailTest {
    private static final String INVITATIONS = "/api/v1/orgs/acme/invitations";
    private static final Pattern LINK =
            Pattern.compile("https://berth\\.example/(?:invitations/|verify\\?code=)(\\w+)");

    private final GreenMail mails = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));

    /** What anna and bert were sent to prove their addresses with. */
    private final Map<String, String> proofs = new HashMap<>();

    private TestAccounts accounts;
    private TestServer server;
    private Browser anna;
    private Browser bert;
    private final Set<String> taken = new HashSet<>();

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        mails.start();
        MailConfig config = new MailConfig(
                "localhost",
                mails.getSmtp().getPort(),
                MailConfig.Security.NONE,
                Optional.empty(),
                "hub@berth.example",
                Optional.empty());
        accounts = TestAccounts.writing(folder, new SmtpMailer(config, Clock.systemUTC()));
        for (int i = 0; i < 2; i++) {
            MimeMessage proof = takeMail();
            String to = proof.getRecipients(Message.RecipientType.TO)[0].toString();
            proofs.put(to, code(proof, to));
        }
        server = new TestServer(accounts);
        anna = Browser.of(server, "anna");
        bert = Browser.of(server, "bert");
        assertThat(anna.post("/api/v1/orgs", Map.of("name", "acme")).status()).isEqualTo(201);
    }

    @AfterEach
    void close() {
        server.close();
        accounts.close();
        mails.stop();
    }

    /** A mail that was not taken before; the server keeps them by recipient, not in the order in which they came. */
    private MimeMessage takeMail() throws Exception {
        assertThat(mails.waitForIncomingEmail(20_000, taken.size() + 1)).isTrue();
        for (MimeMessage mail : mails.getReceivedMessages()) {
            if (taken.add(mail.getMessageID())) {
                return mail;
            }
        }
        throw new AssertionError("no other mail came");
    }

    /** The code in the next mail, which is to this address. */
    private String takeCode(String to) throws Exception {
        return code(takeMail(), to);
    }

    private static String code(MimeMessage mail, String to) throws Exception {
        assertThat(mail.getRecipients(Message.RecipientType.TO)[0]).hasToString(to);
        Matcher link = LINK.matcher(mail.getContent().toString());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private void prove(String email) throws Exception {
        assertThat(new Browser(server)
                        .post("/api/v1/email/verify", Map.of("code", proofs.getOrDefault(email, "")))
                        .status())
                .isEqualTo(204);
    }

    private static Client.Answer accept(Browser browser, String key) throws Exception {
        return browser.post("/api/v1/invitations/" + key + "/accept");
    }

    @Test
    void invitation_toAnAddress_isMailed_andAcceptedByItsProvedOwnerAlone() throws Exception {
        Client.Answer invited = anna.post(INVITATIONS, Map.of("email", "bert@example.org"));
        assertThat(invited.json().path("mailed").asBoolean()).isTrue();

        MimeMessage mail = takeMail();
        assertThat(mail.getSubject()).isEqualTo("You are invited into acme");
        assertThat(mail.getContent().toString()).contains("anna invites you into the organisation acme");
        String code = code(mail, "bert@example.org");
        assertThat(invited.field("code")).isEqualTo(code);

        assertThat(accept(Browser.of(server, "admin"), code).status()).isEqualTo(403);
        assertThat(accept(bert, code).field("detail")).contains("not verified yours");
        assertThat(bert.get("/api/v1/user/invitations").body()).isEqualTo("[]");

        prove("bert@example.org");
        String id = invited.json().path("invitation").path("id").asString();
        assertThat(bert.get("/api/v1/user/invitations")
                        .json()
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(id);
        assertThat(accept(Browser.of(server, "admin"), id).status()).isEqualTo(404);
        assertThat(accept(bert, code).status()).isEqualTo(200);
        assertThat(accept(bert, code).status()).as("once").isEqualTo(404);
        assertThat(bert.get("/api/v1/orgs/acme").status()).isEqualTo(200);
    }

    @Test
    void invitation_toAnAddress_isTurnedDownByNobodyElse() throws Exception {
        String code =
                anna.post(INVITATIONS, Map.of("email", "carl@example.org")).field("code");
        assertThat(takeCode("carl@example.org")).isEqualTo(code);
        prove("bert@example.org");

        assertThat(bert.post("/api/v1/invitations/" + code + "/decline").status())
                .isEqualTo(403);
    }

    @Test
    void invitation_byName_isMailedToAProvedAddress() throws Exception {
        anna.post(INVITATIONS, Map.of("username", "bert"));
        prove("bert@example.org");
        Client.Answer invited = anna.post(INVITATIONS, Map.of("username", "bert"));

        assertThat(invited.json().path("mailed").asBoolean()).isFalse();
        assertThat(takeCode("bert@example.org")).isEqualTo(invited.field("code"));
        assertThat(accept(bert, invited.field("code")).status()).isEqualTo(200);
    }

    @Test
    void invitations_tooMany_haveToWait() throws Exception {
        int last = 0;
        for (int i = 0; i < 70 && last != 429; i++) {
            last = anna.post(INVITATIONS, Map.of("email", "nobody" + i + "@example.org"))
                    .status();
        }

        assertThat(last).isEqualTo(429);
    }
}
