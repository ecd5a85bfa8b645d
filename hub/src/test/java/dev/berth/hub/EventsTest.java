package dev.berth.hub;

import static dev.berth.hub.TestHub.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.Tag;
import dev.berth.registry.TagCondition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens in the registry is written down with it, or not at all. */
class EventsTest {
    private static final Tag LATEST = Tag.parse("latest");

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
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private List<HappenedEvent> all() {
        return hub.events().ofRepository(hub.id(APP), Long.MAX_VALUE, 100);
    }

    private List<String> kinds() {
        return all().reversed().stream()
                .map(happened -> happened.event().kind().name())
                .toList();
    }

    @Test
    void push_ofTag_isOneEventATag() {
        Digest image = hub.image(APP, "linux", "amd64", "1", "latest");

        assertThat(kinds()).containsExactly("repository.created", "tag.pushed", "tag.pushed");
        assertThat(all()).extracting(it -> it.event().actor()).containsOnly(Optional.of("ada"));
        HappenedEvent newest = all().getFirst();
        assertThat(newest.at()).isEqualTo(hub.clock().instant());
        assertThat(newest.event())
                .isEqualTo(new Event(
                        EventKind.TAG_PUSHED,
                        Optional.of("ada"),
                        "ada",
                        Optional.of(hub.id(APP)),
                        Optional.of(APP),
                        Optional.of(LATEST),
                        Optional.of(image),
                        Optional.empty(),
                        Map.of("media_type", "application/vnd.oci.image.manifest.v1+json")));
    }

    @Test
    void ofTag_afterPushes_tellsWhatItPointedTo() {
        Digest first = hub.image(APP, "linux", "amd64", "latest");
        Digest second = hub.image(APP, "linux", "arm64", "latest");
        hub.image(APP, "linux", "riscv64", "other");
        hub.registry().manifests().delete(APP, LATEST, new TagCondition.Any(), "ada");

        List<HappenedEvent> history = hub.events().ofTag(hub.id(APP), LATEST, Long.MAX_VALUE, 10);

        assertThat(history)
                .extracting(
                        happened -> happened.event().kind(),
                        happened -> happened.event().digest(),
                        happened -> happened.event().previous())
                .containsExactly(
                        tuple(EventKind.TAG_DELETED, Optional.empty(), Optional.of(second)),
                        tuple(EventKind.TAG_PUSHED, Optional.of(second), Optional.of(first)),
                        tuple(EventKind.TAG_PUSHED, Optional.of(first), Optional.empty()));
        assertThat(hub.events().ofTag(hub.id(APP), LATEST, history.getFirst().id(), 1))
                .containsExactly(history.get(1));
    }

    @Test
    void point_ofTag_isAPushThatPeopleTellFromOthers() {
        Digest first = hub.image(APP, "linux", "amd64", "latest");
        Digest second = hub.image(APP, "linux", "arm64", "latest");

        hub.registry().tagChanges().point(APP, LATEST, first, "bert");

        Event event = all().getFirst().event();
        assertThat(event.kind()).isEqualTo(EventKind.TAG_PUSHED);
        assertThat(event.actor()).contains("bert");
        assertThat(event.digest()).contains(first);
        assertThat(event.previous()).contains(second);
        assertThat(event.detail()).containsEntry("rolled_back", true);
    }

    @Test
    void push_byDigest_isAnEventOfTheManifest() {
        Digest image = hub.image(APP, "linux", "amd64");

        assertThat(kinds()).containsExactly("repository.created", "manifest.pushed");
        assertThat(all().getFirst().event().digest()).contains(image);
    }

    @Test
    void delete_ofManifest_tellsOfItsTags() {
        Digest image = hub.image(APP, "linux", "amd64", "1", "2");

        hub.registry().manifests().delete(APP, image, new TagCondition.Any(), "bob");

        assertThat(kinds())
                .containsExactly(
                        "repository.created",
                        "tag.pushed",
                        "tag.pushed",
                        "tag.deleted",
                        "tag.deleted",
                        "manifest.deleted");
        assertThat(all().getFirst().event().actor()).contains("bob");
    }

    @Test
    void delete_thatIsRefused_isNoEvent() {
        hub.image(APP, "linux", "amd64", "latest");
        List<String> before = kinds();
        TagCondition never = new TagCondition.Absent();

        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(() -> hub.registry().manifests().delete(APP, LATEST, never, "bob"));

        assertThat(kinds()).isEqualTo(before);
    }

    @Test
    void ids_whileTheClockStands_rise() {
        for (int i = 0; i < 20; i++) {
            hub.image(APP, "linux", "arch" + i, "latest");
        }

        List<Long> ids = all().reversed().stream().map(HappenedEvent::id).toList();

        assertThat(ids).isSorted().doesNotHaveDuplicates();
    }
}
