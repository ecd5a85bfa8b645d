package dev.berth.oci;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the registry must know of a manifest; its bytes are kept as they were pushed (image-spec, manifest.md and
 * image-index.md).
 *
 * @param mediaType the type that it was pushed as
 * @param kind image or index
 * @param artifactType its field {@code artifactType}, where it has one
 * @param config the configuration, of an image
 * @param layers the layers of an image, in order
 * @param children the manifests of an index, in order
 * @param subject the manifest that this one refers to
 * @param annotations its own annotations
 */
public record Manifest(
        MediaType mediaType,
        ManifestKind kind,
        Optional<String> artifactType,
        Optional<Descriptor> config,
        List<Descriptor> layers,
        List<Descriptor> children,
        Optional<Descriptor> subject,
        Map<String, String> annotations) {

    public Manifest {
        layers = List.copyOf(layers);
        children = List.copyOf(children);
        // Not Map.copyOf: strangers choose these keys, and could make its table search through all of them for each.
        annotations = Collections.unmodifiableMap(new LinkedHashMap<>(annotations));
    }

    /**
     * The artifact type under which a list of referrers shows this manifest: its own, or its configuration's media type for
     * an image without one; empty for an index without one (distribution-spec, "Listing Referrers").
     */
    public Optional<String> referrerType() {
        return artifactType.or(() -> config.map(it -> it.mediaType().value()));
    }
}
