package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.PullBack;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Several pushers at once, and the check that each finds what its ledger says. */
final class Pushers implements AutoCloseable {
    private final List<Pusher> all;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Pushers(int number, String namespace, Tally tally) {
        this.all = IntStream.range(0, number)
                .mapToObj(which -> new Pusher(namespace, which, tally))
                .toList();
    }

    interface Task {
        void run(Pusher pusher) throws IOException;
    }

    /** Has every pusher do this, each on its own thread; the answer completes when all have, or with the first failure. */
    CompletableFuture<Void> start(Task task) {
        return CompletableFuture.allOf(all.stream()
                .map(pusher -> CompletableFuture.runAsync(() -> run(task, pusher), threads))
                .toArray(CompletableFuture[]::new));
    }

    /** The same, to its end. */
    void each(Task task) {
        start(task).join();
    }

    private static void run(Task task, Pusher pusher) {
        try {
            task.run(pusher);
        } catch (IOException failure) {
            throw new CompletionException(pusher.repository(), failure);
        }
    }

    /** Every tag is as it was acknowledged, with every byte; nothing else is served in part. */
    void findWhatTheyWereTold(Wire wire, boolean nothingCollected) {
        each(pusher -> {
            var pull = new PullBack(wire, pusher.repository());
            Ledger ledger = pusher.ledger();
            for (String tag : ledger.tags()) {
                ledger.settle(tag, found(wire, pusher, tag));
            }
            for (Blob blob : ledger.triedBlobs()) {
                if (nothingCollected && ledger.acknowledgedBlobs().contains(blob)) {
                    pull.whole(blob);
                } else {
                    pull.wholeOrAbsent(blob);
                }
            }
        });
    }

    private static Optional<Image> found(Wire wire, Pusher pusher, String tag) throws IOException {
        Answer answer = wire.manifest(pusher.repository(), tag);
        var states = pusher.ledger().states(tag);
        if (answer.status() == 404) {
            assertThat(states).as("%s", answer).contains(Optional.empty());
            return Optional.empty();
        }
        String digest = Blob.of(answer.expect(200).body()).digest();
        Optional<Image> image = states.stream()
                .flatMap(Optional::stream)
                .filter(state -> state.digest().equals(digest))
                .findFirst();
        assertThat(image).as("%s, expected one of %s", answer, states).isPresent();
        new PullBack(wire, pusher.repository()).whole(image.orElseThrow());
        return image;
    }

    /** Every upload that was left open goes on from where it stands, which is not before what was acknowledged. */
    void goOnWithUploads(Wire wire) {
        each(pusher -> {
            for (Ledger.OpenUpload upload : pusher.ledger().uploads()) {
                Answer status = wire.status(upload.session()).expect(204);
                assertThat(status.offset())
                        .as("%s", status)
                        .isBetween(upload.offset(), upload.blob().size());
                wire.resume(status.location(), upload.blob(), status.offset()).expect(201);
                new PullBack(wire, pusher.repository()).whole(upload.blob());
            }
        });
    }

    void nextRound() {
        all.forEach(pusher -> pusher.ledger().nextRound());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
