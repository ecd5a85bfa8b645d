package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.hub.ImageDetails;
import dev.berth.hub.ImagePages;
import dev.berth.hub.ImagePages.Details;
import dev.berth.oci.Digest;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.registry.StoredRepository;
import dev.berth.registry.TagRows;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is inside of images, and what is different between two: {@code /api/v1/repositories/<name>/-/manifests/<digest>}. */
final class ImageEndpoints {
    private final ImagePages pages;
    private final TagRows tags;
    private final ShelfDoor door;

    ImageEndpoints(ImagePages pages, TagRows tags, ShelfDoor door) {
        this.pages = pages;
        this.tags = tags;
        this.door = door;
    }

    /**
     * What is inside of a manifest.
     *
     * @param kind {@code image}, {@code index}, or {@code artifact}
     * @param size all its configurations and layers, compressed, in bytes
     * @param tags those that point to it
     */
    public record ManifestView(
            String digest,
            String mediaType,
            String kind,
            Optional<String> artifactType,
            long size,
            long manifestSize,
            Optional<Instant> createdAt,
            Optional<ImageDetails.Config> config,
            List<ImageDetails.Layer> layers,
            List<TagEndpoints.PlatformView> platforms,
            Optional<String> subject,
            Map<String, String> annotations,
            List<ImagePages.Referrer> referrers,
            List<String> tags) {
        static ManifestView of(Details it) {
            return new ManifestView(
                    it.digest(),
                    it.mediaType(),
                    it.inside().kind(),
                    it.inside().artifactType(),
                    it.facts().size(),
                    it.manifestSize(),
                    it.facts().createdAt(),
                    it.inside().config(),
                    it.inside().layers(),
                    it.facts().platforms().stream()
                            .map(TagEndpoints.PlatformView::of)
                            .toList(),
                    it.inside().subject(),
                    it.inside().annotations(),
                    it.referrers(),
                    it.tags());
        }
    }

    /**
     * Two images beside each other; of images for many platforms those for the same one.
     *
     * @param shared layers that both have, with which a pull of the second is spared
     * @param growth by how many bytes the second is larger
     * @param platforms those that both have, to choose from
     * @param baseLayers how many layers both begin with
     */
    public record Comparison(
            ManifestView from,
            ManifestView to,
            List<ImageDetails.Layer> shared,
            List<ImageDetails.Layer> removed,
            List<ImageDetails.Layer> added,
            long growth,
            long addedBytes,
            int baseLayers,
            List<String> environmentRemoved,
            List<String> environmentAdded,
            List<String> platforms) {}

    void addTo(Api api) {
        api.add(
                RepositoryEndpoints.GROUP
                        .get(
                                RepositoryEndpoints.ONE + "/-/manifests/{digest}",
                                "show_manifest",
                                "What is inside of an image: configuration, layers, platforms, what refers to it")
                        .access(Access.ANYBODY)
                        .answers(ManifestView.class, this::show),
                RepositoryEndpoints.GROUP
                        .get(
                                RepositoryEndpoints.ONE + "/-/compare",
                                "compare_images",
                                "What is different between two images")
                        .access(Access.ANYBODY)
                        .parameter("from", String.class, "A tag or digest")
                        .parameter("to", String.class, "Another one")
                        .parameter(
                                "platform",
                                String.class,
                                "For which platform, as `linux/arm64`; the first of both otherwise")
                        .answers(Comparison.class, this::compare));
    }

    private ManifestView show(Call<Void> call) throws IOException {
        StoredRepository repository = door.seen(call).repository();
        return ManifestView.of(pages.details(repository, Digest.parse(call.path("digest"))));
    }

    private Comparison compare(Call<Void> call) throws IOException {
        StoredRepository repository = door.seen(call).repository();
        Details from = pages.details(repository, digest(call, repository, "from"));
        Details to = pages.details(repository, digest(call, repository, "to"));
        Set<String> both = new TreeSet<>(names(from));
        both.retainAll(names(to));
        Optional<String> platform = call.text("platform").or(() -> both.stream().findFirst());
        return compare(of(repository, from, platform), of(repository, to, platform), List.copyOf(both));
    }

    private Digest digest(Call<Void> call, StoredRepository repository, String parameter) {
        String text = call.text(parameter).orElseThrow(() -> Call.invalid(parameter + ": a tag or digest is needed"));
        if (text.indexOf(':') >= 0) {
            return Digest.parse(text);
        }
        return tags.find(repository.id(), text)
                .map(it -> Digest.parse(it.digest()))
                .orElseThrow(() -> new RegistryFailure(
                        WireError.MANIFEST_UNKNOWN, repository.name() + " has no tag " + Quoted.of(text)));
    }

    private static List<String> names(Details image) {
        return image.facts().platforms().stream()
                .map(it -> it.os() + "/" + it.architecture()
                        + it.variant().map(variant -> "/" + variant).orElse(""))
                .toList();
    }

    /** The image for the platform, of an index; an image itself. */
    private Details of(StoredRepository repository, Details image, Optional<String> platform) throws IOException {
        int at = platform.map(names(image)::indexOf).orElse(-1);
        if (!image.inside().kind().equals("index") || at < 0) {
            return image;
        }
        return pages.details(
                repository, Digest.parse(image.facts().platforms().get(at).digest()));
    }

    private static Comparison compare(Details from, Details to, List<String> platforms) {
        List<ImageDetails.Layer> before = from.inside().layers();
        List<ImageDetails.Layer> after = to.inside().layers();
        List<ImageDetails.Layer> added = without(after, before);
        return new Comparison(
                ManifestView.of(from),
                ManifestView.of(to),
                after.stream()
                        .filter(layer -> layer.digest().isPresent() && !added.contains(layer))
                        .toList(),
                without(before, after),
                added,
                to.facts().size() - from.facts().size(),
                added.stream().mapToLong(ImageDetails.Layer::size).sum(),
                sameStart(digests(before), digests(after)),
                minus(environment(from), environment(to)),
                minus(environment(to), environment(from)),
                platforms);
    }

    private static List<ImageDetails.Layer> without(List<ImageDetails.Layer> layers, List<ImageDetails.Layer> others) {
        Set<String> known = Set.copyOf(digests(others));
        return layers.stream()
                .filter(layer -> layer.digest().map(it -> !known.contains(it)).orElse(false))
                .toList();
    }

    private static List<String> digests(List<ImageDetails.Layer> layers) {
        return layers.stream()
                .map(ImageDetails.Layer::digest)
                .flatMap(Optional::stream)
                .toList();
    }

    private static int sameStart(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    private static List<String> environment(Details image) {
        return image.inside().config().map(ImageDetails.Config::env).orElse(List.of());
    }

    private static List<String> minus(List<String> one, List<String> other) {
        List<String> rest = new ArrayList<>(one);
        rest.removeAll(other);
        return rest;
    }
}
