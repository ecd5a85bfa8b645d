package dev.berth.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Sees;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists of repositories and mounts go as far as a caller sees: what is public, whole namespaces, and single repositories. */
class SeenRepositoriesTest {
    private static final RepositoryName ONE = new RepositoryName("acme/one");
    private static final RepositoryName TWO = new RepositoryName("acme/two");
    private static final RepositoryName OPEN = new RepositoryName("bob/open");
    private static final RepositoryName GONE = new RepositoryName("acme/gone");
    private static final RepositoryName OWN = new RepositoryName("eve/own");

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
        layer = registry.blob(ONE, "layer");
        for (RepositoryName name : List.of(TWO, OPEN, OWN)) {
            registry.blob(name, name.value());
        }
        registry.registry().repositories().setPublic(OPEN, true);
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    /** The names that this caller sees, by pages of one. */
    private List<String> names(Sees sees) {
        List<String> all = new ArrayList<>();
        List<String> page = registry.registry().repositories().page(sees, "", 1);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = registry.registry().repositories().page(sees, page.getLast(), 1);
        }
        return all;
    }

    @Test
    void page_mergesWhatIsSeen() {
        assertThat(names(new Sees.PublicAnd(Set.of()))).containsExactly("bob/open");
        assertThat(names(new Sees.PublicAnd(Set.of("eve"), Set.of(TWO, OPEN, GONE))))
                .containsExactly("acme/two", "bob/open", "eve/own");
        assertThat(names(new Sees.PublicAnd(Set.of("eve", "acme"), Set.of(TWO))))
                .containsExactly("acme/one", "acme/two", "bob/open", "eve/own");
    }

    @Test
    void mountFromAnywhere_findsSingleRepositories() {
        assertThat(registry.blobs()
                        .mountFromAnywhere(
                                OWN, new PushedBlob(layer, "ada"), new Sees.PublicAnd(Set.of("eve"), Set.of(TWO))))
                .isFalse();
        assertThat(registry.blobs()
                        .mountFromAnywhere(
                                OWN, new PushedBlob(layer, "ada"), new Sees.PublicAnd(Set.of("eve"), Set.of(ONE))))
                .isTrue();
    }
}
