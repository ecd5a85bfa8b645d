package dev.berth.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.database.Database;
import dev.berth.database.TestDatabases;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.storage.BlobReader;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A registry over a real database and a real folder of files, in the words of its clients. */
final class TestRegistry implements AutoCloseable {
    static final Duration GRACE = Duration.ofHours(24);
    static final Duration UPLOAD_EXPIRY = Duration.ofHours(6);
    static final RepositoryName APP = RepositoryName.parse("ada/app");
    static final RepositoryName OTHER = RepositoryName.parse("bob/other");

    private final Path folder;
    private final Path blobs;
    private final CollectionConfig config;
    private final InstantSource clock;
    private FilesystemBlobStore store;
    private Database database;
    private Registry registry;

    /**
     * A registry.
     *
     * @param folder where its database is
     * @param blobs where its files are; emptied in the end, for the next to use, since making the folders takes long
     */
    TestRegistry(Path folder, Path blobs, CollectionConfig config, InstantSource clock) throws IOException {
        this.folder = folder;
        this.blobs = blobs;
        this.config = config;
        this.clock = clock;
        this.store = FilesystemBlobStore.open(blobs);
        this.database = TestDatabases.open(folder);
        this.registry = assemble();
    }

    /** A registry with the usual grace. */
    static TestRegistry open(Path folder, Path blobs, InstantSource clock) throws IOException {
        return new TestRegistry(folder, blobs, config(GRACE, CollectionConfig.Untagged.COLLECT), clock);
    }

    static CollectionConfig config(Duration grace, CollectionConfig.Untagged untagged) {
        return new CollectionConfig(true, grace, Duration.ofMinutes(1), untagged, UPLOAD_EXPIRY);
    }

    private Registry assemble() {
        return new Registry(database, store, new RegistryConfig(MissingReferences.ACCEPT, 100), config, clock);
    }

    /** Ends and begins again, as after a restart of the server. */
    void restart() throws IOException {
        stop();
        store = FilesystemBlobStore.open(blobs);
        database = TestDatabases.open(folder);
        registry = assemble();
    }

    Registry registry() {
        return registry;
    }

    Blobs blobs() {
        return registry.blobs();
    }

    Uploads uploads() {
        return registry.uploads();
    }

    Database database() {
        return database;
    }

    FilesystemBlobStore store() {
        return store;
    }

    /** Pushes a blob with this text. */
    Digest blob(RepositoryName name, String text) throws IOException {
        return blob(name, text.getBytes(UTF_8));
    }

    /** Pushes a blob with these bytes. */
    Digest blob(RepositoryName name, byte[] content) throws IOException {
        Digest digest = Digest.of(content);
        uploads().takeWhole(name, new ByteArrayInputStream(content), new PushedBlob(digest, "ada"));
        return digest;
    }

    /** Ends an upload that has all its bytes. */
    void finish(RepositoryName name, UploadSession session, Digest digest) throws IOException {
        uploads()
                .finish(
                        name,
                        session.id(),
                        InputStream.nullInputStream(),
                        Optional.empty(),
                        new PushedBlob(digest, "ada"));
    }

    /** Pushes a manifest, by these tags or, without any, by its digest, and answers what it names that is not there. */
    List<String> push(RepositoryName name, Content content, String... tags) {
        return registry.manifestPush()
                .store(
                        name,
                        new ManifestPush.Push(
                                content.digest(),
                                content.manifest(),
                                content.bytes(),
                                Arrays.stream(tags).map(Tag::parse).toList(),
                                new TagCondition.Any(),
                                "ada"));
    }

    /** Pushes an image of one configuration and one layer, both named after it. */
    Content image(RepositoryName name, String image, String... tags) throws IOException {
        Content content = Content.image(image, blob(name, image + " config"), blob(name, image + " layer"));
        push(name, content, tags);
        return content;
    }

    void untag(RepositoryName name, String tag) {
        registry.manifests().delete(name, Tag.parse(tag), new TagCondition.Any(), "ada");
    }

    void delete(RepositoryName name, Digest manifest) {
        registry.manifests().delete(name, manifest, new TagCondition.Any(), "ada");
    }

    Collected collect() throws IOException {
        return registry.collector().collect();
    }

    boolean hasManifest(RepositoryName name, Digest digest) {
        try {
            return Digest.of(registry.manifests().pull(name, digest).start()).equals(digest);
        } catch (RegistryFailure e) {
            return false;
        }
    }

    /** Whether the repository serves the blob, with the right bytes. */
    boolean hasBlob(RepositoryName name, Digest digest) throws IOException {
        StoredBlob blob;
        try {
            blob = blobs().find(name, digest);
        } catch (RegistryFailure e) {
            return false;
        }
        return Digest.of(digest.algorithm(), bytes(blob.location())).equals(digest);
    }

    /** Whether the manifest and all that it names are there. */
    boolean hasWhole(RepositoryName name, Content content) throws IOException {
        boolean whole = hasManifest(name, content.digest());
        for (Digest blob : blobsOf(content)) {
            whole &= hasBlob(name, blob);
        }
        return whole;
    }

    /** Whether nothing of the manifest is there any more. */
    boolean hasNothing(RepositoryName name, Content content) throws IOException {
        boolean nothing = !hasManifest(name, content.digest());
        for (Digest blob : blobsOf(content)) {
            nothing &= !hasBlob(name, blob);
        }
        return nothing;
    }

    static Set<Digest> blobsOf(Content content) {
        Set<Digest> blobs = new HashSet<>();
        content.manifest().config().ifPresent(it -> blobs.add(it.digest()));
        content.manifest().layers().forEach(it -> blobs.add(it.digest()));
        return blobs;
    }

    byte[] bytes(Location location) throws IOException {
        try (BlobReader reader = store.read(location)) {
            ByteBuffer content = ByteBuffer.allocate((int) reader.size());
            while (content.hasRemaining() && reader.read(content, content.position()) > 0) {}
            return content.array();
        }
    }

    /** Where the bytes of the blob are, whoever holds it. */
    Location location(Digest digest) {
        return database.read(transaction -> transaction.first(
                        "select location from blob where digest = ?",
                        row -> new Location(row.text(1)),
                        digest.toString()))
                .orElseThrow();
    }

    /** The file of the blob. */
    Path file(Digest digest) {
        String location = location(digest).value();
        return blobs.resolve(location.substring(0, 2)).resolve(location.substring(2));
    }

    /** Every location that has a file. */
    Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        store.forEach(location -> files.add(location.value()));
        return files;
    }

    /** Every location that a row names. */
    Set<String> named() {
        List<String> named = database.read(transaction -> transaction.list(
                "select location from blob union all select location from upload where size > 0"
                        + " union all select location from discarded",
                row -> row.text(1)));
        return new TreeSet<>(named);
    }

    private void stop() {
        database.close();
        store.close();
    }

    @Override
    public void close() throws IOException {
        for (String location : files()) {
            store.delete(new Location(location));
        }
        stop();
    }
}
