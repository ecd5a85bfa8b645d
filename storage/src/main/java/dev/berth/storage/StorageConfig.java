package dev.berth.storage;

import java.nio.file.Path;

/**
 * Where Berth keeps what it was given.
 *
 * @param data the folder that holds everything; made when it does not exist
 */
public record StorageConfig(Path data) {}
