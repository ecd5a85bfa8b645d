package dev.berth.registry;

import dev.berth.oci.Descriptor;
import dev.berth.oci.Digest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What one repository should hold, and what of it no collection may take: plain maps, and a search through them. */
final class RegistryModel {
    private static final long REMEMBERED = Duration.ofDays(7).toMillis();

    /** A manifest that is there, and when it was pushed last. */
    record Kept(Content content, long touchedAt) {}

    private final long grace;
    final Map<Digest, Long> blobs = new HashMap<>();
    final Map<Digest, Kept> manifests = new HashMap<>();
    final Map<String, Digest> tags = new TreeMap<>();
    private final Map<Digest, Long> collected = new HashMap<>();

    RegistryModel(Duration grace) {
        this.grace = grace.toMillis();
    }

    void hold(Digest blob, long now) {
        blobs.put(blob, now);
        collected.remove(blob);
    }

    /** Notes that a push asked for the blob, and answers whether it is there. */
    boolean askFor(Digest blob, long now) {
        return blobs.computeIfPresent(blob, (digest, touched) -> now - touched > grace / 4 ? now : touched) != null;
    }

    /** What the manifest names that is not here. */
    List<Digest> missing(Content content) {
        return names(content)
                .filter(it -> !blobs.containsKey(it) || isManifest(content, it))
                .filter(it -> !manifests.containsKey(it) || !isManifest(content, it))
                .toList();
    }

    private static Stream<Digest> names(Content content) {
        return Stream.concat(
                blobsOf(content),
                content.manifest().children().stream()
                        .filter(RegistryModel::isManifest)
                        .map(Descriptor::digest));
    }

    private static boolean isManifest(Content content, Digest digest) {
        return content.manifest().children().stream().anyMatch(it -> it.digest().equals(digest) && isManifest(it));
    }

    private static boolean isManifest(Descriptor child) {
        return child.mediaType().manifestKind().isPresent();
    }

    /** The blobs that the manifest names: layers and configuration of an image, entries of an index that are no manifests. */
    private static Stream<Digest> blobsOf(Content content) {
        return Stream.of(
                        content.manifest().config().stream(),
                        content.manifest().layers().stream(),
                        content.manifest().children().stream().filter(it -> !isManifest(it)))
                .flatMap(it -> it)
                .map(Descriptor::digest);
    }

    /** Whether the push must be refused, since the collection took what it counts on. */
    boolean refuses(Content content) {
        return missing(content).stream().anyMatch(collected::containsKey);
    }

    void push(Content content, List<String> pushedTags, long now) {
        manifests.put(content.digest(), new Kept(content, now));
        collected.remove(content.digest());
        pushedTags.forEach(tag -> tags.put(tag, content.digest()));
    }

    boolean isNamed(Digest blob) {
        return manifests.values().stream().flatMap(it -> blobsOf(it.content())).anyMatch(blob::equals);
    }

    void delete(Digest manifest) {
        manifests.remove(manifest);
        tags.values().removeIf(manifest::equals);
    }

    void take(Digest digest, long now) {
        blobs.remove(digest);
        manifests.remove(digest);
        collected.put(digest, now);
    }

    void forget(long now) {
        collected.values().removeIf(at -> at < now - REMEMBERED);
    }

    /**
     * What must stay: all that can be reached from a tag or from what is in its grace, by way of an index to its children,
     * of a manifest to its blobs, and along subjects both ways.
     */
    Set<Digest> reachable(long now) {
        Deque<Digest> open = new ArrayDeque<>(tags.values());
        manifests.forEach((digest, kept) -> {
            if (kept.touchedAt() + grace > now) {
                open.add(digest);
            }
        });
        Set<Digest> reached = new HashSet<>();
        while (!open.isEmpty()) {
            Digest digest = open.remove();
            Kept kept = manifests.get(digest);
            if (kept != null && reached.add(digest)) {
                blobsOf(kept.content()).filter(blobs::containsKey).forEach(reached::add);
                kept.content().manifest().children().forEach(it -> open.add(it.digest()));
                kept.content().manifest().subject().ifPresent(it -> open.add(it.digest()));
                open.addAll(referrers(digest));
            }
        }
        blobs.forEach((digest, touchedAt) -> {
            if (touchedAt + grace > now) {
                reached.add(digest);
            }
        });
        return reached;
    }

    private List<Digest> referrers(Digest subject) {
        return manifests.values().stream()
                .map(Kept::content)
                .filter(it -> it.manifest().subject().map(Descriptor::digest).equals(Optional.of(subject)))
                .map(Content::digest)
                .toList();
    }
}
