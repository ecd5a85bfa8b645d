package dev.berth.accounts;

import java.time.Instant;

/**
 * An organisation.
 *
 * @param name its name, which is also that of its namespace
 * @param displayName what people call it
 */
public record Organisation(long id, String name, String displayName, Instant createdAt) {}
