package dev.berth.server.config;

import dev.berth.accounts.SessionConfig;
import dev.berth.accounts.mail.MailConfig;
import java.net.URI;
import java.util.Optional;

/** What the settings about people make. */
final class PeopleConfiguration {
    private PeopleConfiguration() {}

    static SessionConfig session(EffectiveSettings settings) {
        return new SessionConfig(
                settings.get(PeopleSettings.SESSION_IDLE), settings.get(PeopleSettings.SESSION_LIFETIME));
    }

    static Optional<MailConfig> mail(EffectiveSettings settings) {
        return settings.get(PeopleSettings.MAIL_HOST)
                .map(host -> new MailConfig(
                        host,
                        settings.get(PeopleSettings.MAIL_PORT),
                        settings.get(PeopleSettings.MAIL_SECURITY),
                        settings.get(PeopleSettings.MAIL_USER)
                                .map(user -> new MailConfig.Login(
                                        user,
                                        settings.get(PeopleSettings.MAIL_PASSWORD)
                                                .orElse(""))),
                        settings.get(PeopleSettings.MAIL_FROM)
                                .orElseGet(() -> "berth@" + host(settings.get(Settings.HTTP_EXTERNAL_URL))),
                        settings.get(PeopleSettings.MAIL_CA)));
    }

    private static String host(Optional<URI> site) {
        return site.map(URI::getHost).orElse("localhost");
    }
}
