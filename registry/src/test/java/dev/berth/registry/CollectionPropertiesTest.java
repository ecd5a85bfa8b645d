package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.GRACE;
import static dev.berth.registry.TestRegistry.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Step.Ask;
import dev.berth.registry.Step.Collect;
import dev.berth.registry.Step.DeleteBlob;
import dev.berth.registry.Step.DeleteManifest;
import dev.berth.registry.Step.Mount;
import dev.berth.registry.Step.Pass;
import dev.berth.registry.Step.PushAgain;
import dev.berth.registry.Step.PushBlob;
import dev.berth.registry.Step.PushCache;
import dev.berth.registry.Step.PushImage;
import dev.berth.registry.Step.PushIndex;
import dev.berth.registry.Step.Untag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Whatever is pushed, mounted, tagged and deleted in whatever order: what is reachable stays, and all else goes. */
class CollectionPropertiesTest {
    private static final int ROUNDS_UNTIL_ALL_IS_GONE = 12;

    private final TemporaryFolder folder = new TemporaryFolder();

    @AfterProperty
    void clear() throws IOException {
        folder.close();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Step.sequences();
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void collect_afterAnySequenceOfSteps_keepsExactlyWhatIsReachable(@ForAll("steps") List<Step> steps)
            throws IOException {
        SettableClock clock = new SettableClock();
        Path database = folder.fresh();
        try (TestRegistry registry = TestRegistry.open(database, folder.path().resolve("blobs"), clock)) {
            Run run = new Run(registry, clock);
            for (Step step : steps) {
                run.take(step);
            }
            run.end();
        }
    }

    /** One sequence of steps, taken by the registry and by its model. */
    private static final class Run {
        private final TestRegistry registry;
        private final SettableClock clock;
        private final Map<RepositoryName, RegistryModel> models =
                Map.of(APP, new RegistryModel(GRACE), OTHER, new RegistryModel(GRACE));
        private final List<Content> contents = new ArrayList<>();

        Run(TestRegistry registry, SettableClock clock) {
            this.registry = registry;
            this.clock = clock;
        }

        private RegistryModel model(RepositoryName name) {
            return models.getOrDefault(name, new RegistryModel(GRACE));
        }

        private static byte[] bytes(int blob) {
            return ("blob " + blob).getBytes(UTF_8);
        }

        private static Digest digest(int blob) {
            return Digest.of(bytes(blob));
        }

        private Optional<Content> content(int which) {
            return contents.isEmpty() ? Optional.empty() : Optional.of(contents.get(which % contents.size()));
        }

        void take(Step step) throws IOException {
            long now = clock.millis();
            switch (step) {
                case PushBlob(RepositoryName in, int blob) -> {
                    registry.blob(in, bytes(blob));
                    model(in).hold(digest(blob), now);
                }
                case Mount(RepositoryName in, RepositoryName from, int blob) -> {
                    boolean held = model(from).blobs.containsKey(digest(blob));
                    assertThat(registry.blobs().mount(in, new PushedBlob(digest(blob), "ada"), from))
                            .isEqualTo(held);
                    if (held) {
                        model(in).hold(digest(blob), now);
                    }
                }
                case Ask(RepositoryName in, int blob) ->
                    assertThat(isThere(in, digest(blob))).isEqualTo(model(in).askFor(digest(blob), now));
                case DeleteBlob(RepositoryName in, int blob) -> deleteBlob(in, digest(blob));
                case PushImage(RepositoryName in, List<Integer> blobs, int subject, List<String> tags) -> {
                    Digest[] layers = blobs.stream().skip(1).map(Run::digest).toArray(Digest[]::new);
                    push(in, Content.image(name(), subject(subject), digest(blobs.getFirst()), layers), tags);
                }
                case PushIndex(RepositoryName in, List<Integer> children, int subject, List<String> tags) -> {
                    Digest[] digests = children.stream()
                            .flatMap(it -> content(it).stream())
                            .map(Content::digest)
                            .toArray(Digest[]::new);
                    push(in, Content.index(name(), subject(subject), digests), tags);
                }
                case PushCache(RepositoryName in, List<Integer> blobs, List<String> tags) ->
                    push(
                            in,
                            Content.indexOfLayers(
                                    name(), blobs.stream().map(Run::digest).toArray(Digest[]::new)),
                            tags);
                case PushAgain(RepositoryName in, int which, List<String> tags) ->
                    content(which).ifPresent(it -> push(in, it, tags));
                case Untag(RepositoryName in, String tag) -> {
                    if (model(in).tags.remove(tag) != null) {
                        registry.untag(in, tag);
                    }
                }
                case DeleteManifest(RepositoryName in, int which) ->
                    content(which).map(Content::digest).ifPresent(it -> deleteManifest(in, it));
                case Pass(Duration time) -> clock.pass(time);
                case Collect() -> collect();
            }
        }

        /** A manifest may refer to one that nobody has pushed here, but to none that comes after it. */
        private Optional<Digest> subject(int which) {
            return which < 0 ? Optional.empty() : content(which).map(Content::digest);
        }

        private String name() {
            return "content " + contents.size();
        }

        private boolean isThere(RepositoryName in, Digest blob) {
            try {
                registry.blobs().findForPush(in, blob);
                return true;
            } catch (RegistryFailure e) {
                return false;
            }
        }

        private void push(RepositoryName in, Content content, List<String> tags) {
            RegistryModel model = model(in);
            if (!contents.contains(content)) {
                contents.add(content);
            }
            if (model.refuses(content)) {
                assertFails(
                        WireError.MANIFEST_BLOB_UNKNOWN, () -> registry.push(in, content, tags.toArray(String[]::new)));
                return;
            }
            assertThat(registry.push(in, content, tags.toArray(String[]::new)))
                    .containsExactlyInAnyOrderElementsOf(model.missing(content).stream()
                            .map(Digest::toString)
                            .toList());
            model.push(content, tags, clock.millis());
        }

        private void deleteBlob(RepositoryName in, Digest blob) {
            if (model(in).isNamed(blob)) {
                assertFails(WireError.BLOB_IN_USE, () -> registry.blobs().delete(in, blob));
            } else if (model(in).blobs.remove(blob) != null) {
                registry.blobs().delete(in, blob);
            } else {
                assertThatExceptionOfType(RegistryFailure.class)
                        .isThrownBy(() -> registry.blobs().delete(in, blob));
            }
        }

        private void deleteManifest(RepositoryName in, Digest manifest) {
            if (model(in).manifests.containsKey(manifest)) {
                registry.delete(in, manifest);
                model(in).delete(manifest);
            }
        }

        private void collect() throws IOException {
            Collected rehearsed = registry.registry().collector().rehearse();
            // What is due at the same moment goes in any order. A blob that comes before the manifest that names it is
            // looked
            // at a second time when that has gone.
            assertThat(registry.collect())
                    .usingRecursiveComparison()
                    .ignoringCollectionOrder()
                    .ignoringFields("examined")
                    .isEqualTo(rehearsed);
            for (RepositoryName name : models.keySet()) {
                RegistryModel model = model(name);
                Set<Digest> kept = kept(name);
                assertThat(kept).as("kept in %s", name).containsAll(model.reachable(clock.millis()));
                Set<Digest> gone = new HashSet<>(model.manifests.keySet());
                gone.addAll(model.blobs.keySet());
                gone.removeAll(kept);
                gone.forEach(it -> model.take(it, clock.millis()));
                model.forget(clock.millis());
            }
        }

        /** Every manifest and blob of the repository that is there with the right bytes. */
        private Set<Digest> kept(RepositoryName name) throws IOException {
            Set<Digest> kept = new HashSet<>();
            for (Content content : contents) {
                if (registry.hasManifest(name, content.digest())) {
                    kept.add(content.digest());
                }
            }
            for (int blob = 0; blob < Step.BLOBS; blob++) {
                if (registry.hasBlob(name, digest(blob))) {
                    kept.add(digest(blob));
                }
            }
            return kept;
        }

        void end() throws IOException {
            for (int round = 0; round < ROUNDS_UNTIL_ALL_IS_GONE; round++) {
                clock.pass(GRACE);
                collect();
            }
            for (RepositoryName name : models.keySet()) {
                assertThat(kept(name))
                        .as("kept in %s", name)
                        .containsExactlyInAnyOrderElementsOf(model(name).reachable(clock.millis()));
            }
            assertThat(registry.files()).isEqualTo(registry.named());
            assertThat(registry.registry().collector().waiting()).isZero();
        }

        private static void assertFails(WireError error, ThrowingCallable call) {
            assertThatExceptionOfType(RegistryFailure.class)
                    .isThrownBy(call)
                    .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
        }
    }
}
