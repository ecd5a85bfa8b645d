package dev.berth.accounts.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Hands mail to an SMTP server (RFC 5321), one connection a mail. The library is loaded with the first one. */
public final class SmtpMailer implements Mailer {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final int PERMANENT = 500;
    private static final int AUTHENTICATION = 530;

    private final MailConfig config;
    private final Clock clock;

    /** Sends mail by this server. */
    public SmtpMailer(MailConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public void send(Mail mail) throws MailFailure {
        try {
            Session session = Session.getInstance(properties(mail));
            MimeMessage message = message(session, mail);
            try (Transport transport = session.getTransport("smtp")) {
                if (config.login().isPresent()) {
                    transport.connect(
                            config.login().get().user(), config.login().get().password());
                } else {
                    transport.connect();
                }
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException e) {
            throw new MailFailure("the mail server: " + e.getMessage(), isPermanent(e), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new MailFailure("the certificates for the mail server cannot be read: " + e.getMessage(), false, e);
        }
    }

    private MimeMessage message(Session session, Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(config.from(), false));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(asciiHost(mail.to()), false));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // Keeps answering machines from answering (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    private Properties properties(Mail mail) throws IOException, GeneralSecurityException {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", String.valueOf(config.port()));
        properties.put("mail.smtp.connectiontimeout", String.valueOf(CONNECT_TIMEOUT.toMillis()));
        properties.put("mail.smtp.timeout", String.valueOf(ANSWER_TIMEOUT.toMillis()));
        properties.put("mail.smtp.writetimeout", String.valueOf(ANSWER_TIMEOUT.toMillis()));
        properties.put("mail.smtp.auth", String.valueOf(config.login().isPresent()));
        properties.put("mail.from", config.from());
        properties.put(
                "mail.smtp.localhost", config.from().substring(config.from().indexOf('@') + 1));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (config.security()) {
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case NONE -> {}
        }
        if (config.ca().isPresent()) {
            properties.put("mail.smtp.ssl.socketFactory", trusting(config.ca().get()));
        }
        if (!mail.to().chars().allMatch(c -> c < 128)) {
            properties.put("mail.mime.allowutf8", "true");
        }
        return properties;
    }

    private static String asciiHost(String address) {
        int host = address.indexOf('@') + 1;
        return address.substring(0, host) + IDN.toASCII(address.substring(host));
    }

    private static SSLSocketFactory trusting(Path ca) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream file = Files.newInputStream(ca)) {
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("ca" + count++, certificate);
            }
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** Whether the server refused this mail for good (RFC 5321, section 4.2.1), and not us because of how we came. */
    private static boolean isPermanent(MessagingException failure) {
        int code = switch (failure) {
            case SMTPSendFailedException refused -> refused.getReturnCode();
            case SMTPSenderFailedException refused -> refused.getReturnCode();
            case SMTPAddressFailedException refused -> refused.getReturnCode();
            case SendFailedException several
            when several.getNextException() instanceof MessagingException next -> isPermanent(next) ? PERMANENT : 0;
            default -> 0;
        };
        return code >= PERMANENT && code != AUTHENTICATION;
    }
}
