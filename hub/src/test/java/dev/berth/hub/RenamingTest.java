package dev.berth.hub;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Sees;
import dev.berth.hub.Shelf.Renaming;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub keeps of a repository goes along when it gets another name. */
class RenamingTest {
    private static final RepositoryName NEW = RepositoryName.parse("ada/tool");
    private static final RepositoryName AWAY = RepositoryName.parse("acme/tool");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestHub hub;

    @BeforeEach
    void open() throws IOException {
        hub = new TestHub(folder, blobs);
        hub.image(APP, "linux", "amd64", "latest");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Shelf shelf() {
        return hub.hub().shelf();
    }

    private Renaming rename(RepositoryName from, RepositoryName to, boolean takesFormer) {
        return shelf().rename(from, to, takesFormer, "ada");
    }

    private List<String> find(String namespace, String text) {
        return hub
                .hub()
                .search()
                .page(
                        new Sees.PublicAnd(Set.of(namespace)),
                        Query.parse(text, Set.of(), Query.Sort.RELEVANCE),
                        Optional.empty(),
                        10)
                .items()
                .stream()
                .map(listing -> listing.name().value())
                .toList();
    }

    private List<Event> events(EventFilter.Scope scope) {
        return new EventLog(hub.database())
                .page(EventFilter.of(scope), Long.MAX_VALUE, 100).events().stream()
                        .map(HappenedEvent::event)
                        .filter(event -> event.kind().equals(EventKind.REPOSITORY_RENAMED))
                        .toList();
    }

    @Test
    void rename_isFoundByTheNewNameAlone() {
        assertThat(rename(APP, AWAY, false)).isEqualTo(Renaming.DONE);

        assertThat(find("acme", "tool")).containsExactly("acme/tool");
        assertThat(find("acme", "")).containsExactly("acme/tool");
        assertThat(find("acme", "app")).isEmpty();
        assertThat(find("ada", "app")).isEmpty();
        assertThat(find("ada", "tool")).isEmpty();
        assertThat(shelf().find(APP)).isEmpty();
        assertThat(shelf().find(AWAY)).isPresent();
    }

    @Test
    void rename_keepsWhatIsKnownOfIt() {
        shelf().change(
                        APP,
                        new Shelf.Change(
                                Optional.empty(),
                                Optional.of("Does it"),
                                Optional.of("# Read me"),
                                Optional.of(List.of(Category.GAMES)),
                                Optional.empty()),
                        "ada");
        long id = hub.id(APP);
        hub.hub().pulls().count(APP, Tag.parse("latest"));
        hub.hub().pulls().flush();
        hub.hub().pulls().count(APP, Tag.parse("latest"));

        rename(APP, NEW, false);
        hub.hub().pulls().flush();

        Shelf.Shelved now = shelf().find(NEW).orElseThrow();
        assertThat(now.repository().id()).isEqualTo(id);
        assertThat(now.listing().description()).isEqualTo("Does it");
        assertThat(now.listing().categories()).containsExactly(Category.GAMES);
        // The second pull was counted under the former name, and brought to the database after the renaming.
        assertThat(now.listing().pulls()).isEqualTo(2);
        assertThat(hub.database()
                        .<String>read(transaction -> hub.hub().readmes().of(transaction, id)))
                .isEqualTo("# Read me");
    }

    @Test
    void rename_withinTheNamespace_isOneEvent() {
        rename(APP, NEW, false);

        assertThat(events(new EventFilter.Scope.Namespace("ada")))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.repository()).contains(NEW);
                    assertThat(event.detail()).isEqualTo(Map.of("from", "ada/app"));
                    assertThat(event.actor()).contains("ada");
                });
    }

    @Test
    void rename_toAnotherNamespace_isToldToBoth() {
        rename(APP, AWAY, false);

        assertThat(events(new EventFilter.Scope.Namespace("acme")))
                .extracting(Event::repository)
                .containsExactly(Optional.of(AWAY));
        assertThat(events(new EventFilter.Scope.Namespace("ada")))
                .extracting(Event::detail)
                .containsExactly(Map.of("from", "ada/app", "to", "acme/tool"));
    }

    @Test
    void rename_toWhatIsTaken_changesNothing() {
        hub.image(NEW, "linux", "amd64", "latest");

        assertThat(rename(APP, NEW, true)).isEqualTo(Renaming.TAKEN);
        assertThat(rename(RepositoryName.parse("ada/none"), AWAY, true)).isEqualTo(Renaming.GONE);

        assertThat(find("ada", "")).containsExactlyInAnyOrder("ada/app", "ada/tool");
        assertThat(events(new EventFilter.Scope.Everything())).isEmpty();
    }

    @Test
    void make_underAFormerName_isForThoseWhoLookAfterTheNamespace() {
        rename(APP, AWAY, false);

        assertThat(shelf().make(APP, Optional.empty(), "", false, "mike")).isFalse();
        assertThat(shelf().make(APP, Optional.empty(), "", true, "ada")).isTrue();

        assertThat(hub.registry().repositories().movedTo(APP)).isEmpty();
        assertThat(hub.id(APP)).isNotEqualTo(hub.id(AWAY));
    }
}
