package dev.berth.hub;

import java.time.Instant;

/**
 * An event that is written down.
 *
 * @param id its place among all: what happened later has a higher one, but for a few milliseconds between nodes
 */
public record HappenedEvent(long id, Instant at, Event event) {}
