package dev.berth.bench;

import dev.berth.bench.HubPlan.Repository;
import dev.berth.registry.Platform;
import dev.berth.registry.VersionKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of the tags of repositories: their images with manifests and blobs, their history, and how often they were pulled. */
final class HubTagRows {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String CONFIG_BYTES = "1500";
    private static final long BASE_BYTES = 30_000_000;
    private static final long LAYER_BYTES = 4_000_000;
    private static final int BASES = 1000;

    /** As events count them, below the milliseconds. */
    private static final int BITS_OF_EVENT = 21;

    private final HubRows rows;
    private final long now;
    private final String config;
    private int events;

    HubTagRows(HubRows rows, long now, String config) {
        this.rows = rows;
        this.now = now;
        this.config = config;
    }

    /** When a tag was pushed: they came one by one since the repository was made, and the first one last. */
    static long pushedAt(Repository repository, int tag, long now) {
        int place = tag == 0 ? repository.tags() : tag;
        return now - repository.age() + repository.age() * place / (repository.tags() + 1);
    }

    void add(Repository repository) {
        Map<Integer, Manifest> images = new HashMap<>();
        for (int tag = 0; tag < repository.tags(); tag++) {
            long pushedAt = pushedAt(repository, tag, now);
            Manifest manifest = images.computeIfAbsent(
                    HubPlan.image(repository, tag), image -> addImage(repository, image, pushedAt));
            addTag(repository, tag, manifest, pushedAt);
        }
    }

    private void addTag(Repository repository, int number, Manifest manifest, long pushedAt) {
        long id = repository.number() + 1L;
        String tag = HubPlan.tag(number);
        rows.add(
                "tag (repository_id, name, digest, updated_at, updated_by, version_key)",
                id,
                tag,
                manifest.digest(),
                pushedAt,
                Berth.USER,
                VersionKey.of(tag));
        rows.add(
                "event (id, at, kind, actor, namespace, repository_id, repository, tag, digest, detail)",
                pushedAt << BITS_OF_EVENT | events++,
                pushedAt,
                "tag.pushed",
                Berth.USER,
                repository.namespace(),
                id,
                repository.name(),
                tag,
                manifest.digest(),
                "{\"media_type\":\"" + manifest.mediaType() + "\"}");
        if (number % 5 == 0) {
            rows.add(
                    "tag_pulls (repository_id, tag, pulls, last_pulled_at)",
                    id,
                    tag,
                    1 + repository.pulls() / (number + 2),
                    now);
        }
    }

    /** What a tag points to. */
    private record Manifest(String digest, String mediaType) {}

    private Manifest addImage(Repository repository, int image, long pushedAt) {
        String content = HubPlan.content(repository, image);
        return repository.platforms().size() > 1
                ? addIndex(repository, content, pushedAt)
                : addImage(repository, content, image, pushedAt);
    }

    private Manifest addImage(Repository repository, String content, int image, long pushedAt) {
        String base = digest("base " + image % BASES);
        String layer = digest("layer of " + content);
        String json = """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s,%s]}""".formatted(
                        MANIFEST,
                        descriptor(CONFIG, config, CONFIG_BYTES, ""),
                        descriptor(LAYER, base, "" + BASE_BYTES, ""),
                        descriptor(LAYER, layer, "" + LAYER_BYTES, ""));
        Manifest manifest = addManifest(repository, MANIFEST, json, pushedAt);
        String[] platform = repository.platforms().getFirst().split("/");
        long size = BASE_BYTES + LAYER_BYTES;
        addFacts(
                repository,
                manifest,
                size,
                List.of(new Platform(platform[0], platform[1], Optional.empty(), manifest.digest(), size)),
                pushedAt);
        addReference(repository, manifest, "config", config);
        for (String blob : List.of(base, layer)) {
            addReference(repository, manifest, "layer", blob);
            addBlob(repository, blob, blob.equals(base) ? BASE_BYTES : LAYER_BYTES);
        }
        return manifest;
    }

    /** An index, whose images were not pushed: nothing that is measured asks for them. */
    private Manifest addIndex(Repository repository, String content, long pushedAt) {
        List<Platform> platforms = repository.platforms().stream()
                .map(it -> it.split("/"))
                .map(it -> new Platform(
                        it[0], it[1], Optional.empty(), digest(it[0] + it[1] + content), BASE_BYTES + LAYER_BYTES))
                .toList();
        String children = platforms.stream()
                .map(it -> descriptor(
                        MANIFEST,
                        it.digest(),
                        "700",
                        ",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}".formatted(it.os(), it.architecture())))
                .collect(Collectors.joining(","));
        String json = """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}""".formatted(INDEX, children);
        Manifest manifest = addManifest(repository, INDEX, json, pushedAt);
        addFacts(repository, manifest, (BASE_BYTES + LAYER_BYTES) * platforms.size(), platforms, pushedAt);
        platforms.forEach(it -> addReference(repository, manifest, "child", it.digest()));
        return manifest;
    }

    private Manifest addManifest(Repository repository, String mediaType, String json, long pushedAt) {
        Manifest manifest = new Manifest(digest(json), mediaType);
        rows.add(
                "manifest (repository_id, digest, media_type, annotations, size, content, pushed_at, pushed_by, touched_at)",
                repository.number() + 1L,
                manifest.digest(),
                mediaType,
                "{}",
                json.length(),
                json.getBytes(StandardCharsets.US_ASCII),
                pushedAt,
                Berth.USER,
                now);
        return manifest;
    }

    private void addFacts(
            Repository repository, Manifest manifest, long size, List<Platform> platforms, long pushedAt) {
        rows.add(
                "image (repository_id, digest, size, platforms, created_at, inspected)",
                repository.number() + 1L,
                manifest.digest(),
                size,
                Platform.write(platforms),
                pushedAt,
                1);
    }

    private void addReference(Repository repository, Manifest manifest, String kind, String digest) {
        rows.add(
                "manifest_reference (repository_id, manifest, kind, digest)",
                repository.number() + 1L,
                manifest.digest(),
                kind,
                digest);
        if (kind.equals("config")) {
            rows.add("repository_blob (repository_id, digest, touched_at)", repository.number() + 1L, digest, now);
        }
    }

    private void addBlob(Repository repository, String digest, long size) {
        rows.add("repository_blob (repository_id, digest, touched_at)", repository.number() + 1L, digest, now);
        rows.add(
                "blob (digest, size, location, quarantined, created_at)",
                digest,
                size,
                digest.substring(digest.length() - 32),
                0,
                now);
    }

    private static String descriptor(String mediaType, String digest, String size, String more) {
        return """
                {"mediaType":"%s","digest":"%s","size":%s%s}""".formatted(mediaType, digest, size, more);
    }

    private static String digest(String content) {
        return Blob.of(content).digest();
    }
}
