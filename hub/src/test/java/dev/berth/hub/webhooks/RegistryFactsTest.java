package dev.berth.hub.webhooks;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Account;
import dev.berth.hub.Shelf;
import dev.berth.hub.TestHub;
import dev.berth.oci.Digest;
import dev.berth.oci.MediaType;
import dev.berth.oci.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What webhooks are told of a repository is what its page says. */
class RegistryFactsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @SuppressWarnings("NullAway.Init")
    private RegistryFacts facts;

    @BeforeEach
    void open() throws Exception {
        hub = new TestHub(folder, blobs);
        facts = new RegistryFacts(hub.hub());
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void about_tellsWhatTheListingDoes() {
        hub.image(APP, "linux", "amd64", "latest");
        Shelf.Change change = new Shelf.Change(
                Optional.of(true), Optional.of("An app"), Optional.of("# App"), Optional.empty(), Optional.empty());
        hub.hub().shelf().change(APP, change, "ada");
        hub.hub().stars().set(new Account(1, "bob", false, 0), hub.id(APP), true);

        assertThat(facts.about(hub.id(APP)))
                .contains(new RepositoryFacts.About(true, hub.clock().instant(), "An app", "# App", 1));
        assertThat(facts.about(1)).isEmpty();
    }

    @Test
    void platforms_areThoseOfAnImageOrOfAnIndex_whateverItsNameIsNow() {
        Digest image = hub.image(APP, "linux", "arm64", "latest");
        Digest index = hub.push(
                APP,
                MediaType.IMAGE_INDEX,
                ("{'schemaVersion':2,'mediaType':'" + MediaType.IMAGE_INDEX + "','manifests':[{'mediaType':'"
                                + MediaType.IMAGE_MANIFEST + "','size':1,'digest':'" + image
                                + "','platform':{'os':'linux','architecture':'arm','variant':'v7'}},{'mediaType':'"
                                + MediaType.IMAGE_MANIFEST + "','size':1,'digest':'" + image
                                + "','platform':{'os':'unknown','architecture':'unknown'}}]}")
                        .replace('\'', '"'),
                "all");
        long id = hub.id(APP);
        hub.database().write(transaction -> {
            var repository =
                    hub.registry().repositories().find(transaction, APP).orElseThrow();
            return hub.registry()
                    .repositoryChanges()
                    .rename(transaction, repository, RepositoryName.parse("ada/new"), false);
        });

        assertThat(platforms(id, image))
                .containsExactly(new RepositoryFacts.Platform("linux", "arm64", Optional.empty(), image.toString()));
        assertThat(platforms(id, index))
                .containsExactly(new RepositoryFacts.Platform("linux", "arm", Optional.of("v7"), image.toString()));
        assertThat(platforms(1, image)).isEmpty();
    }

    private List<RepositoryFacts.Platform> platforms(long repository, Digest digest) {
        try {
            return facts.platforms(repository, digest);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
