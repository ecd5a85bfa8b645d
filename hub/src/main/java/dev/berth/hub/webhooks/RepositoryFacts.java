package dev.berth.hub.webhooks;

import dev.berth.oci.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is told of a repository along with an event. */
public interface RepositoryFacts {

    /**
     * What is known of a repository.
     *
     * @param description a line about it; empty text where there is none
     * @param readme what its page says; empty text where there is none
     */
    record About(boolean isPublic, Instant createdAt, String description, String readme, long stars) {}

    /** One platform that a manifest is for. */
    record Platform(String os, String architecture, Optional<String> variant, String digest) {}

    /** What is known of the repository with this id; empty when it is gone. */
    Optional<About> about(long repository);

    /** The platforms of a manifest of the repository with this id; none when it is gone. */
    List<Platform> platforms(long repository, Digest digest) throws IOException;
}
