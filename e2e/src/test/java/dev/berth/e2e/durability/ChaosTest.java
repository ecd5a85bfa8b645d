package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.DockerEngine;
import dev.berth.e2e.harness.FlakyProxy;
import dev.berth.e2e.harness.ServerLogs;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes while their machines, their database, their object store and the network fail, one after the other: whatever
 * was acknowledged is there at every node, no wrong byte was served, and who retried got what he wanted.
 */
@ExtendWith(ServerLogs.class)
class ChaosTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("chaos.seconds", 60));
    private static final int SAILORS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void everythingFails_underPushesPullsDeletesAndCollection() throws IOException {
        try (Backends backends = Backends.start(folder);
                Cluster cluster = Cluster.start(Cluster.Plan.of(backends, folder)
                        .with(start ->
                                start.collecting("1500ms", "300ms").env("BERTH_COLLECTION_UPLOAD_EXPIRY", "30s")));
                FlakyProxy front = FlakyProxy.before(cluster.uri().getPort());
                DockerEngine engine = DockerEngine.start(Files.createDirectories(folder.resolve("docker")))) {
            User user = User.signUp(Wire.anonymous(cluster.uri()), "sinbad");
            User token = user.withToken(Wire.anonymous(cluster.uri()));
            Wire wire = Wire.anonymous(front.uri()).as(token.name(), token.password());
            var patience = new Patience();
            List<Sailor> sailors = IntStream.range(0, SAILORS)
                    .mapToObj(number -> new Sailor(wire, user.name(), number, patience))
                    .toList();
            var docker = new DockerSailor(engine, folder.resolve("docker"), front.registry(), user, patience);
            var chaos = new Chaos(cluster, backends, networks(cluster, front));

            sail(sailors, docker, chaos);
            System.out.println("chaos: %s s, %s; %s".formatted(LENGTH.toSeconds(), chaos, patience));

            assertThat(patience.counted("pushes")).isGreaterThan(SAILORS);
            for (int node = 0; node < cluster.size(); node++) {
                for (Sailor sailor : sailors) {
                    sailor.findsAllAt(wire.at(cluster.node(node)));
                }
            }
            docker.pullsAll();
            deleteAll(wire.at(cluster.uri()), user.name());
            nothingIsLeft(cluster, backends);
        }
    }

    /** The blobs go when nothing names them; what a killed writer left goes after hours, which are made to have passed. */
    private static void nothingIsLeft(Cluster cluster, Backends backends) {
        await("no manifest names a blob")
                .atMost(PATIENCE)
                .until(() -> backends.database()
                        .query(Backends.DATABASE, "select count(*) from blob")
                        .equals("0"));
        backends.database().query(Backends.DATABASE, "update upload set touched_at = 0");
        backends.store().age(Backends.BUCKET, Duration.ofHours(2));
        System.out.println("chaos: " + cluster.admin("scrub").succeeds());
        await("nothing is left of what nobody holds")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(backends.store().objects(Backends.BUCKET)).isEmpty());
    }

    private static List<FlakyProxy> networks(Cluster cluster, FlakyProxy front) {
        Stream<FlakyProxy> back = IntStream.range(0, cluster.size()).mapToObj(cluster::network);
        return Stream.concat(Stream.of(front), back).toList();
    }

    private interface Work {
        void once() throws IOException;
    }

    private static void sail(List<Sailor> sailors, DockerSailor docker, Chaos chaos) {
        long end = System.nanoTime() + LENGTH.toNanos();
        var failed = new AtomicBoolean();
        BooleanSupplier mayGoOn = () -> System.nanoTime() < end && !failed.get();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<CompletableFuture<Void>>();
            for (Sailor sailor : sailors) {
                running.add(CompletableFuture.runAsync(() -> sail(sailor::work, mayGoOn, failed), threads));
            }
            running.add(CompletableFuture.runAsync(() -> sail(docker::work, mayGoOn, failed), threads));
            chaos.strikers()
                    .forEach(striker -> running.add(
                            CompletableFuture.runAsync(() -> sail(striker::run, mayGoOn, failed), threads)));
            running.forEach(CompletableFuture::join);
        }
    }

    private static void sail(Work work, BooleanSupplier mayGoOn, AtomicBoolean failed) {
        boolean well = false;
        try {
            while (mayGoOn.getAsBoolean()) {
                work.once();
            }
            well = true;
        } catch (IOException failure) {
            throw new CompletionException(failure);
        } finally {
            // Nobody goes on for minutes after the test has failed.
            if (!well) {
                failed.set(true);
            }
        }
    }

    private static void deleteAll(Wire wire, String namespace) throws IOException {
        for (var repository : wire.get("/v2/_catalog?n=1000").expect(200).json().get("repositories")) {
            String name = repository.asString();
            if (name.startsWith(namespace + "/")) {
                for (var tag : wire.get("/v2/" + name + "/tags/list?n=1000")
                        .expect(200)
                        .json()
                        .get("tags")) {
                    wire.delete("/v2/" + name + "/manifests/" + tag.asString()).expect(202);
                }
            }
        }
    }
}
