package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.GRACE;
import static dev.berth.registry.TestRegistry.OTHER;
import static dev.berth.registry.TestRegistry.UPLOAD_EXPIRY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What nothing refers to goes when its grace is over, and not before; its bytes go with its last holder. */
class CollectionTakesTest {
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

    private void collectAfterGrace() throws IOException {
        clock.pass(GRACE);
        registry.collect();
    }

    /** Collects until nothing more can go. */
    private void collectForLong() throws IOException {
        for (int i = 0; i < 6; i++) {
            collectAfterGrace();
        }
    }

    @Test
    void collect_takesABlobThatNoManifestNames() throws IOException {
        Digest lone = registry.blob(APP, "lone");

        collectAfterGrace();

        assertThat(registry.hasBlob(APP, lone)).isFalse();
        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesAnImageThatWasNeverTagged() throws IOException {
        Content image = registry.image(APP, "image");

        collectAfterGrace();

        assertThat(registry.hasNothing(APP, image)).isTrue();
        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesAnImageAGraceAfterItsLastTag() throws IOException {
        Content image = registry.image(APP, "image", "1", "latest");
        clock.pass(GRACE.multipliedBy(3));
        registry.collect();
        registry.untag(APP, "1");
        registry.untag(APP, "latest");
        clock.pass(GRACE.minusMillis(1));
        registry.collect();
        assertThat(registry.hasWhole(APP, image)).isTrue();

        clock.pass(Duration.ofMillis(1));
        registry.collect();

        assertThat(registry.hasNothing(APP, image)).isTrue();
        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesAnImageThatLostItsTagToAnother() throws IOException {
        Content before = registry.image(APP, "before", "latest");
        Content after = registry.image(APP, "after", "latest");

        collectAfterGrace();

        assertThat(registry.hasNothing(APP, before)).isTrue();
        assertThat(registry.hasWhole(APP, after)).isTrue();
    }

    @Test
    void collect_takesTheBlobsOfADeletedImage() throws IOException {
        Digest shared = registry.blob(APP, "shared");
        Content deleted = Content.image("deleted", registry.blob(APP, "own"), shared);
        Content staying = Content.image("staying", shared);
        registry.push(APP, deleted, "1");
        registry.push(APP, staying, "2");
        registry.delete(APP, deleted.digest());

        collectAfterGrace();

        assertThat(registry.hasBlob(APP, Digest.of("own".getBytes(UTF_8)))).isFalse();
        assertThat(registry.hasWhole(APP, staying)).isTrue();
        assertThat(registry.files()).hasSize(1);
    }

    @Test
    void collect_takesTheChildrenOfADeletedIndex() throws IOException {
        Content image = registry.image(APP, "image");
        Content inner = Content.index("inner", image.digest());
        Content outer = Content.index("outer", inner.digest());
        registry.push(APP, inner);
        registry.push(APP, outer, "latest");
        Content cache = Content.indexOfLayers("cache", registry.blob(APP, "cached"));
        registry.push(APP, cache, "cache");
        registry.delete(APP, outer.digest());
        registry.delete(APP, cache.digest());

        collectForLong();

        assertThat(registry.hasManifest(APP, inner.digest())).isFalse();
        assertThat(registry.hasNothing(APP, image)).isTrue();
        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesTheReferrersOfADeletedSubject() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        Content signature = referrer("signature", image.digest());
        Content countersignature = referrer("countersignature", signature.digest());
        registry.delete(APP, image.digest());

        collectForLong();

        assertThat(registry.hasNothing(APP, signature)).isTrue();
        assertThat(registry.hasNothing(APP, countersignature)).isTrue();
    }

    @Test
    void collect_takesSubjectsAfterTheirLastTaggedReferrer() throws IOException {
        Content image = registry.image(APP, "image");
        Content signature = referrer("signature", image.digest());
        Content countersignature = referrer("countersignature", signature.digest(), "kept");
        collectForLong();
        assertThat(registry.hasWhole(APP, image)).isTrue();
        registry.untag(APP, "kept");

        collectForLong();

        assertThat(registry.hasNothing(APP, image)).isTrue();
        assertThat(registry.hasNothing(APP, signature)).isTrue();
        assertThat(registry.hasNothing(APP, countersignature)).isTrue();
        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesAReferrerWhoseSubjectNeverCame() throws IOException {
        Content signature = referrer("signature", Digest.of(new byte[] {1}));

        collectForLong();

        assertThat(registry.hasNothing(APP, signature)).isTrue();
    }

    private Content referrer(String name, Digest subject, String... tags) throws IOException {
        Content content = Content.image(name, Optional.of(subject), registry.blob(APP, name + " config"));
        registry.push(APP, content, tags);
        return content;
    }

    @Test
    void collect_takesMoreThanOneBatch() throws IOException {
        for (int i = 0; i < 250; i++) {
            registry.blob(APP, "blob " + i);
        }
        clock.pass(GRACE);

        Collected collected = registry.collect();

        assertThat(collected.blobs()).isEqualTo(250);
        assertThat(registry.registry().collector().waiting()).isZero();
        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesBytesWithTheirLastHolder() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        clock.pass(GRACE.dividedBy(2));
        assertThat(registry.blobs().mount(OTHER, new PushedBlob(layer, "ada"), APP))
                .isTrue();
        clock.pass(GRACE.dividedBy(2));

        Collected first = registry.collect();
        assertThat(registry.hasBlob(APP, layer)).isFalse();
        assertThat(registry.hasBlob(OTHER, layer)).isTrue();
        clock.pass(GRACE.dividedBy(2));
        Collected second = registry.collect();

        assertThat(registry.hasBlob(OTHER, layer)).isFalse();
        assertThat(registry.files()).isEmpty();
        assertThat(List.of(first.bytes(), second.bytes())).containsExactly(0L, 5L);
    }

    @Test
    void collect_takesTheBytesOfADeletedBlob() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        registry.blob(OTHER, "layer");
        registry.blobs().delete(APP, layer);
        registry.collect();
        assertThat(registry.hasBlob(APP, layer)).isFalse();
        assertThat(registry.hasBlob(OTHER, layer)).isTrue();

        registry.blobs().delete(OTHER, layer);
        registry.collect();

        assertThat(registry.files()).isEmpty();
    }

    @Test
    void collect_takesUploadsThatNobodyGoesOnWith() throws IOException {
        List<UploadSession> sessions = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
            registry.uploads()
                    .append(APP, session.id(), new ByteArrayInputStream(new byte[] {1, 2, 3}), Optional.empty());
            sessions.add(session);
        }
        clock.pass(UPLOAD_EXPIRY);
        registry.collect();
        assertThat(registry.registry().uploadStore().count()).isEqualTo(150);

        clock.pass(Duration.ofMillis(1));
        registry.collect();

        assertThat(registry.registry().uploadStore().count()).isZero();
        assertThat(registry.files()).isEmpty();
        assertFails(
                WireError.BLOB_UPLOAD_UNKNOWN,
                () -> registry.uploads().find(APP, sessions.getFirst().id()));
    }

    @Test
    void collect_takesTheBytesOfACancelledUpload() throws IOException {
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        registry.uploads().append(APP, session.id(), new ByteArrayInputStream(new byte[] {1, 2, 3}), Optional.empty());
        registry.uploads().cancel(APP, session.id());

        registry.collect();

        assertThat(registry.files()).isEmpty();
    }

    @Test
    void push_ofAManifestWhoseBlobWasCollected_isRefusedUntilTheBlobIsPushedAgain() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        Content image = Content.image("image", layer);
        collectAfterGrace();

        assertFails(WireError.MANIFEST_BLOB_UNKNOWN, () -> registry.push(APP, image, "latest"));
        assertThat(registry.hasManifest(APP, image.digest())).isFalse();

        registry.blob(APP, "layer");
        assertThat(registry.push(APP, image, "latest")).isEmpty();
        collectForLong();
        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void push_ofAManifestWhoseBlobWasCollected_healsByAMount() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        registry.blob(OTHER, "layer");
        registry.push(OTHER, Content.image("other", layer), "latest");
        collectAfterGrace();
        Content image = Content.image("image", layer);
        assertFails(WireError.MANIFEST_BLOB_UNKNOWN, () -> registry.push(APP, image, "latest"));

        assertThat(registry.blobs().mount(APP, new PushedBlob(layer, "ada"), OTHER))
                .isTrue();

        assertThat(registry.push(APP, image, "latest")).isEmpty();
    }

    @Test
    void push_ofAnIndexWhoseChildWasCollected_isRefusedUntilTheChildIsPushedAgain() throws IOException {
        Content child = registry.image(APP, "child");
        Content index = Content.index("index", child.digest());
        collectAfterGrace();

        assertFails(WireError.MANIFEST_BLOB_UNKNOWN, () -> registry.push(APP, index, "latest"));
        assertFails(WireError.MANIFEST_BLOB_UNKNOWN, () -> registry.push(APP, child));

        registry.image(APP, "child");
        assertThat(registry.push(APP, index, "latest")).isEmpty();
    }

    @Test
    void push_ofAManifestWhoseBlobWasCollectedLongAgoOrElsewhere_isSparse() throws IOException {
        Content image = Content.image("image", registry.blob(APP, "layer"));
        collectAfterGrace();
        assertThat(registry.push(OTHER, image, "latest")).hasSize(1);

        clock.pass(Duration.ofDays(8));
        registry.collect();

        assertThat(registry.push(APP, image, "latest")).hasSize(1);
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }

    @Test
    void findForPush_afterTheCollection_isRefused() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        collectAfterGrace();

        for (RepositoryName name : List.of(APP, OTHER)) {
            assertThatExceptionOfType(RegistryFailure.class)
                    .isThrownBy(() -> registry.blobs().findForPush(name, layer));
        }
        assertThat(registry.blobs().mount(OTHER, new PushedBlob(layer, "ada"), APP))
                .isFalse();
    }
}
