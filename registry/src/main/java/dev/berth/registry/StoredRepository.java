package dev.berth.registry;

import dev.berth.oci.RepositoryName;
import java.time.Instant;
import java.util.Optional;

/**
 * A repository as the registry keeps it.
 *
 * @param id its id, which stays when it is renamed
 * @param archivedAt since when it can only be read
 */
public record StoredRepository(
        long id, RepositoryName name, boolean isPublic, Instant createdAt, Optional<Instant> archivedAt) {}
