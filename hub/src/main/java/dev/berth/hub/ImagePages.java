package dev.berth.hub;

import dev.berth.database.Database;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.registry.Images;
import dev.berth.registry.Images.Image;
import dev.berth.registry.ManifestHead;
import dev.berth.registry.Referrers;
import dev.berth.registry.Registry;
import dev.berth.registry.StoredRepository;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gathers what the page of an image shows. */
public final class ImagePages {
    private static final int MOST_REFERRERS = 100;
    private static final int MOST_TAGS = 100;

    private final Database database;
    private final Registry registry;

    public ImagePages(Database database, Registry registry) {
        this.database = database;
        this.registry = registry;
    }

    /**
     * All about one manifest.
     *
     * @param tags those that point to it, the newest versions first
     */
    public record Details(
            String digest,
            String mediaType,
            long manifestSize,
            Images.Facts facts,
            ImageDetails inside,
            List<Referrer> referrers,
            List<String> tags) {}

    /** A manifest that refers to another one: a signature, a bill of materials. */
    public record Referrer(String digest, String mediaType, Optional<String> artifactType, long size) {
        private static Referrer of(Referrers.Referrer it) {
            return new Referrer(it.digest(), it.mediaType(), it.artifactType(), it.size());
        }
    }

    /**
     * All about the manifest of this digest.
     *
     * @throws RegistryFailure {@link dev.berth.oci.WireError#MANIFEST_UNKNOWN}
     */
    public Details details(StoredRepository repository, Digest digest) throws IOException {
        ManifestHead head = registry.manifests().head(repository.name(), digest);
        JsonNode manifest = registry.imageDocuments().manifest(repository.name(), digest);
        Optional<JsonNode> config = registry.imageDocuments().config(repository.name(), manifest);
        Images.Facts facts = registry.images().of(new Image(repository.id(), repository.name(), digest));
        Referrers.Extent extent =
                registry.referrers().extent(repository.name(), digest, Optional.empty(), "", MOST_REFERRERS);
        return new Details(
                digest.toString(),
                head.mediaType(),
                head.size(),
                facts,
                ImageDetails.of(manifest, config),
                registry.referrers().list(extent).stream().map(Referrer::of).toList(),
                database.read(transaction ->
                        registry.tagRows().of(transaction, repository.id(), digest.toString(), MOST_TAGS)));
    }
}
