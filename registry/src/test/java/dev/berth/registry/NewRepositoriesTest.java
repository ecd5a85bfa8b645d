package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Algorithm;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a push makes a repository, and who may pull from it then: as its namespace says, or else the whole installation. */
class NewRepositoriesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = TestRegistry.open(folder, blobs, new SettableClock());
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    private void setForAll(String name, String value) {
        registry.database()
                .write(transaction -> transaction.update(
                        "insert into instance_setting (name, value) values (?, ?)"
                                + " on conflict (name) do update set value = excluded.value",
                        name,
                        value));
    }

    private void setFor(String namespace, Optional<Boolean> publicByDefault, Optional<Boolean> createOnPush) {
        registry.database().write(transaction -> {
            new NamespaceSettings(publicByDefault, createOnPush).keep(transaction, namespace);
            return true;
        });
    }

    private Optional<Boolean> isPublic(RepositoryName name) {
        return registry.registry().repositories().isPublic(name);
    }

    private static void assertUnknown(ThrowingCallable work) {
        assertThatExceptionOfType(RegistryFailure.class).isThrownBy(work).satisfies(failure -> {
            assertThat(failure.error()).isEqualTo(WireError.NAME_UNKNOWN);
            assertThat(failure.explanation()).contains("create it first");
        });
    }

    @Test
    void push_whereNothingIsSet_makesAPrivateRepository() throws IOException {
        registry.blob(APP, "layer");

        assertThat(isPublic(APP)).contains(false);
    }

    @Test
    void push_whereAllAreMadeFirst_isRefusedFromItsStart() throws IOException {
        registry.blob(OTHER, "layer");
        setForAll("create_on_push", "false");

        assertUnknown(() -> registry.uploads().open(APP, Algorithm.SHA256));
        assertUnknown(() -> registry.push(APP, Content.index("empty"), "latest"));
        assertThat(isPublic(APP)).isEmpty();
        registry.blob(OTHER, "another layer");

        registry.database()
                .write(transaction ->
                        registry.registry().repositories().make(transaction, APP, Optional.empty(), "ada"));
        registry.blob(APP, "layer");
    }

    @Test
    void push_whereANamespaceSaysOtherwise_doesAsThatSays() throws IOException {
        setForAll("create_on_push", "false");
        setForAll("public_by_default", "true");
        setFor(APP.namespace(), Optional.of(false), Optional.of(true));
        setFor(OTHER.namespace(), Optional.empty(), Optional.of(true));

        registry.blob(APP, "layer");
        registry.blob(OTHER, "layer");

        assertThat(isPublic(APP)).contains(false);
        assertThat(isPublic(OTHER)).contains(true);
        assertUnknown(() -> registry.uploads().open(RepositoryName.parse("eve/app"), Algorithm.SHA256));
    }

    @Test
    void settings_ofANamespace_areKeptOneByOne() {
        setFor("ada", Optional.of(true), Optional.empty());
        setFor("ada", Optional.of(true), Optional.of(false));

        NamespaceSettings kept = registry.database().read(transaction -> NamespaceSettings.of(transaction, "ada"));

        assertThat(kept).isEqualTo(new NamespaceSettings(Optional.of(true), Optional.of(false)));
        assertThat(registry.database().<NamespaceSettings>read(transaction -> NamespaceSettings.of(transaction, "bob")))
                .isEqualTo(new NamespaceSettings(Optional.empty(), Optional.empty()));
    }
}
