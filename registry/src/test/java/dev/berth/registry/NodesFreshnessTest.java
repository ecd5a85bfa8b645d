package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.Reference;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was changed through one node counts at once on the other, which has just seen it as it was. */
class NodesFreshnessTest {
    private static final Digest LAYER = Digest.of(new byte[] {1});
    private static final Tag LATEST = Tag.parse("latest");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TwoNodes nodes;

    @BeforeEach
    void open() throws IOException {
        nodes = new TwoNodes(folder);
        UploadSession session = nodes.open(Algorithm.SHA256);
        TwoNodes.finish(nodes.first.uploads(), session, new byte[] {1}, 0, LAYER);
    }

    @AfterEach
    void close() {
        nodes.close();
    }

    private Content push(String name, Optional<Digest> subject, String... tags) {
        Content content = Content.image(name, subject, LAYER, LAYER);
        nodes.first
                .manifestPush()
                .store(
                        APP,
                        new ManifestPush.Push(
                                content.digest(),
                                content.manifest(),
                                content.bytes(),
                                Arrays.stream(tags).map(Tag::parse).toList(),
                                new TagCondition.Any(),
                                "ada"));
        return content;
    }

    private Digest pulled(Reference reference) {
        return nodes.second.manifests().pull(APP, reference).digest();
    }

    @Test
    void tag_thatMoves() {
        Content one = push("one", Optional.empty(), "latest");
        assertThat(pulled(LATEST)).isEqualTo(one.digest());

        Content two = push("two", Optional.empty(), "latest", "other");

        assertThat(pulled(LATEST)).isEqualTo(two.digest());
        assertThat(nodes.second.manifests().head(APP, LATEST).digest()).isEqualTo(two.digest());
        assertThat(nodes.second.manifests().tags(APP, "", 10)).containsExactly("latest", "other");
    }

    @Test
    void manifest_thatIsDeleted() {
        Content one = push("one", Optional.empty(), "latest");
        assertThat(pulled(one.digest())).isEqualTo(one.digest());

        nodes.first.manifests().delete(APP, one.digest(), new TagCondition.Any(), "ada");

        assertFails(WireError.MANIFEST_UNKNOWN, () -> pulled(one.digest()));
        assertFails(WireError.MANIFEST_UNKNOWN, () -> pulled(LATEST));
    }

    @Test
    void blob_thatIsDeleted() {
        assertThat(nodes.second.blobs().find(APP, LAYER).size()).isOne();

        nodes.first.blobs().delete(APP, LAYER);

        assertFails(WireError.BLOB_UNKNOWN, () -> nodes.second.blobs().find(APP, LAYER));
        assertFails(WireError.BLOB_UNKNOWN, () -> nodes.second.blobs().findForPush(APP, LAYER));
    }

    @Test
    void referrer_thatIsPushed() {
        Content subject = push("subject", Optional.empty(), "latest");
        assertThat(referrers(subject)).isEmpty();

        Content referrer = push("referrer", Optional.of(subject.digest()));

        assertThat(referrers(subject)).containsExactly(referrer.digest().toString());
    }

    private List<String> referrers(Content subject) {
        Referrers.Extent page = nodes.second.referrers().extent(APP, subject.digest(), Optional.empty(), "", 10);
        return nodes.second.referrers().list(page).stream()
                .map(Referrers.Referrer::digest)
                .toList();
    }

    @Test
    void repository_thatBecomesPublic() {
        assertThat(nodes.second.repositories().isPublic(APP)).contains(false);

        nodes.first.repositories().setPublic(APP, true);

        assertThat(nodes.second.repositories().isPublic(APP)).contains(true);
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
