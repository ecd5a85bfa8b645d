package dev.berth.e2e.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the server is to be started: its data folder, port (0 takes a free one), options and environment. */
public record Start(Path data, int port, List<String> options, Map<String, String> environment) {
    public static final String ADMIN_PASSWORD = "correct horse battery";

    public Start {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    public static Start on(Path data) {
        return new Start(data, 0, List.of(), Map.of("BERTH_ADMIN_PASSWORD", ADMIN_PASSWORD));
    }

    public Start port(int number) {
        return new Start(data, number, options, environment);
    }

    public Start option(String... words) {
        var all = new ArrayList<>(options);
        all.addAll(List.of(words));
        return new Start(data, port, all, environment);
    }

    public Start env(String name, String value) {
        var all = new HashMap<>(environment);
        all.put(name, value);
        return new Start(data, port, options, all);
    }

    /** Collects what nothing holds after so short a time that a test sees it happen. */
    public Start collecting(String grace, String interval) {
        return env("BERTH_COLLECTION_GRACE", grace).env("BERTH_COLLECTION_INTERVAL", interval);
    }

    public Start tls(Certificates certificates) {
        return env("BERTH_HTTP_TLS_CERTIFICATE", certificates.certificate().toString())
                .env("BERTH_HTTP_TLS_KEY", certificates.key().toString());
    }

    /** Sends its mail to this mailbox. The links in it lead to where the server listens, so its port is chosen before. */
    public Start mailing(Mailbox mailbox) {
        Start fixed = port == 0 ? port(Ports.free()) : this;
        return fixed.env("BERTH_HTTP_EXTERNAL_URL", "http://127.0.0.1:" + fixed.port)
                .env("BERTH_MAIL_HOST", "127.0.0.1")
                .env("BERTH_MAIL_PORT", "" + mailbox.port())
                .env("BERTH_MAIL_SECURITY", "none")
                .env("BERTH_MAIL_FROM", "berth@example.org");
    }

    /** A command of {@code ./berth admin} for what this start would serve. */
    public Command admin(String... words) {
        return Command.of(launcher(), "admin")
                .with(words)
                .with("--data", data.toString())
                .env(environment);
    }

    /** The words of the command line. */
    List<String> command() {
        var words = new ArrayList<>(
                List.of(launcher(), "serve", "--data", data.toString(), "--host", "127.0.0.1", "--port", "" + port));
        words.addAll(options);
        return words;
    }

    /** The launcher {@code ./berth}, which the system property {@code berth.launcher} names. */
    public static String launcher() {
        return Path.of(System.getProperty("berth.launcher", "../berth"))
                .toAbsolutePath()
                .normalize()
                .toString();
    }
}
