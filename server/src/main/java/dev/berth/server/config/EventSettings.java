package dev.berth.server.config;

import static dev.berth.server.config.ValueFormat.duration;
import static dev.berth.server.config.ValueFormat.truth;

import java.time.Duration;
import java.util.List;

/** The rows of the table of settings that are about what happened, and to whom it is told. */
public final class EventSettings {
    public static final Setting<Duration> RETENTION = Setting.of(
            "events.retention",
            duration(Duration.ofDays(1)),
            "365d",
            "How long it is known what happened: the activity of repositories, the audit logs, and what tags pointed to.");

    public static final Setting<Boolean> PRIVATE_NETWORKS = Setting.of(
            "webhooks.private-networks",
            truth(),
            "false",
            "Whether webhooks may call addresses that are not on the public internet: this machine, private networks, and the"
                    + " metadata services of clouds. Whoever may make a webhook can then reach what the server can.");

    static final List<Setting<?>> ALL = List.of(RETENTION, PRIVATE_NETWORKS);

    private EventSettings() {}
}
