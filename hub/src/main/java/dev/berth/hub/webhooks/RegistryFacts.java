package dev.berth.hub.webhooks;

import dev.berth.database.Database;
import dev.berth.hub.Hub;
import dev.berth.hub.Listings;
import dev.berth.hub.Readmes;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Registry;
import dev.berth.registry.Repositories;
import dev.berth.registry.StoredBlob;
import dev.berth.registry.StoredManifest;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What this Berth knows of its repositories. */
public final class RegistryFacts implements RepositoryFacts {
    /** A configuration, or an index, that is longer tells its platforms to nobody. */
    private static final int LONGEST = 1 << 20;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Database database;
    private final Registry registry;
    private final Listings listings;
    private final Readmes readmes;

    public RegistryFacts(Hub hub) {
        this.database = hub.database();
        this.registry = hub.registry();
        this.listings = hub.listings();
        this.readmes = hub.readmes();
    }

    @Override
    public Optional<About> about(long repository) {
        return database.read(transaction -> listings.find(transaction, repository)
                .map(listing -> new About(
                        listing.isPublic(),
                        listing.createdAt(),
                        listing.description(),
                        readmes.of(transaction, repository),
                        listing.stars())));
    }

    /** Those that an index lists, or the one that an image's configuration names. */
    @Override
    public List<Platform> platforms(long repository, Digest digest) throws IOException {
        // It may have another name now than when the event happened.
        Optional<RepositoryName> name = database.read(transaction -> Repositories.name(transaction, repository));
        return name.isPresent() ? platforms(name.get(), digest) : List.of();
    }

    private List<Platform> platforms(RepositoryName name, Digest digest) throws IOException {
        try {
            StoredManifest stored = registry.manifests().pull(name, digest);
            if (stored.size() > stored.start().length) {
                return List.of();
            }
            JsonNode manifest = JSON.readTree(stored.start());
            if (manifest.path("manifests").isArray()) {
                List<Platform> platforms = new ArrayList<>();
                for (JsonNode child : manifest.path("manifests").values()) {
                    platform(child.path("platform"), child.path("digest").asString(""))
                            .ifPresent(platforms::add);
                }
                return platforms;
            }
            Digest config = Digest.parse(manifest.path("config").path("digest").asString(""));
            StoredBlob blob = registry.blobs().find(name, config);
            return blob.size() > LONGEST
                    ? List.of()
                    : platform(JSON.readTree(read(blob)), digest.toString()).stream()
                            .toList();
        } catch (RegistryFailure | JacksonException | BlobMissing e) {
            // What is gone, or is no image, is for no platform.
            return List.of();
        }
    }

    private byte[] read(StoredBlob blob) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) blob.size());
        try (BlobReader reader = registry.bytes().read(blob.location())) {
            while (content.hasRemaining() && reader.read(content, content.position()) > 0) {}
        }
        return content.array();
    }

    /** Builders list what they attest under the platform {@code unknown}, which is none. */
    private static Optional<Platform> platform(JsonNode json, String digest) {
        String os = json.path("os").asString("");
        String architecture = json.path("architecture").asString("");
        if (os.isEmpty() || architecture.isEmpty() || os.equals("unknown")) {
            return Optional.empty();
        }
        Optional<String> variant =
                Optional.of(json.path("variant").asString("")).filter(it -> !it.isEmpty());
        return Optional.of(new Platform(os, architecture, variant, digest));
    }
}
