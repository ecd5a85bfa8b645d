package dev.berth.hub.webhooks;

import dev.berth.oci.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says the same of every repository. */
public final class TestFacts implements RepositoryFacts {
    @Override
    public Optional<About> about(long repository) {
        return Optional.of(new About(true, Instant.parse("2026-05-01T00:00:00Z"), "An app", "# App", 3));
    }

    @Override
    public List<Platform> platforms(long repository, Digest digest) {
        return List.of(new Platform("linux", "arm64", Optional.of("v8"), digest.toString()));
    }
}
