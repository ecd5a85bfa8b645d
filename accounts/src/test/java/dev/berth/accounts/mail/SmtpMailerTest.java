package dev.berth.accounts.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.berth.accounts.mail.MailConfig.Login;
import dev.berth.accounts.mail.MailConfig.Security;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail to an SMTP server of another make, which listens on a port of its own. */
class SmtpMailerTest {
    private static final Mail MAIL = new Mail(
            "anna@example.org", "Grüße von Berth", "Hello Anna,\n\n.open https://berth.example/verify?code=x\n");

    @TempDir
    private static Path folder;

    private final ScriptedSmtp scripted = new ScriptedSmtp();
    private Optional<GreenMail> server = Optional.empty();

    @BeforeAll
    static void makeKeys() throws Exception {
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                folder.resolve("mail.p12"),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "mail",
                "-file",
                folder.resolve("mail.pem"),
                "-keystore",
                folder.resolve("mail.p12"),
                "-storepass",
                "changeit");
        System.setProperty(
                "greenmail.tls.keystore.file", folder.resolve("mail.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", "changeit");
        System.setProperty("greenmail.tls.key.password", "changeit");
    }

    private static void keytool(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @AfterEach
    void stop() throws IOException {
        server.ifPresent(GreenMail::stop);
        scripted.close();
    }

    private GreenMail start(String protocol) {
        GreenMail started = new GreenMail(new ServerSetup(0, "localhost", protocol));
        started.start();
        server = Optional.of(started);
        return started;
    }

    private MailConfig config(GreenMail started, Security security, Optional<Login> login) {
        int port = (security == Security.TLS ? started.getSmtps() : started.getSmtp()).getPort();
        return new MailConfig(
                "localhost", port, security, login, "hub@berth.example", Optional.of(folder.resolve("mail.pem")));
    }

    private static void send(MailConfig config, Mail mail) throws MailFailure {
        new SmtpMailer(config, Clock.systemUTC()).send(mail);
    }

    @Test
    void send_plain_arrivesWhole() throws Exception {
        GreenMail started = start(ServerSetup.PROTOCOL_SMTP);

        send(config(started, Security.NONE, Optional.empty()), MAIL);

        MimeMessage message = started.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Grüße von Berth");
        assertThat(message.getContent().toString().replace("\r\n", "\n").strip())
                .isEqualTo(MAIL.text().strip());
        assertThat(message.getAllRecipients()[0]).hasToString("anna@example.org");
        assertThat(message.getFrom()[0]).hasToString("hub@berth.example");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).endsWith("@berth.example>");
    }

    @Test
    void send_overTls_withLogin() throws Exception {
        GreenMail started = start(ServerSetup.PROTOCOL_SMTPS);
        started.setUser("hub@berth.example", "hub", "secret");

        send(config(started, Security.TLS, Optional.of(new Login("hub", "secret"))), MAIL);

        assertThat(started.getReceivedMessages()).hasSize(1);
    }

    @Test
    void send_withWrongLogin_mayBeTriedAgain() {
        GreenMail started = start(ServerSetup.PROTOCOL_SMTPS);
        started.setUser("hub@berth.example", "hub", "secret");

        assertThatExceptionOfType(MailFailure.class)
                .isThrownBy(() -> send(config(started, Security.TLS, Optional.of(new Login("hub", "wrong"))), MAIL))
                .matches(failure -> !failure.isPermanent());
        assertThat(started.getReceivedMessages()).isEmpty();
    }

    @Test
    void send_overTls_toServerThatNobodyVouchesFor_isRefused() {
        GreenMail started = start(ServerSetup.PROTOCOL_SMTPS);
        MailConfig trusting = config(started, Security.TLS, Optional.empty());
        MailConfig wary = new MailConfig(
                trusting.host(), trusting.port(), Security.TLS, Optional.empty(), trusting.from(), Optional.empty());

        assertThatExceptionOfType(MailFailure.class).isThrownBy(() -> send(wary, MAIL));
        assertThat(started.getReceivedMessages()).isEmpty();
    }

    @Test
    void send_overTls_toServerOfAnotherName_isRefused() {
        GreenMail started = start(ServerSetup.PROTOCOL_SMTPS);
        MailConfig right = config(started, Security.TLS, Optional.empty());
        MailConfig other =
                new MailConfig("127.0.0.1", right.port(), Security.TLS, right.login(), right.from(), right.ca());

        assertThatExceptionOfType(MailFailure.class).isThrownBy(() -> send(other, MAIL));
        assertThat(started.getReceivedMessages()).isEmpty();
    }

    @Test
    void send_byStartTls_isEncryptedBeforeLoginAndMail() throws Exception {
        int port = scripted.start(folder.resolve("mail.p12"), true, "250 taken");

        send(
                new MailConfig(
                        "localhost",
                        port,
                        Security.STARTTLS,
                        Optional.of(new Login("hub", "secret")),
                        "hub@berth.example",
                        Optional.of(folder.resolve("mail.pem"))),
                MAIL);

        assertThat(scripted.plainCommands()).containsExactly("EHLO", "STARTTLS");
        assertThat(scripted.secureCommands()).containsExactly("EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT");
    }

    @Test
    void send_byStartTls_whereTheServerDoesNotOfferIt_sendsNothing() throws Exception {
        int port = scripted.start(folder.resolve("mail.p12"), false, "250 taken");

        assertThatExceptionOfType(MailFailure.class)
                .isThrownBy(() -> send(
                        new MailConfig(
                                "localhost",
                                port,
                                Security.STARTTLS,
                                Optional.of(new Login("hub", "secret")),
                                "hub@berth.example",
                                Optional.empty()),
                        MAIL))
                .matches(failure -> !failure.isPermanent());
        assertThat(scripted.plainCommands()).doesNotContain("AUTH", "MAIL", "DATA");
    }

    @Test
    void send_whatIsRefused_isPermanentExactlyWhereTheServerSaysSo() throws Exception {
        for (String refusal : new String[] {"550 no such mailbox", "451 try later"}) {
            try (ScriptedSmtp refusing = new ScriptedSmtp()) {
                int port = refusing.start(folder.resolve("mail.p12"), false, refusal);
                MailConfig config = new MailConfig(
                        "localhost", port, Security.NONE, Optional.empty(), "hub@berth.example", Optional.empty());

                assertThatExceptionOfType(MailFailure.class)
                        .isThrownBy(() -> send(config, MAIL))
                        .matches(failure -> failure.isPermanent() == refusal.startsWith("550"));
            }
        }
    }

    @Test
    void send_whereNobodyListens_mayBeTriedAgain() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatExceptionOfType(MailFailure.class)
                .isThrownBy(() -> send(
                        new MailConfig(
                                "localhost",
                                free,
                                Security.NONE,
                                Optional.empty(),
                                "hub@berth.example",
                                Optional.empty()),
                        MAIL))
                .matches(failure -> !failure.isPermanent());
    }
}
