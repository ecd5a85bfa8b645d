package dev.berth.server.config;

import static dev.berth.server.config.ValueFormat.duration;

import java.time.Duration;
import java.util.List;

/** The rows of the table of settings that are about people and their browsers. */
public final class PeopleSettings {
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

    /** Every row, in the order of the reference page. */
    static final List<Setting<?>> ALL = List.of(SESSION_IDLE, SESSION_LIFETIME);

    private PeopleSettings() {}
}
