package dev.berth.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Nodes are replaced one after the other, by newer ones too, and clients notice nothing. */
@ExtendWith(ServerLogs.class)
class UpgradeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @AutoClose
    private Backends backends;

    @AutoClose
    private Cluster cluster;

    private Wire wire;
    private String repository;

    @BeforeEach
    void start() throws IOException {
        backends = Backends.start(folder);
        // The balancer notices within four seconds that a node is leaving.
        cluster = Cluster.start(Cluster.Plan.of(backends, folder).with(start -> start.env("BERTH_HTTP_LEAVE", "6s")));
        User user = User.signUp(Wire.anonymous(cluster.uri()), "passenger");
        wire = Wire.anonymous(cluster.uri()).as(user.name(), user.password());
        repository = user.name() + "/app";
    }

    @Test
    void nodesRestarted_oneAfterTheOther_noRequestFails() {
        underLoad(this::restartOneAfterTheOther);
    }

    @Test
    void schemaOfANewerVersion_olderNodesGoOn_untilTheyMayNot() {
        underLoad(() -> {
            // What a newer node does when it starts.
            sql("alter table account add column nickname text");
            sql("create table pennant (id bigint primary key, account_id bigint not null)");
            sql("insert into schema_version (version, oldest_program) select max(version) + 1, max(version)"
                    + " from schema_version");
            restartOneAfterTheOther();
        });

        sql("insert into schema_version (version, oldest_program) select max(version) + 1, max(version) + 1"
                + " from schema_version");
        for (int node = 0; node < cluster.size(); node++) {
            Wire one = Wire.anonymous(cluster.node(node));
            await("not ready").atMost(PATIENCE).until(() -> one.get("/readyz").status() == 503);
        }
        cluster.kill(0);
        refusesToStart(cluster.plan(0));
    }

    private void restartOneAfterTheOther() {
        for (int node = 0; node < cluster.size(); node++) {
            assertThat(cluster.terminate(node)).isZero();
            cluster.startAgain(node);
        }
    }

    private void sql(String statement) {
        backends.database().query(Backends.DATABASE, statement);
    }

    /** Pushes and pulls all the while; no request may fail, though nobody tries again. */
    private void underLoad(Runnable meanwhile) {
        var over = new AtomicBoolean();
        var load = CompletableFuture.runAsync(() -> {
            try {
                for (int round = 0; !over.get(); round++) {
                    pushAndPull(round);
                }
            } catch (IOException failure) {
                throw new CompletionException(failure);
            }
        });
        meanwhile.run();
        over.set(true);
        load.join();
    }

    private void pushAndPull(int round) throws IOException {
        Blob layer = Blob.random(round, 50_000);
        Image image = Image.of(Blob.of("{\"round\":" + round + "}"), List.of(layer));
        for (Blob blob : image.blobs()) {
            wire.push(repository, blob, Upload.STREAM).expect(201);
        }
        wire.putManifest(repository, "latest", image).expect(201);
        assertThat(Blob.of(wire.manifest(repository, "latest").expect(200).body()))
                .isEqualTo(image.manifest());
        assertThat(wire.blob(repository, layer.digest()).expect(200).body()).isEqualTo(layer.bytes());
    }

    private static void refusesToStart(Start start) {
        RunningBerth berth = RunningBerth.launch(start);
        try {
            assertThat(berth.exit()).as("%s", berth.log()).isPositive();
            assertThat(berth.log()).contains("newer Berth");
        } finally {
            berth.kill();
        }
    }
}
