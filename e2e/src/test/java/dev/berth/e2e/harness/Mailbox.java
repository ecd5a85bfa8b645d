package dev.berth.e2e.harness;

import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A mail server on a port of its own that keeps what it is handed, whoever it is for. */
public final class Mailbox implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final GreenMail server;

    private Mailbox(GreenMail server) {
        this.server = server;
    }

    public static Mailbox open() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return new Mailbox(server);
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** The link to this page in a mail to this address; waits until one arrives. */
    public URI link(String address, String page) {
        return await("a mail to " + address)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> arrived(address, page), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<URI> arrived(String address, String page) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, address))
                .flatMap(mail -> links(GreenMailUtil.getBody(mail)))
                .filter(link -> link.getPath().equals(page))
                .findFirst();
    }

    private static boolean isTo(MimeMessage mail, String address) {
        try {
            return Arrays.stream(mail.getRecipients(RecipientType.TO))
                    .anyMatch(recipient -> recipient.toString().equals(address));
        } catch (MessagingException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Stream<URI> links(String text) {
        return LINK.matcher(text).results().map(found -> URI.create(found.group()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
