package dev.berth.server.config;

import dev.berth.accounts.SessionConfig;

/** What the settings about people make. */
final class PeopleConfiguration {
    private PeopleConfiguration() {}

    static SessionConfig session(EffectiveSettings settings) {
        return new SessionConfig(
                settings.get(PeopleSettings.SESSION_IDLE), settings.get(PeopleSettings.SESSION_LIFETIME));
    }
}
