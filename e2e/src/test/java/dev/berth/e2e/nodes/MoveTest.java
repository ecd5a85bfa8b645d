package dev.berth.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.ObjectStore;
import dev.berth.e2e.harness.Postgres;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An installation grows from one server to nodes, is backed up, and is put up again elsewhere: nothing of it is lost. */
@ExtendWith(ServerLogs.class)
class MoveTest {
    @TempDir
    private Path folder;

    @Test
    void fromOneServerToNodes_toABackup_toOtherNodes() throws IOException {
        Path backup = folder.resolve("backup");
        Shipment shipment;
        try (Backends backends = Backends.start(folder.resolve("first"))) {
            shipment = moveFromOneServer(backends);
            try (Cluster cluster =
                    Cluster.start(Cluster.Plan.of(backends, folder).nodes(2))) {
                isWholeAtEveryNode(shipment, cluster);
                cluster.admin("backup", backup.toString()).succeeds();
                shipment.load(Wire.anonymous(cluster.uri()), "since");
                // Again, it takes what is new.
                cluster.admin("backup", backup.toString()).succeeds();
            }
        }
        try (Backends elsewhere = Backends.start(folder.resolve("second"))) {
            Start start = elsewhere.under(Start.on(folder.resolve("restoring")));
            start.admin("restore", backup.toString()).succeeds();
            try (Cluster cluster =
                    Cluster.start(Cluster.Plan.of(elsewhere, folder).nodes(2))) {
                isWholeAtEveryNode(shipment, cluster);
            }
        }
        // A backup is an installation itself.
        try (RunningBerth berth = RunningBerth.start(Start.on(backup))) {
            shipment.isWholeAt(Wire.anonymous(berth.uri()));
        }
    }

    /** Copies the blobs while the server runs and once more when it has stopped, and then the database. */
    private Shipment moveFromOneServer(Backends backends) throws IOException {
        Start embedded = Start.on(folder.resolve("embedded"));
        Path target = configuration(backends);
        Shipment shipment;
        try (RunningBerth berth = RunningBerth.start(embedded)) {
            Wire stranger = Wire.anonymous(berth.uri());
            shipment = Shipment.of(stranger, "merchant");
            shipment.load(stranger, "first");
            embedded.admin("copy-blobs", "--to-config", target.toString()).succeeds();
            shipment.load(stranger, "second");
        }
        embedded.admin("copy-blobs", "--to-config", target.toString(), "--finish")
                .succeeds();
        embedded.admin("migrate-database", "--to", backends.database().url(Backends.DATABASE))
                .with("--user", Postgres.USER)
                .env("PGPASSWORD", Postgres.PASSWORD)
                .succeeds();
        refusesToStart(embedded);
        return shipment;
    }

    private Path configuration(Backends backends) throws IOException {
        return Files.writeString(folder.resolve("target.yaml"), """
                storage.s3:
                  endpoint: %s
                  bucket: %s
                  access-key: %s
                  secret-key: %s
                """.formatted(
                        backends.store().endpoint(), Backends.BUCKET, ObjectStore.ACCESS_KEY, ObjectStore.SECRET_KEY));
    }

    /** Whoever starts the old server by mistake would go on with what is no longer true. */
    private static void refusesToStart(Start embedded) {
        RunningBerth berth = RunningBerth.launch(embedded);
        try {
            assertThat(berth.exit()).as("%s", berth.log()).isPositive();
            assertThat(berth.log().strip().lines().toList()).hasSize(1);
        } finally {
            berth.kill();
        }
    }

    private static void isWholeAtEveryNode(Shipment shipment, Cluster cluster) throws IOException {
        for (int node = 0; node < cluster.size(); node++) {
            shipment.isWholeAt(Wire.anonymous(cluster.node(node)));
        }
    }
}
