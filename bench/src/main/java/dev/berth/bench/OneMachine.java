package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Berth with its embedded parts, beside docker-registry and nginx. */
final class OneMachine implements Suite {
    private static final List<Measurement> MEASUREMENTS = List.of(
            new ManifestReads(),
            new BlobReads(),
            new LargeUploads(),
            new ImagePushes(),
            new Downloads(),
            new Pages(Listing.TAGS),
            new Pages(Listing.CATALOGUE),
            new Memory(),
            new Starts());

    @Override
    public Set<String> names() {
        return MEASUREMENTS.stream().map(Measurement::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String page() {
        return "RESULTS.md";
    }

    @Override
    public Results measure(Workspace workspace, Options options) throws IOException, InterruptedException {
        Run run = Run.start(workspace, options);
        List<Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Measurement measurement : MEASUREMENTS) {
            if (!options.wants(measurement.name())) {
                continue;
            }
            System.err.println("measuring " + measurement.name());
            try {
                figures.addAll(measurement.measure(run));
            } catch (IOException | IllegalStateException e) {
                failures.add(measurement.name() + ": " + e.getMessage());
                System.err.println(failures.getLast());
            }
        }
        return new Report(options.command(), Machine.facts(run), figures, failures);
    }
}
