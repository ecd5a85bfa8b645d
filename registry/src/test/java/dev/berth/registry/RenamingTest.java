package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.accounts.Sees;
import dev.berth.database.Transaction;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository keeps what it holds under another name, and its former name is nobody else's by accident. */
class RenamingTest {
    private static final RepositoryName NEW = RepositoryName.parse("ada/new");
    private static final RepositoryName AWAY = RepositoryName.parse("acme/app");
    private static final byte[] BYTES = "a layer on its way".getBytes(StandardCharsets.UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Content image;

    @BeforeEach
    void open() throws IOException {
        registry = TestRegistry.open(folder, blobs, new SettableClock());
        image = registry.image(APP, "image", "latest");
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    private <T> T write(Function<Transaction, T> work) {
        return registry.database().write(work::apply);
    }

    private boolean rename(RepositoryName from, RepositoryName to) {
        return rename(from, to, false);
    }

    private boolean rename(RepositoryName from, RepositoryName to, boolean takesFormer) {
        Registry all = registry.registry();
        return write(transaction -> {
            StoredRepository found = all.repositories().find(transaction, from).orElseThrow();
            return all.repositoryChanges().rename(transaction, found, to, takesFormer);
        });
    }

    private Optional<RepositoryName> movedTo(RepositoryName former) {
        return registry.registry().repositories().movedTo(former);
    }

    private boolean make(RepositoryName name) {
        return write(transaction ->
                        registry.registry().repositories().make(transaction, name, Optional.of(false), "ada"))
                .isPresent();
    }

    private void assertNames(String... names) {
        assertThat(registry.registry().repositories().page(new Sees.Everything(), "", 10))
                .containsExactly(names);
    }

    private static void assertFails(WireError error, ThrowingCallable work) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(work)
                .extracting(RegistryFailure::error)
                .isEqualTo(error);
    }

    @Test
    void rename_takesEverythingAlong() throws IOException {
        assertThat(rename(APP, AWAY)).isTrue();

        assertNames("acme/app");
        assertThat(registry.hasWhole(AWAY, image)).isTrue();
        assertThat(movedTo(APP)).contains(AWAY);
        assertThat(movedTo(AWAY)).isEmpty();
        assertThat(registry.registry().repositories().isPublic(APP)).isEmpty();
        assertThat(registry.database()
                        .<Boolean>read(transaction ->
                                registry.registry().repositories().hasAnyIn(transaction, "ada")))
                .isFalse();
    }

    @Test
    void rename_severalTimes_leadsToTheLastName() {
        assertThat(rename(APP, NEW)).isTrue();
        assertThat(rename(NEW, AWAY)).isTrue();
        assertThat(movedTo(APP)).contains(AWAY);
        assertThat(movedTo(NEW)).contains(AWAY);

        assertThat(rename(AWAY, APP)).isTrue();

        assertThat(movedTo(APP)).isEmpty();
        assertThat(movedTo(NEW)).contains(APP);
        assertThat(movedTo(AWAY)).contains(APP);
    }

    @Test
    void rename_toANameThatIsTaken_changesNothing() throws IOException {
        registry.blob(OTHER, "something else");
        assertThat(rename(APP, OTHER)).isFalse();
        assertThat(rename(APP, OTHER, true)).isFalse();
        assertThat(rename(OTHER, AWAY)).isTrue();
        assertThat(rename(APP, OTHER)).isFalse();
        assertThat(movedTo(OTHER)).contains(AWAY);
        assertNames("acme/app", "ada/app");

        assertThat(rename(APP, OTHER, true)).isTrue();

        assertThat(movedTo(OTHER)).isEmpty();
        assertNames("acme/app", "bob/other");
    }

    @Test
    void rename_ofWhatWasRenamedMeanwhile_changesNothing() {
        Registry all = registry.registry();
        StoredRepository before =
                write(transaction -> all.repositories().find(transaction, APP)).orElseThrow();
        rename(APP, NEW);

        assertThat(this.<Boolean>write(transaction -> all.repositoryChanges().rename(transaction, before, AWAY, false)))
                .isFalse();

        assertNames("ada/new");
    }

    @Test
    void push_toAFormerName_makesNothing() {
        rename(APP, NEW);

        assertFails(WireError.REPOSITORY_MOVED, () -> registry.uploads().open(APP, Algorithm.SHA256));
        assertFails(WireError.REPOSITORY_MOVED, () -> registry.push(APP, Content.index("empty"), "latest"));
        assertFails(
                WireError.REPOSITORY_MOVED,
                () -> registry.blobs()
                        .mount(
                                APP,
                                new PushedBlob(
                                        TestRegistry.blobsOf(image).iterator().next(), "ada"),
                                NEW));
        assertFails(WireError.NAME_UNKNOWN, () -> registry.untag(APP, "latest"));
        assertFails(WireError.NAME_UNKNOWN, () -> registry.blobs().delete(APP, image.digest()));

        assertNames("ada/new");
        assertThat(registry.hasManifest(NEW, image.digest())).isTrue();
    }

    @Test
    void referrers_ofAFormerName_areNotTakenForNone() {
        rename(APP, NEW);

        assertFails(
                WireError.NAME_UNKNOWN,
                () -> registry.registry().referrers().extent(APP, image.digest(), Optional.empty(), "", 10));
        assertThat(registry.registry()
                        .referrers()
                        .extent(OTHER, image.digest(), Optional.empty(), "", 10)
                        .last())
                .isEmpty();
    }

    @Test
    void make_underAFormerName_needsItsEnd() {
        rename(APP, NEW);
        assertThat(make(APP)).isFalse();

        registry.database().write(transaction -> {
            FormerNames.end(transaction, APP);
            return true;
        });

        assertThat(make(APP)).isTrue();
        assertThat(movedTo(APP)).isEmpty();
        assertThat(registry.hasManifest(APP, image.digest())).isFalse();
        assertThat(registry.hasManifest(NEW, image.digest())).isTrue();
    }

    @Test
    void delete_endsTheFormerNames() throws IOException {
        rename(APP, NEW);
        Registry all = registry.registry();
        registry.database().write(transaction -> {
            all.repositoryChanges()
                    .delete(
                            transaction,
                            all.repositories()
                                    .find(transaction, NEW)
                                    .orElseThrow()
                                    .id());
            return true;
        });

        assertThat(movedTo(APP)).isEmpty();
        registry.image(APP, "another", "latest");

        assertNames("ada/app");
    }

    @Test
    void upload_thatHasBegun_goesOnUnderTheNewName() throws IOException {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        registry.uploads().append(APP, session.id(), new ByteArrayInputStream(BYTES, 0, 5), Optional.empty());
        rename(APP, NEW);

        assertFails(WireError.BLOB_UPLOAD_UNKNOWN, () -> registry.uploads().find(APP, session.id()));
        registry.uploads()
                .finish(
                        NEW,
                        session.id(),
                        new ByteArrayInputStream(BYTES, 5, BYTES.length - 5),
                        Optional.empty(),
                        new PushedBlob(Digest.of(BYTES), "ada"));

        assertThat(registry.hasBlob(NEW, Digest.of(BYTES))).isTrue();
        assertNames("ada/new");
    }

    @Test
    void upload_whoseRepositoryIsRenamedWhileItFinishes_belongsToThat() throws IOException {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        InputStream renaming = new FilterInputStream(new ByteArrayInputStream(BYTES)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read < 0) {
                    rename(APP, NEW);
                }
                return read;
            }
        };

        registry.uploads()
                .finish(APP, session.id(), renaming, Optional.empty(), new PushedBlob(Digest.of(BYTES), "ada"));

        assertThat(registry.hasBlob(NEW, Digest.of(BYTES))).isTrue();
        assertNames("ada/new");
    }

    @Test
    void part_ofAManifestThatIsBeingSent_isFoundByTheFormerName() {
        rename(APP, NEW);

        assertThat(registry.registry().manifests().part(APP, image.digest(), 10))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(image.bytes().length - 10));
    }
}
