package dev.berth.e2e.durability;

import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pushes count on blobs at the very moment when these are collected: what is acknowledged is whole, and stays so. */
@ExtendWith(ServerLogs.class)
class CollectionRaceTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("race.seconds", 30));
    private static final Duration GRACE = Duration.ofMillis(400);
    private static final int REUSERS = 40;

    @TempDir
    private Path folder;

    @Test
    void push_ofBlobsAboutToBeCollected() throws IOException {
        Path data = folder.resolve("data");
        try (RunningBerth berth = RunningBerth.start(Start.on(data).collecting(GRACE.toMillis() + "ms", "50ms"))) {
            Wire stranger = Wire.anonymous(berth.uri());
            User user = User.signUp(stranger, "racer").withToken(stranger);
            Wire wire = stranger.as(user.name(), user.password());
            var counts = new Reuser.Counts();
            race(IntStream.range(0, REUSERS)
                    .mapToObj(number -> new Reuser(wire, user.name(), number, GRACE, counts))
                    .toList());
            System.out.println("collection race: " + counts);
            deleteDoomed(wire, user.name());
            // The collection takes files away while they are counted.
            await("nothing is left of what nobody holds")
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> files(data) == 0);
        }
    }

    private static void race(List<Reuser> reusers) {
        long end = System.nanoTime() + LENGTH.toNanos();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<CompletableFuture<Void>>();
            for (Reuser reuser : reusers) {
                running.add(CompletableFuture.runAsync(() -> raceUntil(end, reuser), threads));
            }
            running.forEach(CompletableFuture::join);
        }
    }

    private static void raceUntil(long end, Reuser reuser) {
        try {
            while (System.nanoTime() < end) {
                reuser.round();
            }
            reuser.finish();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }

    private static void deleteDoomed(Wire wire, String namespace) throws IOException {
        for (int number = 0; number < REUSERS; number++) {
            for (String repository : List.of("/a", "/b")) {
                wire.delete("/v2/" + namespace + "/reuser" + number + repository + "/manifests/doomed");
            }
        }
    }

    private static long files(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data.resolve("blobs"))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
