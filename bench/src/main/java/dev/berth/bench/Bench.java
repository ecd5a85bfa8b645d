package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures Berth beside docker-registry and nginx, and writes the results down. */
public final class Bench {
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

    private Bench() {}

    /** Ends with 0 when every measurement could be taken, whether its bar is met or not. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(List.of(arguments), names());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        Run run;
        try {
            run = Run.start(Workspace.create(), options);
        } catch (IOException | IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
            return;
        }
        Report report = measure(run, String.join(" ", arguments));
        Path results = Path.of(options.whole() ? "bench/RESULTS.md" : "bench/target/RESULTS.md");
        Files.createDirectories(results.toAbsolutePath().getParent());
        Files.writeString(results, report.markdown());
        System.out.println(report.markdown());
        System.exit(report.failures().isEmpty() ? 0 : 1);
    }

    private static Set<String> names() {
        return MEASUREMENTS.stream().map(Measurement::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Report measure(Run run, String arguments) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Measurement measurement : MEASUREMENTS) {
            if (!run.options().wants(measurement.name())) {
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
        String command = ("./berth bench " + arguments).strip();
        return new Report(command, Machine.facts(run), figures, failures);
    }
}
