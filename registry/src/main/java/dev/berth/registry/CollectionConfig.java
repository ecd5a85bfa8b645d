package dev.berth.registry;

import java.time.Duration;

/**
 * When content that nothing refers to is deleted.
 *
 * @param enabled whether the server collects by itself
 * @param grace how long content stays after it has lost its last reference
 * @param interval how often the server looks for content whose grace is over
 * @param untagged what happens to manifests that nothing names
 * @param uploadExpiry how long an upload that nobody goes on with stays open
 */
public record CollectionConfig(
        boolean enabled, Duration grace, Duration interval, Untagged untagged, Duration uploadExpiry) {
    public CollectionConfig {
        if (!interval.isPositive()) {
            throw new IllegalArgumentException("the interval of the collection must be longer than nothing");
        }
    }

    /** What happens to manifests without a tag, which no index and no referrer's subject holds either. */
    public enum Untagged {
        /** They go when their grace is over. */
        COLLECT,
        /** They stay until somebody deletes them. */
        KEEP
    }
}
