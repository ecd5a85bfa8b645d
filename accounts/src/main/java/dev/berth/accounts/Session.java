package dev.berth.accounts;

import java.time.Instant;

/**
 * A browser in which somebody is signed in, without its secret.
 *
 * @param address where it signed in from
 * @param userAgent what it calls itself
 * @param lastSeenAt when its last request came, to a few minutes
 */
public record Session(long id, String address, String userAgent, Instant createdAt, Instant lastSeenAt) {}
