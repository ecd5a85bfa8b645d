package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Durability;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Descriptor;
import dev.berth.oci.Digest;
import dev.berth.oci.Manifest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What pages tell of a manifest without reading it: how large it is, and for which platforms. A push notes what it knows; the
 * configuration is read once, soon after it, or when somebody asks.
 */
public final class Images {
    /** The column {@code inspected} of a manifest of which nothing is left to be done; 0 says that nothing was done. */
    private static final int FINISHED = 1;

    /** The same of one that somebody asked for before its time came, or that was pushed again since. */
    private static final int INSPECTED = 2;

    private final Database database;
    private final ImageDocuments documents;

    Images(Database database, ImageDocuments documents) {
        this.database = database;
        this.documents = documents;
    }

    /**
     * What is known of a manifest.
     *
     * @param size all its configurations and layers, compressed, in bytes
     * @param createdAt when it says that it was built
     */
    public record Facts(long size, List<Platform> platforms, Optional<Instant> createdAt) {
        public Facts {
            platforms = List.copyOf(platforms);
        }
    }

    /** A manifest of a repository. */
    public record Image(long repository, RepositoryName name, Digest digest) {}

    /** Notes a pushed manifest, to be inspected. */
    static void note(Transaction transaction, long repository, Digest digest, Manifest manifest) {
        long size = Stream.concat(manifest.config().stream(), manifest.layers().stream())
                .mapToLong(Descriptor::size)
                .sum();
        transaction.update(
                "insert into image (repository_id, digest, size, platforms, inspected) values (?, ?, ?, '', 0)"
                        + " on conflict (repository_id, digest) do update set inspected = case when image.inspected = 0 then 0 else 2 end",
                repository,
                digest.toString(),
                size);
    }

    static void forget(Transaction transaction, long repository, String digest) {
        transaction.update("delete from image where repository_id = ? and digest = ?", repository, digest);
    }

    /** What was found out of the manifest; empty while nobody has inspected it. */
    public static Optional<Facts> known(Transaction transaction, long repository, String digest) {
        return transaction.first(
                "select size, platforms, created_at from image where repository_id = ? and digest = ? and inspected <> 0",
                row -> facts(row, 1),
                repository,
                digest);
    }

    /** The facts in three columns of a row, from this one on. */
    static Facts facts(Row row, int column) {
        return new Facts(
                row.number(column),
                Platform.read(row.text(column + 1)),
                row.optionalNumber(column + 2).map(Instant::ofEpochMilli));
    }

    /** Some manifests of any repository that were pushed, and not {@link #finish finished} since. */
    public List<Image> pushed(int limit) {
        return database.read(transaction -> transaction.list(
                "select i.repository_id, r.name, i.digest from image i join repository r on r.id = i.repository_id"
                        + " where i.inspected <> 1 limit ?",
                row -> new Image(row.number(1), RepositoryName.parse(row.text(2)), Digest.parse(row.text(3))),
                limit));
    }

    /** Keeps what was found out of a manifest, and notes that all was done that there is to do after its push. */
    public void finish(Transaction transaction, Image image, Facts facts) {
        keep(transaction, image, facts, FINISHED);
    }

    /** Forgets a manifest that is not there any more. */
    public void forget(Transaction transaction, Image image) {
        forget(transaction, image.repository(), image.digest().toString());
    }

    /**
     * What is known of the manifest, which is inspected where nobody has done it yet.
     *
     * @throws RegistryFailure {@link dev.berth.oci.WireError#MANIFEST_UNKNOWN}
     */
    public Facts of(Image image) throws IOException {
        Optional<Facts> known = known(image);
        if (known.isPresent()) {
            return known.get();
        }
        Facts facts = inspect(image);
        database.write(Durability.PROCESS_DEATH, transaction -> keep(transaction, image, facts, INSPECTED));
        return facts;
    }

    /** The same, but what is found out is not kept: that is left to {@link #finish}. */
    public Facts examine(Image image) throws IOException {
        Optional<Facts> known = known(image);
        return known.isPresent() ? known.get() : inspect(image);
    }

    private Optional<Facts> known(Image image) {
        return database.read(transaction ->
                known(transaction, image.repository(), image.digest().toString()));
    }

    private Facts inspect(Image image) throws IOException {
        JsonNode manifest = documents.manifest(image.name(), image.digest());
        return manifest.has("manifests") ? ofIndex(image, manifest) : ofImage(image, manifest);
    }

    private Facts ofImage(Image image, JsonNode manifest) throws IOException {
        long size = manifest.path("config").path("size").asLong(0)
                + longs(manifest.path("layers")).sum();
        Optional<JsonNode> config = documents.config(image.name(), manifest);
        if (config.isEmpty() || !config.get().has("architecture")) {
            return new Facts(size, List.of(), Optional.empty());
        }
        JsonNode json = config.get();
        List<Platform> platforms =
                platform(json, image.digest().toString(), size).stream().toList();
        return new Facts(size, platforms, time(json.path("created").asString("")));
    }

    private static LongStream longs(JsonNode layers) {
        return layers.valueStream().mapToLong(layer -> layer.path("size").asLong(0));
    }

    /** An index tells the platforms of its manifests; where it does not, they are asked themselves. */
    private Facts ofIndex(Image index, JsonNode manifest) throws IOException {
        List<Platform> platforms = new ArrayList<>();
        Optional<Instant> createdAt = Optional.empty();
        for (JsonNode child : manifest.path("manifests").values()) {
            Optional<Facts> facts = ofChild(index, child);
            JsonNode platform = child.path("platform");
            if (platform.isObject()) {
                platform(
                                platform,
                                child.path("digest").asString(""),
                                facts.map(Facts::size).orElse(0L))
                        .ifPresent(platforms::add);
            } else {
                facts.ifPresent(it -> platforms.addAll(it.platforms()));
            }
            createdAt = createdAt.isPresent() ? createdAt : facts.flatMap(Facts::createdAt);
        }
        long size = platforms.stream().mapToLong(Platform::size).sum();
        return new Facts(size, platforms, createdAt);
    }

    private Optional<Facts> ofChild(Image index, JsonNode child) throws IOException {
        try {
            Digest digest = Digest.parse(child.path("digest").asString(""));
            if (digest.equals(index.digest())) {
                return Optional.empty();
            }
            return Optional.of(of(new Image(index.repository(), index.name(), digest)));
        } catch (RegistryFailure e) {
            // An index may be pushed without some of its manifests.
            return Optional.empty();
        }
    }

    /** Builders list their attestations under the platform {@code unknown}, which is none. */
    private static Optional<Platform> platform(JsonNode json, String digest, long size) {
        String os = json.path("os").asString("");
        String architecture = json.path("architecture").asString("");
        if (os.isEmpty() || architecture.isEmpty() || os.equals("unknown")) {
            return Optional.empty();
        }
        Optional<String> variant =
                Optional.of(json.path("variant").asString("")).filter(it -> !it.isEmpty());
        return Optional.of(new Platform(os, architecture, variant, digest, size));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Keeps the facts of a manifest that is still there. */
    private static boolean keep(Transaction transaction, Image image, Facts facts, int inspected) {
        String digest = image.digest().toString();
        if (!transaction.exists(
                "select 1 from manifest where repository_id = ? and digest = ?", image.repository(), digest)) {
            return false;
        }
        transaction.update(
                "insert into image (repository_id, digest, size, platforms, created_at, inspected) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (repository_id, digest) do update set size = excluded.size,"
                        + " platforms = excluded.platforms, created_at = excluded.created_at, inspected = excluded.inspected",
                image.repository(),
                digest,
                facts.size(),
                Platform.write(facts.platforms()),
                facts.createdAt().map(Instant::toEpochMilli),
                inspected);
        return true;
    }
}
