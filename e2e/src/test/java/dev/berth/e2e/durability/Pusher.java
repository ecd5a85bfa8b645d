package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One client that pushes, moves tags, deletes and leaves uploads open, in a repository of its own, and writes into its ledger
 * what it was told. Some of its layers are those of the other pushers, so that they meet over the same bytes.
 */
final class Pusher {
    private static final int TAGS = 5;
    private static final int SHARED_LAYERS = 24;
    private static final int LARGEST = 200_000;
    private static final List<Upload> WAYS = List.of(Upload.values());

    private final String namespace;
    private final int number;
    private final SplittableRandom random;
    private final Tally tally;
    private final Ledger ledger = new Ledger();

    /** The pusher of this number: its repository is called by it, and what it does depends on it and on nothing else. */
    Pusher(String namespace, int number, Tally tally) {
        this.namespace = namespace;
        this.number = number;
        this.random = new SplittableRandom(number);
        this.tally = tally;
    }

    String repository() {
        return namespace + "/pusher" + number;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Works until the server is killed; only then may an answer stay out, and the ledger leaves that request open. */
    void workUntil(AtomicBoolean killed, Wire wire) throws IOException {
        try {
            while (!killed.get()) {
                work(wire);
            }
        } catch (IOException cut) {
            if (!killed.get()) {
                throw cut;
            }
        }
    }

    /** Does one thing; an answer that is neither a yes nor a no that the tally knows fails the test. */
    void work(Wire wire) throws IOException {
        int dice = random.nextInt(100);
        if (dice < 55) {
            push(wire, image());
        } else if (dice < 70) {
            push(wire, Image.index("index " + random.nextLong(), List.of(image(), image())));
        } else if (dice < 80) {
            delete(wire, tag -> tag);
        } else if (dice < 87) {
            delete(wire, tag -> ledger.known(tag).orElseThrow().digest());
        } else {
            leaveUploadOpen(wire);
        }
    }

    private Image image() {
        Blob config = Blob.of("{\"made\":" + random.nextLong() + "}");
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

    /** Pushes an image, with all that it names, under one of the tags; answers whether it was taken. */
    boolean push(Wire wire, Image image) throws IOException {
        for (Image child : image.children()) {
            if (!pushBlobs(wire, child) || !tally.accepted(wire.putManifest(repository(), child.digest(), child))) {
                return false;
            }
        }
        if (!pushBlobs(wire, image)) {
            return false;
        }
        String tag = "tag" + random.nextInt(TAGS);
        Set<Optional<Image>> before = ledger.states(tag);
        ledger.intend(tag, Optional.of(image));
        Answer answer = wire.putManifest(repository(), tag, image);
        ledger.answered(tag, answer, before, Optional.of(image));
        return tally.pushed(answer);
    }

    private boolean pushBlobs(Wire wire, Image image) throws IOException {
        for (Blob blob : image.blobs()) {
            ledger.tried(blob);
            if (random.nextInt(3) == 0 && wire.hasBlob(repository(), blob.digest())) {
                continue;
            }
            if (!pushBlob(wire, blob)) {
                return false;
            }
            ledger.acknowledged(blob);
        }
        return true;
    }

    private boolean pushBlob(Wire wire, Blob blob) throws IOException {
        if (random.nextInt(4) == 0) {
            String neighbour = namespace + "/pusher" + (number + 1);
            Answer mounted = wire.mount(repository(), blob.digest(), neighbour);
            if (mounted.status() != 202) {
                return tally.accepted(mounted);
            }
            return tally.accepted(wire.finish(mounted.location(), blob, blob.bytes()));
        }
        return tally.accepted(wire.push(repository(), blob, WAYS.get(random.nextInt(WAYS.size()))));
    }

    /** Deletes what one of the tags names, if there is any; {@code reference} says whether by tag or by digest. */
    private void delete(Wire wire, UnaryOperator<String> reference) throws IOException {
        Optional<String> tag = ledger.tags().stream()
                .filter(name -> ledger.known(name).isPresent())
                .findFirst();
        if (tag.isPresent()) {
            String path = "/v2/" + repository() + "/manifests/" + reference.apply(tag.get());
            Set<Optional<Image>> before = ledger.states(tag.get());
            ledger.intend(tag.get(), Optional.empty());
            Answer answer = wire.delete(path);
            ledger.answered(tag.get(), answer, before, Optional.empty());
            tally.deleted(answer);
        }
    }

    /** Sends some chunks of a blob and lets it be; the next round goes on with it. */
    private void leaveUploadOpen(Wire wire) throws IOException {
        Blob blob = ownLayer();
        Answer opened = wire.open(repository());
        if (!tally.accepted(opened)) {
            return;
        }
        ledger.opened(new Ledger.OpenUpload(opened.location(), blob, 0));
        int half = blob.size() / 2;
        if (half > 1) {
            Answer sent = wire.chunk(opened.location(), blob, 0, half);
            if (tally.accepted(sent)) {
                assertThat(sent.offset()).as("%s", sent).isEqualTo(half);
                ledger.opened(new Ledger.OpenUpload(sent.location(), blob, half));
                tally.leftOpen();
            }
        }
    }
}
