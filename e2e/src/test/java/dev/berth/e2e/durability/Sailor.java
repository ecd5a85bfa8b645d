package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.PullBack;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * One client that pushes, pulls and deletes in bad weather, in a repository of its own, and bears with the servers as Docker
 * does. A tag about which a request was not answered is never moved again: nobody knows when a lost request takes effect.
 */
final class Sailor {
    private static final int MOST_TAGS = 10;
    private static final int SHARED_LAYERS = 24;
    private static final int LARGEST = 300_000;
    private static final List<Upload> WAYS = List.of(Upload.values());

    private final Wire wire;
    private final String repository;
    private final String neighbour;
    private final Patience patience;
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger();
    private final Set<String> burnt = new HashSet<>();
    private int pushes;

    Sailor(Wire wire, String namespace, int number, Patience patience) {
        this.wire = wire;
        this.repository = namespace + "/sailor" + number;
        this.neighbour = namespace + "/sailor" + (number + 1);
        this.patience = patience;
        this.random = new SplittableRandom(number);
    }

    String repository() {
        return repository;
    }

    Ledger ledger() {
        return ledger;
    }

    /** The tags that are there for certain. */
    private List<String> tags() {
        return ledger.tags().stream()
                .filter(tag -> ledger.known(tag).isPresent())
                .sorted()
                .toList();
    }

    /** Those among them about which every request was answered. */
    private List<String> movable() {
        return tags().stream().filter(tag -> !burnt.contains(tag)).toList();
    }

    private <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Does one thing, to its end. */
    void work() {
        List<String> tags = tags();
        List<String> movable = movable();
        int dice = movable.size() > MOST_TAGS ? 99 : random.nextInt(100);
        if (tags.isEmpty() || dice < 40) {
            push(image());
        } else if (dice < 50) {
            push(Image.index("index " + random.nextLong(), List.of(image(), image())));
        } else if (movable.isEmpty() || dice < 80) {
            pull(oneOf(tags));
        } else {
            delete(oneOf(movable));
        }
    }

    /** Looks through another server's eyes at everything that it was told. */
    void findsAllAt(Wire other) throws IOException {
        var pull = new PullBack(other, repository);
        for (String tag : ledger.tags()) {
            Answer answer = other.manifest(repository, tag);
            Optional<Image> image = ledger.states(tag).stream().findFirst().orElseThrow();
            if (image.isPresent()) {
                assertThat(answer.expect(200).body())
                        .as("%s", answer)
                        .isEqualTo(image.get().manifest().bytes());
                pull.whole(image.get());
            } else {
                answer.expect(404);
            }
        }
    }

    private Image image() {
        Blob config = Blob.of("{\"repository\":\"" + repository + "\",\"made\":" + random.nextLong() + "}");
        List<Blob> layers = Stream.generate(() -> random.nextInt(2) == 0 ? sharedLayer() : ownLayer())
                .limit(1 + random.nextInt(3))
                .distinct()
                .toList();
        return Image.of(config, layers);
    }

    private Blob sharedLayer() {
        int which = random.nextInt(SHARED_LAYERS);
        return Blob.random(which, 1000 + which * 5000);
    }

    private Blob ownLayer() {
        return Blob.random(random.nextLong(), 1 + random.nextInt(LARGEST));
    }

    private void push(Image image) {
        String tag = aTag();
        patience.until("pushes", () -> pushed(image.children()) && pushed(image) && named(tag, image));
    }

    /** A new tag, or one that is moved. */
    private String aTag() {
        List<String> movable = movable();
        return movable.isEmpty() || random.nextInt(3) > 0 ? "tag" + pushes++ : oneOf(movable);
    }

    private boolean pushed(List<Image> children) {
        return children.stream()
                .allMatch(child -> pushed(child)
                        && patience.attempt(() -> wire.putManifest(repository, child.digest(), child))
                                .map(this::isTaken)
                                .orElse(false));
    }

    private boolean pushed(Image image) {
        return image.blobs().stream()
                .allMatch(blob -> patience.attempt(() -> pushBlob(blob))
                        .map(answer -> answer.expect(answer.request().startsWith("HEAD") ? 200 : 201))
                        .isPresent());
    }

    /** As Docker pushes a layer: only when it is not there, and each attempt from its beginning. */
    private Answer pushBlob(Blob blob) throws IOException {
        Answer head = wire.head("/v2/" + repository + "/blobs/" + blob.digest());
        if (head.status() != 404) {
            return head;
        }
        if (random.nextInt(4) > 0) {
            return taken(wire.push(repository, blob, oneOf(WAYS)));
        }
        Answer mounted = wire.mount(repository, blob.digest(), neighbour);
        return mounted.status() == 202 ? taken(wire.finish(mounted.location(), blob, blob.bytes())) : mounted;
    }

    /**
     * The answer to an upload. How far a session is, and whose turn, costs no fsync, so a database that is killed may go back
     * by the last moments of it, its beginning among them; then the session says so, and Docker begins the layer anew, as after any other trouble.
     */
    private static Answer taken(Answer answer) throws IOException {
        boolean away = answer.status() == 404 && answer.errorCode().equals("BLOB_UPLOAD_UNKNOWN");
        if (away || answer.status() == 416) {
            throw new IOException("the session went back, or away: " + answer);
        }
        return answer;
    }

    private boolean named(String tag, Image image) {
        Set<Optional<Image>> before = ledger.states(tag);
        ledger.intend(tag, Optional.of(image));
        Optional<Answer> answer = patience.once(() -> wire.putManifest(repository, tag, image));
        if (answer.isEmpty()) {
            burnt.add(tag);
            return false;
        }
        ledger.answered(tag, answer.get(), before, Optional.of(image));
        return isTaken(answer.get());
    }

    /** Whether a manifest was taken; when a blob of it was collected before it came, the user pushes once more. */
    private boolean isTaken(Answer answer) {
        if (answer.status() == 404) {
            assertThat(answer.errorCode()).as("%s", answer).isEqualTo("MANIFEST_BLOB_UNKNOWN");
            patience.count("refused because a blob was collected");
            return false;
        }
        answer.expect(201);
        return true;
    }

    private void delete(String tag) {
        String reference =
                random.nextBoolean() ? tag : ledger.known(tag).orElseThrow().digest();
        ledger.intend(tag, Optional.empty());
        patience.until("deletions", () -> {
            Optional<Answer> answer = patience.once(() -> wire.delete("/v2/" + repository + "/manifests/" + reference));
            if (answer.isEmpty()) {
                burnt.add(tag);
                return false;
            }
            // Only a request that was not answered may have been first.
            if (answer.get().status() != 404 || !burnt.contains(tag)) {
                answer.get().expect(202);
            }
            ledger.settle(tag, Optional.empty());
            return true;
        });
    }

    private void pull(String tag) {
        Image image = ledger.known(tag).orElseThrow();
        patience.until("pulls", () -> pulled(tag, image));
    }

    private boolean pulled(String reference, Image image) {
        Optional<Answer> manifest = patience.attempt(() -> wire.manifest(repository, reference));
        if (manifest.isEmpty()) {
            return false;
        }
        assertThat(manifest.get().expect(200).body())
                .as("%s", manifest.get())
                .isEqualTo(image.manifest().bytes());
        return image.blobs().stream().allMatch(this::pulled)
                && image.children().stream().allMatch(child -> pulled(child.digest(), child));
    }

    /** As Docker pulls a layer: an attempt goes on where the one before was cut. */
    private boolean pulled(Blob blob) {
        var bytes = new ByteArrayOutputStream();
        Optional<Answer> answer = patience.attempt(() -> {
            int before = bytes.size();
            Answer part = wire.copyBlob(repository, blob.digest(), before, bytes);
            return part.status() >= 500 ? part : part.expect(before == 0 ? 200 : 206);
        });
        assertThat(Blob.of(bytes.toByteArray()))
                .as("what came of %s", blob)
                .isEqualTo(Blob.of(blob.part(0, bytes.size())));
        return answer.isPresent() && bytes.size() == blob.size();
    }
}
