package dev.berth.server.config;

import java.nio.file.Path;

/**
 * Where a node keeps what it has pulled from S3.
 *
 * @param folder a folder of this node alone
 * @param bytes the most that it holds
 */
public record CacheConfig(Path folder, long bytes) {}
