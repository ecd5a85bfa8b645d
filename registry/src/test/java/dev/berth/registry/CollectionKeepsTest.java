package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.GRACE;
import static dev.berth.registry.TestRegistry.OTHER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.accounts.Sees;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no collection may take, however long it waits. */
class CollectionKeepsTest {
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

    /** Collects until long after every grace. */
    private void collectForLong() throws IOException {
        for (int i = 0; i < 6; i++) {
            clock.pass(GRACE.plusMillis(1));
            registry.collect();
        }
    }

    @Test
    void collect_keepsWhatATagNames() throws IOException {
        Content image = registry.image(APP, "image", "latest");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void collect_keepsWhatOneOfSeveralTagsNames() throws IOException {
        Content image = registry.image(APP, "image", "1", "latest");
        registry.untag(APP, "latest");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void collect_keepsWhatIsTaggedAgainInTime() throws IOException {
        Content image = registry.image(APP, "image", "1");
        registry.untag(APP, "1");
        clock.pass(GRACE.minusMinutes(1));
        registry.push(APP, image, "2");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void collect_keepsTheChildrenOfAnIndex() throws IOException {
        Content amd = registry.image(APP, "amd");
        Content arm = registry.image(APP, "arm");
        Content index = Content.index("index", amd.digest(), arm.digest());
        registry.push(APP, index, "latest");

        collectForLong();

        assertThat(registry.hasManifest(APP, index.digest())).isTrue();
        assertThat(registry.hasWhole(APP, amd)).isTrue();
        assertThat(registry.hasWhole(APP, arm)).isTrue();
    }

    @Test
    void collect_keepsTheChildrenOfNestedIndexes() throws IOException {
        Content image = registry.image(APP, "image");
        Content inner = Content.index("inner", image.digest());
        Content outer = Content.index("outer", inner.digest());
        registry.push(APP, inner);
        registry.push(APP, outer, "latest");

        collectForLong();

        assertThat(registry.hasManifest(APP, inner.digest())).isTrue();
        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void collect_keepsAChildThatCameAfterItsIndex() throws IOException {
        Content image = Content.image("late", registry.blob(APP, "config"), registry.blob(APP, "layer"));
        registry.push(APP, Content.index("sparse", image.digest()), "latest");
        registry.push(APP, image);

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void collect_keepsLayersThatAnIndexNamesItself() throws IOException {
        // As BuildKit keeps its cache: an index whose entries are blobs.
        Digest config = registry.blob(APP, "cache config");
        Digest layer = registry.blob(APP, "cache layer");
        Content cache = Content.indexOfLayers("cache", layer, config);

        assertThat(registry.push(APP, cache, "buildcache")).isEmpty();
        collectForLong();

        assertThat(registry.hasBlob(APP, layer)).isTrue();
        assertThat(registry.hasBlob(APP, config)).isTrue();
    }

    @Test
    void collect_keepsTheReferrersOfWhatIsKept() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        Content signature = referrer("signature", image.digest());
        Content signatureOfSignature = referrer("countersignature", signature.digest());

        collectForLong();

        assertThat(registry.hasWhole(APP, signature)).isTrue();
        assertThat(registry.hasWhole(APP, signatureOfSignature)).isTrue();
    }

    @Test
    void collect_keepsAReferrerThatCameBeforeItsSubject() throws IOException {
        Content image = Content.image("image", registry.blob(APP, "config"));
        Content signature = referrer("signature", image.digest());
        clock.pass(GRACE.minusMinutes(1));
        registry.collect();
        registry.blob(APP, "config");
        registry.push(APP, image, "latest");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasWhole(APP, signature)).isTrue();
    }

    @Test
    void collect_keepsTheReferrersOfAChild() throws IOException {
        Content image = registry.image(APP, "image");
        registry.push(APP, Content.index("index", image.digest()), "latest");
        Content attestation = referrer("attestation", image.digest());

        collectForLong();

        assertThat(registry.hasWhole(APP, attestation)).isTrue();
    }

    @Test
    void collect_keepsTheChildrenOfAReferrer() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        Content child = registry.image(APP, "report");
        Content report = Content.index("reports", Optional.of(image.digest()), child.digest());
        registry.push(APP, report);

        collectForLong();

        assertThat(registry.hasManifest(APP, report.digest())).isTrue();
        assertThat(registry.hasWhole(APP, child)).isTrue();
    }

    @Test
    void collect_keepsTheSubjectOfWhatIsTagged() throws IOException {
        Content image = registry.image(APP, "image");
        referrer("signature", image.digest(), "sig");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void collect_keepsTheSubjectsOfASubject() throws IOException {
        Content image = registry.image(APP, "image");
        Content signature = referrer("signature", image.digest());
        Content countersignature = referrer("countersignature", signature.digest(), "kept");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasWhole(APP, signature)).isTrue();
        assertThat(registry.hasWhole(APP, countersignature)).isTrue();
    }

    @Test
    void collect_keepsTheSubjectOfAChild() throws IOException {
        Content image = registry.image(APP, "image");
        Content signature = referrer("signature", image.digest());
        registry.push(APP, Content.index("index", signature.digest()), "latest");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasWhole(APP, signature)).isTrue();
    }

    @Test
    void collect_keepsTheOtherReferrersOfASubject() throws IOException {
        Content image = registry.image(APP, "image");
        referrer("tagged", image.digest(), "kept");
        Content untagged = referrer("untagged", image.digest());

        collectForLong();

        assertThat(registry.hasWhole(APP, untagged)).isTrue();
    }

    @Test
    void collect_keepsTheSubjectOfAFreshReferrer() throws IOException {
        Content image = registry.image(APP, "image", "1");
        registry.untag(APP, "1");
        clock.pass(GRACE.minusMinutes(1));
        Content signature = referrer("signature", image.digest());
        clock.pass(Duration.ofHours(2));
        registry.collect();
        registry.push(APP, signature, "kept");

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasWhole(APP, signature)).isTrue();
    }

    @Test
    void collect_keepsWhatIsInItsGrace() throws IOException {
        Content image = registry.image(APP, "image");
        Digest lone = registry.blob(APP, "lone");
        clock.pass(GRACE.minusMillis(1));

        registry.collect();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasBlob(APP, lone)).isTrue();
    }

    @Test
    void collect_keepsABlobThatAPushHasAskedFor() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        for (int i = 0; i < 5; i++) {
            clock.pass(GRACE.minusMinutes(1));
            registry.collect();
            assertThat(registry.blobs().findForPush(APP, layer).digest()).isEqualTo(layer);
        }

        assertThat(registry.hasBlob(APP, layer)).isTrue();
    }

    @Test
    void collect_keepsWhatAnotherRepositoryHolds() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        for (Digest blob : TestRegistry.blobsOf(image)) {
            assertThat(registry.blobs().mount(OTHER, new PushedBlob(blob, "ada"), APP))
                    .isTrue();
        }
        registry.push(OTHER, image, "copy");
        registry.delete(APP, image.digest());

        collectForLong();

        assertThat(registry.hasNothing(APP, image)).isTrue();
        assertThat(registry.hasWhole(OTHER, image)).isTrue();
    }

    @Test
    void collect_keepsWhatWasMountedFromAnywhere() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        assertThat(registry.blobs().mountFromAnywhere(OTHER, new PushedBlob(layer, "ada"), new Sees.Everything()))
                .isTrue();
        registry.push(OTHER, Content.image("image", layer), "latest");

        collectForLong();

        assertThat(registry.hasBlob(APP, layer)).isFalse();
        assertThat(registry.hasBlob(OTHER, layer)).isTrue();
    }

    @Test
    void collect_keepsAnUploadThatGoesOn() throws IOException {
        byte[] part = "part".getBytes(US_ASCII);
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        for (int i = 0; i < 5; i++) {
            registry.uploads().append(APP, session.id(), new ByteArrayInputStream(part), Optional.empty());
            clock.pass(TestRegistry.UPLOAD_EXPIRY.minusMinutes(1));
            registry.collect();
        }
        Digest digest = Digest.of("partpartpartpartpart".getBytes(US_ASCII));

        registry.finish(APP, session, digest);

        assertThat(registry.hasBlob(APP, digest)).isTrue();
    }

    @Test
    void collect_afterARestart_keepsTheSame() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        Content untagged = registry.image(APP, "untagged");
        registry.restart();

        collectForLong();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasNothing(APP, untagged)).isTrue();
    }

    private Content referrer(String name, Digest subject, String... tags) throws IOException {
        Content content = Content.image(name, Optional.of(subject), registry.blob(APP, name + " config"));
        registry.push(APP, content, tags);
        return content;
    }
}
