package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.database.Database;
import dev.berth.database.Leases;
import dev.berth.database.TestDatabases;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.registry.hash.ResumableHashes;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Two nodes over one database and one store of objects, which note the progress of an upload at each read. */
final class TwoNodes implements AutoCloseable {
    final SettableClock clock = new SettableClock();
    final ObjectBlobStore store = new ObjectBlobStore();
    final Database database;
    final Registry first;
    final Registry second;

    TwoNodes(Path folder) {
        this.database = TestDatabases.open(folder);
        this.first = node(database, store);
        this.second = node(database, store);
    }

    /** One more node, perhaps with its own troubles. */
    Registry node(Database database, BlobStore bytes) {
        return new Registry(
                database,
                bytes,
                Nodes.many(new Leases(database)),
                Journal.NONE,
                new RegistryConfig(MissingReferences.ACCEPT, 100),
                TestRegistry.config(TestRegistry.GRACE, CollectionConfig.Untagged.COLLECT),
                clock);
    }

    /** The uploads of one more node, which notes the progress at each read. */
    Uploads busyNode() {
        return new Uploads(store, first.uploadStore(), new Turns.OfManyNodes(ResumableHashes.best()), Duration.ZERO);
    }

    UploadSession open(Algorithm algorithm) {
        return first.uploads().open(APP, algorithm);
    }

    static UploadSession append(Uploads node, UploadSession session, byte[] content, int from, int to)
            throws IOException {
        return node.append(APP, session.id(), part(content, from, to), Optional.empty());
    }

    static void finish(Uploads node, UploadSession session, byte[] content, int from, Digest digest)
            throws IOException {
        node.finish(
                APP,
                session.id(),
                part(content, from, content.length),
                Optional.empty(),
                new PushedBlob(digest, "ada"));
    }

    static InputStream part(byte[] content, int from, int to) {
        return new ByteArrayInputStream(content, from, to - from);
    }

    /** Begins a turn as a node does that is killed the next moment. */
    void beginAndDie(UploadSession session) {
        assertThat(first.uploadStore().claim(APP, session.id())).isPresent();
    }

    /** Fails unless both nodes serve these bytes as this blob. */
    void assertServed(Digest digest, byte[] content) throws IOException {
        for (Registry node : new Registry[] {first, second}) {
            try (BlobReader reader = store.read(node.blobs().find(APP, digest).location())) {
                ByteBuffer bytes = ByteBuffer.allocate(content.length + 1);
                reader.read(bytes, 0);
                assertThat(bytes.flip()).isEqualTo(ByteBuffer.wrap(content));
            }
        }
    }

    /** Fails unless, after a collection, everything that is kept has a name, and nothing waits for its deletion. */
    void assertNothingIsLeftBehind() throws IOException {
        second.collector().collect();
        List<String> named = database.read(transaction -> transaction.list(
                "select location from blob union all select location from upload where size > 0", row -> row.text(1)));

        assertThat(store.locations()).isEqualTo(new TreeSet<>(named));
        assertThat(database.<Long>read(transaction -> transaction.number("select count(*) from discarded")))
                .isZero();
    }

    @Override
    public void close() {
        database.close();
    }
}
