package dev.berth.e2e.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Balancer;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The balancer before the nodes keeps nobody at one of them: what the other tests with nodes rest upon. */
@ExtendWith(ServerLogs.class)
class BalancerTest {
    private static final int ROUNDS = 10;

    @TempDir
    private Path folder;

    @Test
    void requests_goToOneNodeAfterTheOther_andToThoseThatAreLeft() throws IOException {
        try (Backends backends = Backends.start(folder);
                Cluster cluster = Cluster.start(Cluster.Plan.of(backends, folder))) {
            Wire wire = Wire.anonymous(cluster.uri());
            // Refused requests too: a balancer may want to stay with a node that asks for a login.
            List<String> served = served(wire, cluster.size() * ROUNDS);
            for (int request = 1; request < served.size(); request++) {
                assertThat(served.get(request)).isNotEqualTo(served.get(request - 1));
            }
            assertThat(served).containsOnly("node0", "node1", "node2");

            cluster.kill(1);
            assertThat(served(wire, ROUNDS)).containsOnly("node0", "node2");
        }
    }

    private static List<String> served(Wire wire, int requests) throws IOException {
        var served = new ArrayList<String>();
        for (int request = 0; request < requests; request++) {
            served.add(wire.get("/v2/").expect(401).header(Balancer.SERVED_BY));
        }
        return served;
    }
}
