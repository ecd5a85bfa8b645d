package dev.berth.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Nodes of Berth over PostgreSQL and an S3 endpoint. */
final class ManyNodes implements Suite {
    private static final List<NodesMeasurement> MEASUREMENTS =
            List.of(new NodeCounts(), new StoreUploads(), new StoreDownloads(), new Growth());

    @Override
    public Set<String> names() {
        return MEASUREMENTS.stream().map(NodesMeasurement::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String page() {
        return "RESULTS-NODES.md";
    }

    @Override
    public Results measure(Workspace workspace, Options options) throws IOException, InterruptedException {
        long start = System.nanoTime();
        NodesRun run = NodesRun.start(workspace, options);
        List<Section> sections = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (NodesMeasurement measurement : MEASUREMENTS) {
            if (!options.wants(measurement.name())) {
                continue;
            }
            System.err.println("measuring " + measurement.name());
            try {
                sections.addAll(measurement.measure(run));
            } catch (IOException | IllegalStateException e) {
                failures.add(measurement.name() + ": " + e.getMessage());
                System.err.println(failures.getLast());
            }
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        return new NodesReport(options.command(), taken, Machine.facts(run), sections, failures);
    }
}
