package dev.berth.registry.usage;

/**
 * What one repository or namespace stores.
 *
 * @param repositories how many repositories it is
 * @param bytes what their blobs take, those of each repository counted once
 */
public record UsageShare(String name, long repositories, long bytes) {}
