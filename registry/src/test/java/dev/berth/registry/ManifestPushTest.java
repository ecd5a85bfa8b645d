package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest comes in whole, with its edges and all of its tags, or not at all. */
class ManifestPushTest {
    private static final Tag LATEST = Tag.parse("latest");

    private final SettableClock clock = new SettableClock();

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
        registry = TestRegistry.open(folder, blobs, clock);
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    private static ManifestPush.Push push(Content content, TagCondition condition, String... tags) {
        return new ManifestPush.Push(
                content.digest(),
                content.manifest(),
                content.bytes(),
                Arrays.stream(tags).map(Tag::parse).toList(),
                condition,
                "ada");
    }

    @Test
    void part_ofALongManifest_givesItsBytesInOrder() throws IOException {
        Content index = Content.index("x".repeat(300_000));
        registry.push(APP, index, "latest");
        Manifests manifests = registry.registry().manifests();

        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.write(manifests.pull(APP, LATEST).start());
        byte[] next = manifests.part(APP, index.digest(), read.size()).orElseThrow();
        while (next.length > 0) {
            read.write(next);
            next = manifests.part(APP, index.digest(), read.size()).orElseThrow();
        }

        assertThat(read.toByteArray()).isEqualTo(index.bytes());
        assertThat(manifests.pull(APP, LATEST).size()).isEqualTo(index.bytes().length);
    }

    @Test
    void store_pointsEveryTag() throws IOException {
        Content image = registry.image(APP, "image", "1", "1.2", "latest");

        for (String tag : List.of("1", "1.2", "latest")) {
            assertThat(registry.registry().manifests().pull(APP, Tag.parse(tag)).digest())
                    .isEqualTo(image.digest());
        }
        assertThat(registry.registry().manifests().pull(APP, LATEST).start()).isEqualTo(image.bytes());
    }

    @Test
    void store_again_changesNothing() throws IOException {
        Content image = registry.image(APP, "image", "latest");

        assertThat(registry.push(APP, image, "latest")).isEmpty();

        assertThat(registry.registry().manifests().tags(APP, "", 10)).containsExactly("latest");
        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void store_whoseConditionFails_leavesNothing() throws IOException {
        Content before = registry.image(APP, "before", "latest");
        Content after = Content.image("after", registry.blob(APP, "config"));
        TagCondition elsewhere = new TagCondition.PointsTo(Set.of(after.digest().toString()));

        for (TagCondition condition : List.of(elsewhere, new TagCondition.Absent())) {
            assertFails(
                    WireError.PRECONDITION_FAILED,
                    () -> registry.registry().manifestPush().store(APP, push(after, condition, "latest")));
        }
        assertFails(
                WireError.PRECONDITION_FAILED,
                () -> registry.registry()
                        .manifestPush()
                        .store(APP, push(after, new TagCondition.Exists(), "latest", "new")));
        assertFails(
                WireError.PRECONDITION_FAILED,
                () -> registry.registry()
                        .manifestPush()
                        .store(OTHER, push(after, new TagCondition.Exists(), "latest")));

        assertThat(registry.hasManifest(APP, after.digest())).isFalse();
        assertThat(registry.registry().manifests().tags(APP, "", 10)).containsExactly("latest");
        assertThat(registry.registry().manifests().head(APP, LATEST).digest()).isEqualTo(before.digest());
        assertFails(
                WireError.NAME_UNKNOWN, () -> registry.registry().manifests().tags(OTHER, "", 10));
    }

    @Test
    void store_whoseConditionHolds_movesTheTag() throws IOException {
        Content before = registry.image(APP, "before", "latest");
        Content after = Content.image("after", registry.blob(APP, "config"));
        TagCondition unchanged =
                new TagCondition.PointsTo(Set.of(before.digest().toString()));

        registry.registry().manifestPush().store(APP, push(after, unchanged, "latest"));
        registry.registry().manifestPush().store(APP, push(after, new TagCondition.Absent(), "first"));

        assertThat(registry.registry().manifests().head(APP, LATEST).digest()).isEqualTo(after.digest());
        assertThat(registry.registry().manifests().tags(APP, "", 10)).containsExactly("first", "latest");
    }

    @Test
    void store_ofAManifestWithMissingContent_isSparseWhereThatIsAllowed() throws IOException {
        Digest here = registry.blob(APP, "here");
        Digest elsewhere = registry.blob(OTHER, "elsewhere");
        Digest child = Digest.of(Algorithm.SHA512, "nowhere".getBytes(UTF_8));

        assertThat(registry.push(APP, Content.image("image", here, elsewhere), "image"))
                .containsExactly(elsewhere.toString());
        assertThat(registry.push(APP, Content.index("index", child), "index")).containsExactly(child.toString());
        assertThat(registry.push(APP, Content.image("signature", Optional.of(child), here), "signature"))
                .isEmpty();
    }

    @Test
    void store_ofAManifestWithMissingContent_isRefusedWhereThatIsNotAllowed() throws IOException {
        ManifestPush strict = new ManifestPush(
                registry.database(),
                registry.registry().repositories(),
                new Candidates(TestRegistry.GRACE, clock),
                Journal.NONE,
                new RegistryConfig(MissingReferences.REFUSE, 100),
                clock);
        Digest here = registry.blob(APP, "here");
        Content sparse = Content.image("image", here, Digest.of("not here".getBytes(UTF_8)));
        Content whole = Content.image("image", here);

        assertFails(
                WireError.MANIFEST_BLOB_UNKNOWN, () -> strict.store(APP, push(sparse, new TagCondition.Any(), "a")));
        assertFails(
                WireError.MANIFEST_BLOB_UNKNOWN,
                () -> strict.store(OTHER, push(whole, new TagCondition.Any(), "latest")));
        assertThat(strict.store(APP, push(whole, new TagCondition.Any(), "a"))).isEmpty();
        assertThat(strict.store(APP, push(Content.indexOfLayers("cache", here), new TagCondition.Any(), "cache")))
                .isEmpty();
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
