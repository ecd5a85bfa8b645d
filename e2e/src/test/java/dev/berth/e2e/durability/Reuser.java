package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.PullBack;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * One client that lets go of images and, about when what they held is collected, pushes others made of the same bytes. Its
 * layers are also those of two neighbours, so that one lets go while another takes hold.
 */
final class Reuser {
    private static final List<Upload> WAYS = List.of(Upload.values());
    private static final int NEIGHBOURS = 3;
    private static final int LAYERS = 4;
    private static final int MOST_KEPT = 6;
    private static final int ATTEMPTS = 50;

    private final Wire wire;
    private final String namespace;
    private final int number;
    private final Duration grace;
    private final Counts counts;
    private final SplittableRandom random;
    private final Deque<Kept> kept = new ArrayDeque<>();
    private int rounds;

    /** What all clients did together. */
    record Counts(LongAdder rounds, LongAdder reuses, LongAdder tooLate) {
        Counts() {
            this(new LongAdder(), new LongAdder(), new LongAdder());
        }

        @Override
        public String toString() {
            return "%d rounds, %d pushes that reused blobs, %d refused because a blob was collected, all of them well after a retry"
                    .formatted(rounds.sum(), reuses.sum(), tooLate.sum());
        }
    }

    /** An image whose push was acknowledged: from then on it is whole, until its tag is deleted. */
    private record Kept(String repository, String tag, Image image, long since) {}

    Reuser(Wire wire, String namespace, int number, Duration grace, Counts counts) {
        this.wire = wire;
        this.namespace = namespace;
        this.number = number;
        this.grace = grace;
        this.counts = counts;
        this.random = new SplittableRandom(number);
    }

    void round() throws IOException {
        rounds++;
        Image doomed = image();
        upload(repository(), doomed);
        push(repository(), "doomed", doomed);
        letGo(repository(), doomed);
        pauseAboutAsLongAsTheGrace();
        keep(another(doomed));
        while (kept.size() > MOST_KEPT) {
            Kept oldest = kept.removeFirst();
            pauseUntilCollectedIfLetGo(oldest);
            new PullBack(wire, oldest.repository()).whole(oldest.image());
            wire.delete(path(oldest.repository(), oldest.tag())).expect(202);
        }
        counts.rounds().increment();
    }

    /** Looks once more at everything that it keeps, and deletes it. */
    void finish() throws IOException {
        for (Kept each : kept) {
            pauseUntilCollectedIfLetGo(each);
            new PullBack(wire, each.repository()).whole(each.image());
            wire.delete(path(each.repository(), each.tag())).expect(202);
        }
        kept.clear();
    }

    /** One of two repositories of its own. */
    private String repository() {
        return namespace + "/reuser" + number + (random.nextBoolean() ? "/a" : "/b");
    }

    private Image image() {
        Image image = Image.of(config(), List.of(layer(), layer()));
        return random.nextInt(3) == 0 ? Image.index("doomed " + rounds, List.of(image)) : image;
    }

    /** An image that has something in common with the one that was let go: layers, the config, or a whole child. */
    private Image another(Image doomed) {
        String label = "kept " + number + " " + rounds;
        if (!doomed.children().isEmpty()) {
            return Image.index(label, doomed.children());
        }
        Blob first = doomed.blobs().getFirst();
        List<Blob> layers = doomed.blobs().subList(1, doomed.blobs().size());
        return random.nextBoolean()
                ? Image.of(Blob.of("{\"label\":\"" + label + "\"}"), layers)
                : Image.of(first, List.of(layers.getFirst(), layer()));
    }

    private Blob config() {
        return Blob.of("{\"client\":" + number + ",\"round\":" + rounds + "}");
    }

    private Blob layer() {
        return Blob.random(number / NEIGHBOURS * LAYERS + random.nextInt(LAYERS), 3000);
    }

    /** Takes away the last thing that holds the image, in one of the ways in which that happens. */
    private void letGo(String repository, Image doomed) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> wire.delete(path(repository, "doomed"));
            case 1 -> wire.delete(path(repository, doomed.digest()));
            default -> {
                Image empty = Image.of(Blob.of("{}"), List.of());
                upload(repository, empty);
                push(repository, "doomed", empty);
            }
        }
    }

    /** Pushes the image, as a client does that believes some of it to be there, and sees that all of it is. */
    private void keep(Image image) throws IOException {
        String repository = repository();
        String tag = "kept" + rounds;
        for (Image child : image.children()) {
            for (Blob blob : child.blobs()) {
                reuse(repository, blob);
            }
            if (wire.head(path(repository, child.digest())).status() != 200) {
                push(repository, child.digest(), child);
            }
        }
        for (Blob blob : image.blobs()) {
            reuse(repository, blob);
        }
        counts.reuses().increment();
        push(repository, tag, image);
        new PullBack(wire, repository).whole(image);
        kept.addLast(new Kept(repository, tag, image, System.nanoTime()));
    }

    private void reuse(String repository, Blob blob) throws IOException {
        switch (random.nextInt(3)) {
            case 0 -> {
                if (!wire.hasBlob(repository, blob.digest())) {
                    upload(repository, blob);
                }
            }
            case 1 -> {
                String source = namespace + "/reuser" + number + (repository.endsWith("a") ? "/b" : "/a");
                Answer answer = wire.mount(repository, blob.digest(), source);
                if (answer.status() == 202) {
                    answer = wire.finish(answer.location(), blob, blob.bytes());
                }
                answer.expect(201);
            }
            default -> upload(repository, blob);
        }
    }

    /** Puts the manifest; when it comes too late for a blob that was collected, uploads everything again, as a client does. */
    private void push(String repository, String reference, Image image) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Answer answer = wire.putManifest(repository, reference, image);
            if (answer.status() == 201) {
                return;
            }
            assertThat(answer.errorCode()).as("%s", answer).isEqualTo("MANIFEST_BLOB_UNKNOWN");
            counts.tooLate().increment();
            upload(repository, image);
        }
        throw new AssertionError("refused " + ATTEMPTS + " times: " + image);
    }

    private void upload(String repository, Image image) throws IOException {
        for (Image child : image.children()) {
            upload(repository, child);
            push(repository, child.digest(), child);
        }
        for (Blob blob : image.blobs()) {
            upload(repository, blob);
        }
    }

    private void upload(String repository, Blob blob) throws IOException {
        wire.push(repository, blob, WAYS.get(random.nextInt(WAYS.size()))).expect(201);
    }

    private static String path(String repository, String reference) {
        return "/v2/" + repository + "/manifests/" + reference;
    }

    /** The race is about this moment; there is no condition to wait for. */
    private void pauseAboutAsLongAsTheGrace() {
        LockSupport.parkNanos(random.nextLong(grace.toNanos() / 2, grace.toNanos() * 2));
    }

    /** What was wrongly let go when the image was pushed is surely gone two times the grace later. */
    private void pauseUntilCollectedIfLetGo(Kept each) {
        long left = each.since() + 2 * grace.toNanos() - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }
}
