package dev.berth.registry.usage;

import java.time.Duration;
import java.time.Instant;

/**
 * How much was stored at a moment.
 *
 * @param takenAt when it was counted
 * @param took how long the counting took
 * @param bytes what the blobs take, each once
 * @param logicalBytes what they would take if no two repositories shared any
 * @param blobs how many there are
 * @param damaged how many of these the scrub has found damaged
 */
public record UsageSample(
        Instant takenAt,
        Duration took,
        long bytes,
        long logicalBytes,
        long blobs,
        long damaged,
        long manifests,
        long tags,
        long repositories) {}
