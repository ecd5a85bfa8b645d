package dev.berth.accounts;

import java.time.Duration;

/**
 * How long somebody stays signed in in a browser.
 *
 * @param idle how long after the last request
 * @param lifetime how long after signing in, however often there are requests
 */
public record SessionConfig(Duration idle, Duration lifetime) {
    /** What holds where nobody says otherwise. */
    public static final SessionConfig USUAL = new SessionConfig(Duration.ofDays(14), Duration.ofDays(90));

    public SessionConfig {
        if (!idle.isPositive() || !lifetime.isPositive()) {
            throw new IllegalArgumentException("a session must last");
        }
    }
}
