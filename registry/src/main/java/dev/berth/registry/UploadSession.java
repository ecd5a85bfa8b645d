package dev.berth.registry;

import dev.berth.oci.Algorithm;
import dev.berth.oci.RepositoryName;
import dev.berth.storage.Location;

/**
 * An upload session as its row says.
 *
 * @param id its name
 * @param repository the repository that the blob is pushed to
 * @param algorithm the hash that is kept while bytes arrive
 * @param size how many bytes have arrived
 * @param location where they are
 */
public record UploadSession(
        UploadId id, RepositoryName repository, Algorithm algorithm, long size, Location location) {}
