package dev.berth.server.config;

import static dev.berth.server.config.ValueFormat.address;
import static dev.berth.server.config.ValueFormat.duration;
import static dev.berth.server.config.ValueFormat.host;
import static dev.berth.server.config.ValueFormat.number;
import static dev.berth.server.config.ValueFormat.path;
import static dev.berth.server.config.ValueFormat.text;
import static dev.berth.server.config.ValueFormat.word;

import dev.berth.accounts.mail.MailConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The rows of the table of settings that are about people: their browsers, and the mail that is sent to them. */
public final class PeopleSettings {
    private static final String KEY = "mail.host";
    private static final String USER = "mail.user";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    public static final Setting<Duration> SESSION_IDLE = Setting.of(
            "session.idle",
            duration(MINUTE),
            "14d",
            "How long somebody stays signed in in a browser after the last request.");

    public static final Setting<Duration> SESSION_LIFETIME = Setting.of(
            "session.lifetime",
            duration(MINUTE),
            "90d",
            "How long somebody stays signed in in a browser at most, however often there are requests.");

    public static final Setting<Optional<String>> MAIL_HOST = Setting.of(
                    KEY,
                    host().orNothing(),
                    "",
                    "The SMTP server that mail is handed to: links to verify an address and to choose another password, and"
                            + " invitations. Whoever signs up then has to verify the address before pushing. Where it is not"
                            + " set, no mail is sent, nobody has to, and administrators help who forgot a password. The links"
                            + " lead to `http.external-url`.")
            .needing("http.external-url");

    public static final Setting<Integer> MAIL_PORT = Setting.of(
                    "mail.port", number(1, 65_535), "587", "The port of the SMTP server.")
            .needing(KEY);

    public static final Setting<MailConfig.Security> MAIL_SECURITY = Setting.of(
                    "mail.security",
                    word(MailConfig.Security.class),
                    "starttls",
                    "How the connection to the SMTP server is protected: encrypted before anything is told (`starttls`),"
                            + " encrypted from its beginning, as on port 465 (`tls`), or not at all (`none`). The server's"
                            + " certificate is checked, and has to bear its name.")
            .needing(KEY);

    public static final Setting<Optional<Path>> MAIL_CA = Setting.of(
                    "mail.ca",
                    path().orNothing(),
                    "",
                    "The file with the certificates to trust the SMTP server by, in PEM; where it is not set, those that Java"
                            + " trusts.")
            .needing(KEY);

    public static final Setting<Optional<String>> MAIL_USER = Setting.of(
                    USER, text("a user").orNothing(), "", "Who Berth logs in to the SMTP server as.")
            .needing(KEY);

    public static final Setting<Optional<String>> MAIL_PASSWORD = Setting.of(
                    "mail.password",
                    text("a password").orNothing(),
                    "",
                    "With what, where the SMTP server asks for it.")
            .keptSecret()
            .needing(USER);

    public static final Setting<Optional<Path>> MAIL_PASSWORD_FILE = Setting.of(
                    "mail.password-file",
                    path().orNothing(),
                    "",
                    "The file that holds the password, as Docker and Kubernetes hand over secrets.")
            .needing(USER);

    public static final Setting<Optional<String>> MAIL_FROM = Setting.of(
                    "mail.from",
                    address().orNothing(),
                    "",
                    "The address that mail comes from. Where it is not set, `berth` at the host of `http.external-url`.")
            .needing(KEY);

    /** Every row, in the order of the reference page. */
    static final List<Setting<?>> ALL = List.of(
            SESSION_IDLE,
            SESSION_LIFETIME,
            MAIL_HOST,
            MAIL_PORT,
            MAIL_SECURITY,
            MAIL_CA,
            MAIL_USER,
            MAIL_PASSWORD,
            MAIL_PASSWORD_FILE,
            MAIL_FROM);

    private PeopleSettings() {}
}
