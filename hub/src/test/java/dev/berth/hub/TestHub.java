package dev.berth.hub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import dev.berth.oci.Digest;
import dev.berth.oci.ManifestParser;
import dev.berth.oci.MediaType;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.registry.CollectionConfig;
import dev.berth.registry.ManifestPush;
import dev.berth.registry.MissingReferences;
import dev.berth.registry.Nodes;
import dev.berth.registry.PushedBlob;
import dev.berth.registry.Registry;
import dev.berth.registry.RegistryConfig;
import dev.berth.registry.TagCondition;
import dev.berth.storage.FilesystemBlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A registry over a real database and a real folder of files, whose changes are events. */
public final class TestHub implements AutoCloseable {
    public static final RepositoryName APP = RepositoryName.parse("ada/app");
    static final String PUSHER = "ada";

    private final SettableClock clock = new SettableClock();
    private final FilesystemBlobStore blobs;
    private final Database database;
    private final Events events;
    private final Registry registry;
    private final Hub hub;

    /**
     * A hub.
     *
     * @param folder where its database is
     * @param files where its blobs are, which tests may share
     */
    public TestHub(Path folder, Path files) throws IOException {
        blobs = FilesystemBlobStore.open(files);
        database = TestDatabases.open(folder);
        events = new Events(database, clock);
        Listings listings = new Listings();
        registry = new Registry(
                database,
                blobs,
                Nodes.one(),
                new RegistryEvents(events, listings),
                new RegistryConfig(MissingReferences.ACCEPT, 100),
                new CollectionConfig(
                        false,
                        Duration.ofHours(24),
                        Duration.ofMinutes(1),
                        CollectionConfig.Untagged.COLLECT,
                        Duration.ofHours(6)),
                clock);
        hub = new Hub(database, registry, events, listings, clock);
    }

    public Hub hub() {
        return hub;
    }

    public SettableClock clock() {
        return clock;
    }

    public Database database() {
        return database;
    }

    public Events events() {
        return events;
    }

    public Registry registry() {
        return registry;
    }

    /** Pushes a blob with this text. */
    public Digest blob(RepositoryName name, String text) {
        byte[] content = text.getBytes(UTF_8);
        Digest digest = Digest.of(content);
        try {
            registry.uploads().takeWhole(name, new ByteArrayInputStream(content), new PushedBlob(digest, "ada"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return digest;
    }

    /** Pushes an image for this platform, and answers its digest. */
    public Digest image(RepositoryName name, String os, String architecture, String... tags) {
        Digest config = blob(name, "{\"os\":\"" + os + "\",\"architecture\":\"" + architecture + "\"}");
        return push(
                name,
                MediaType.IMAGE_MANIFEST,
                "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.IMAGE_MANIFEST
                        + "\",\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\""
                        + config + "\",\"size\":1},\"layers\":[]}",
                tags);
    }

    /** Pushes a manifest, and answers its digest. */
    public Digest push(RepositoryName name, MediaType type, String json, String... tags) {
        byte[] content = json.getBytes(UTF_8);
        Digest digest = Digest.of(content);
        registry.manifestPush()
                .store(
                        name,
                        new ManifestPush.Push(
                                digest,
                                ManifestParser.parse(Optional.of(type), content),
                                content,
                                Arrays.stream(tags).map(Tag::parse).toList(),
                                new TagCondition.Any(),
                                PUSHER));
        return digest;
    }

    /** The id of a repository that exists. */
    public long id(RepositoryName name) {
        return database.read(
                transaction -> transaction.number("select id from repository where name = ?", name.value()));
    }

    @Override
    public void close() {
        database.close();
        blobs.close();
    }
}
