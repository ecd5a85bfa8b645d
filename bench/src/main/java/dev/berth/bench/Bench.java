package dev.berth.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Measures Berth beside others, and writes the results down. */
public final class Bench {
    private Bench() {}

    /** Ends with 0 when every measurement could be taken, whether its bar is met or not. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Suite suite = suite(List.of(arguments));
        Options options;
        try {
            options = Options.parse(List.of(arguments), suite.names());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        Results results;
        try {
            results = suite.measure(Workspace.create(), options);
        } catch (IOException | IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
            return;
        }
        Path page = Path.of(options.whole() ? "bench" : "bench/target", suite.page());
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, results.markdown());
        System.out.println(results.markdown());
        System.exit(results.failures().isEmpty() ? 0 : 1);
    }

    private static Suite suite(List<String> arguments) {
        if (arguments.contains(Options.HUB)) {
            return new LargeHub();
        }
        return arguments.contains(Options.NODES) ? new ManyNodes() : new OneMachine();
    }
}
