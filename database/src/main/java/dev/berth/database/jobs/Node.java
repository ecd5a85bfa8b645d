package dev.berth.database.jobs;

import java.time.Instant;

/**
 * A node of the installation, as it told last.
 *
 * @param name its host and port
 * @param version that of its program
 * @param startedAt when it began to serve
 * @param seenAt when it told last that it is there
 */
public record Node(String name, String version, Instant startedAt, Instant seenAt) {}
