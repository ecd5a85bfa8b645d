package dev.berth.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A client that pushes images of blobs which all clients share, moves and deletes its tags, and looks after each push whether
 * everything that it still has tagged is there. It asks before it uploads, as Docker does, and begins again when it is told
 * that something has gone meanwhile.
 */
final class RacingClient {
    private static final int SHARED_BLOBS = 150;
    private static final int MOST_ATTEMPTS = 100;

    private final TestRegistry registry;
    private final RepositoryName own;
    private final RepositoryName other;
    private final String name;
    private final Random random;
    private final Map<String, List<Content>> expected = new HashMap<>();
    private int pushes;
    private int refusals;

    /** A client that pushes to one repository, and mounts from another. */
    RacingClient(TestRegistry registry, RepositoryName own, RepositoryName other, int number) {
        this.registry = registry;
        this.own = own;
        this.other = other;
        this.name = "client-" + number;
        this.random = new Random(number);
    }

    /** How many pushes were acknowledged. */
    int pushes() {
        return pushes;
    }

    /** How many times the collection was faster, and the client was told so. */
    int refusals() {
        return refusals;
    }

    /** Does one thing that clients do. */
    void act() throws IOException {
        String tag = name + "-" + random.nextInt(3);
        switch (random.nextInt(8)) {
            case 0 -> untag(tag);
            case 1 -> deleteImage(tag);
            case 2 -> pushIndex(tag);
            case 3 -> retag(tag);
            case 4 -> sign(tag);
            default -> pushImage(tag);
        }
        assertAllIsThere();
    }

    /** Fails when anything lacks that a tag of this client still needs. */
    void assertAllIsThere() throws IOException {
        for (List<Content> contents : expected.values()) {
            for (Content content : contents) {
                assertThat(registry.hasManifest(own, content.digest()))
                        .as("manifest %s", content.digest())
                        .isTrue();
                for (Digest blob : TestRegistry.blobsOf(content)) {
                    assertThat(registry.hasBlob(own, blob)).as("blob %s", blob).isTrue();
                }
            }
        }
    }

    /** Takes away every tag. */
    void untagAll() {
        for (String tag : List.copyOf(expected.keySet())) {
            untag(tag);
        }
    }

    private void untag(String tag) {
        if (expected.remove(tag) != null) {
            registry.untag(own, tag);
        }
    }

    private void deleteImage(String tag) {
        List<Content> contents = expected.getOrDefault(tag, List.of());
        if (!contents.isEmpty()) {
            Digest digest = contents.getFirst().digest();
            expected.values().removeIf(it -> it.getFirst().digest().equals(digest));
            registry.delete(own, digest);
        }
    }

    /** Lets another tag point to what this one points to. */
    private void retag(String tag) {
        List<Content> contents = expected.getOrDefault(tag, List.of());
        if (!contents.isEmpty()) {
            String second = name + "-" + random.nextInt(3);
            assertThat(registry.push(own, contents.getFirst(), second)).isEmpty();
            expected.put(second, contents);
        }
    }

    private void pushImage(String tag) throws IOException {
        int[] blobs = someBlobs();
        push(tag, () -> List.of(image(blobs, Optional.empty())));
    }

    private void pushIndex(String tag) throws IOException {
        int[] first = someBlobs();
        int[] second = someBlobs();
        String index = name + " index " + pushes;
        push(tag, () -> {
            Content one = image(first, Optional.empty());
            registry.push(own, one);
            Content two = image(second, Optional.of(one.digest()));
            registry.push(own, two);
            return List.of(Content.index(index, one.digest(), two.digest()), one, two);
        });
    }

    /** Pushes a referrer, which stays as long as its subject does. */
    private void sign(String tag) throws IOException {
        List<Content> contents = expected.getOrDefault(tag, List.of());
        if (!contents.isEmpty()) {
            Content subject = contents.getFirst();
            int[] blobs = someBlobs();
            push("", () -> List.of(image(blobs, Optional.of(subject.digest()))));
            List<Content> signed = new ArrayList<>(contents);
            signed.addAll(expected.getOrDefault("", List.of()));
            expected.remove("");
            expected.replaceAll((each, before) -> before.getFirst().equals(subject) ? signed : before);
        }
    }

    private interface Attempt {
        /** Sends what is needed, and answers the manifest to push last with all that it needs. */
        List<Content> send() throws IOException;
    }

    private void push(String tag, Attempt attempt) throws IOException {
        String[] tags = tag.isEmpty() ? new String[0] : new String[] {tag};
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            try {
                List<Content> contents = attempt.send();
                // What a client has seen is there or is refused, and never just said to be missing.
                assertThat(registry.push(own, contents.getFirst(), tags)).isEmpty();
                expected.put(tag, contents);
                pushes++;
                return;
            } catch (RegistryFailure e) {
                assertThat(e.error()).isEqualTo(WireError.MANIFEST_BLOB_UNKNOWN);
                refusals++;
            }
        }
    }

    private int[] someBlobs() {
        return random.ints(3, 0, SHARED_BLOBS).toArray();
    }

    private Content image(int[] blobs, Optional<Digest> subject) throws IOException {
        Digest[] layers = new Digest[blobs.length];
        for (int i = 0; i < blobs.length; i++) {
            layers[i] = send("shared blob " + blobs[i]);
        }
        return Content.image(name + " image " + pushes + " " + blobs[0], subject, layers[0], layers);
    }

    /** Sees to it that the blob is there: asks, mounts, or uploads. */
    private Digest send(String text) throws IOException {
        Digest digest = Digest.of(text.getBytes(UTF_8));
        try {
            return registry.blobs().findForPush(own, digest).digest();
        } catch (RegistryFailure e) {
            return random.nextBoolean() && registry.blobs().mount(own, new PushedBlob(digest, "ada"), other)
                    ? digest
                    : registry.blob(own, text);
        }
    }
}
