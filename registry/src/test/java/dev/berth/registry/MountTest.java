package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Sees;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository gets a blob from another one without its bytes, and only from one that the caller may see. */
class MountTest {
    private static final RepositoryName TARGET = RepositoryName.parse("eve/target");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @SuppressWarnings("NullAway.Init")
    private Digest layer;

    @BeforeEach
    void open() throws IOException {
        registry = TestRegistry.open(folder, blobs, new SettableClock());
        layer = registry.blob(APP, "layer");
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    @Test
    void mount_fromAHolder_sharesTheBytes() throws IOException {
        assertThat(registry.blobs().mount(TARGET, new PushedBlob(layer, "ada"), APP))
                .isTrue();

        assertThat(registry.hasBlob(TARGET, layer)).isTrue();
        assertThat(registry.files()).hasSize(1);
    }

    @Test
    void mount_fromARepositoryThatDoesNotHoldIt_isRefusedAndMakesNothing() throws IOException {
        registry.blob(OTHER, "something else");

        assertThat(registry.blobs().mount(TARGET, new PushedBlob(layer, "ada"), OTHER))
                .isFalse();
        assertThat(registry.blobs().mount(TARGET, new PushedBlob(layer, "ada"), RepositoryName.parse("eve/nowhere")))
                .isFalse();

        assertThat(registry.hasBlob(TARGET, layer)).isFalse();
        assertThat(registry.registry().repositories().page(new Sees.Everything(), "", 10))
                .containsExactly("ada/app", "bob/other");
    }

    @Test
    void mount_fromItself_countsAsAPush() {
        assertThat(registry.blobs().mount(APP, new PushedBlob(layer, "ada"), APP))
                .isTrue();
    }

    @Test
    void mountFromAnywhere_findsWhatTheCallerSees() throws IOException {
        assertThat(mounts(new Sees.PublicAnd(Set.of("eve")))).isFalse();
        assertThat(mounts(new Sees.PublicAnd(Set.of("eve", "ada")))).isTrue();
        assertThat(mounts(new Sees.Everything())).isTrue();
        assertThat(registry.hasBlob(TARGET, layer)).isFalse();

        registry.registry().repositories().setPublic(APP, true);

        assertThat(mounts(new Sees.PublicAnd(Set.of()))).isTrue();
    }

    /** Whether the caller gets the blob; the target gives it up again. */
    private boolean mounts(Sees sees) throws IOException {
        boolean mounted = registry.blobs().mountFromAnywhere(TARGET, new PushedBlob(layer, "ada"), sees);
        assertThat(registry.hasBlob(TARGET, layer)).isEqualTo(mounted);
        if (mounted) {
            registry.blobs().delete(TARGET, layer);
        }
        return mounted;
    }
}
