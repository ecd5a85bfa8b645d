package dev.berth.bench;

import java.util.List;

/** Nodes over one database and one bucket. */
record Cluster(List<Berth> nodes) implements AutoCloseable {

    Cluster {
        nodes = List.copyOf(nodes);
    }

    double cpuSeconds() {
        return nodes.stream().mapToDouble(node -> node.daemon().cpuSeconds()).sum();
    }

    @Override
    public void close() {
        nodes.forEach(node -> node.daemon().close());
    }
}
