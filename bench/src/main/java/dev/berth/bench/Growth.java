package dev.berth.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A large installation beside an all but empty one: the latency of what clients ask for, the collection, and memory. */
final class Growth implements NodesMeasurement {
    private static final String EMPTY = "empty";

    /** So that there are repositories to push to, and a page of a hundred has somewhere to begin. */
    private static final int FEW = 250;

    private static final int COLLECTIONS = 2;
    private static final double MOST_TIMES = 1.5;
    private static final double MOST_MEMORY = 1.1;

    @Override
    public String name() {
        return "scale";
    }

    /** One kind of request. */
    private record Kind(String title, Request request) {}

    private interface Request {
        long send(Installation installation) throws IOException, InterruptedException;
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("GET of a manifest by tag, any of all", Installation::pullManifest),
            new Kind("Pull of an image of two layers of 4 KiB", Installation::pullImage),
            new Kind("Push of such an image", Installation::pushImage),
            new Kind("PUT of its manifest", Installation::pushManifest),
            new Kind("A page of 100 tags", Installation::pageOfTags),
            new Kind("A page of 100 repositories", Installation::pageOfCatalogue));

    @Override
    public List<Section> measure(NodesRun run) throws IOException, InterruptedException {
        NodesScale scale = run.scale();
        long start = System.nanoTime();
        try (Installation large =
                Installation.start(run, Berth.TITLE, "many", scale.repositories(), scale.manifests())) {
            String remark = remark(large, (System.nanoTime() - start) / 1e9);
            // Second, since a node closes a connection on which nobody says anything for a minute.
            try (Installation empty = Installation.start(run, EMPTY, "few", FEW, FEW)) {
                List<Installation> both = List.of(large, empty);
                List<Figure> figures = new ArrayList<>(latencies(run, both));
                figures.add(collections(run, both));
                figures.addAll(memory(both));
                return List.of(new Section("A large installation", figures, List.of(remark)));
            }
        }
    }

    private static List<Figure> latencies(NodesRun run, List<Installation> both)
            throws IOException, InterruptedException {
        List<Figure> medians = new ArrayList<>();
        List<Figure> slowest = new ArrayList<>();
        for (Kind kind : KINDS) {
            Samples<Latency> samples = latencies(run, both, kind);
            medians.add(samples.figure(kind.title(), "ms", Latency::median).wanting(Bar.atMost(MOST_TIMES, EMPTY)));
            slowest.add(samples.figure(kind.title() + ", of 95 in 100", "ms", Latency::p95));
        }
        medians.addAll(slowest);
        return medians;
    }

    private static Samples<Latency> latencies(NodesRun run, List<Installation> both, Kind kind)
            throws IOException, InterruptedException {
        List<Latency.Operation> operations = both.stream()
                .<Latency.Operation>map(installation -> () -> kind.request().send(installation))
                .toList();
        Map<String, List<Latency>> rounds = new LinkedHashMap<>();
        both.forEach(installation -> rounds.put(installation.title(), new ArrayList<>()));
        for (int round = 0; round <= run.options().rounds(); round++) {
            Iterator<Latency> taken =
                    Latency.ofEach(operations, run.scale().shortTurn()).iterator();
            if (round > 0) {
                rounds.values().forEach(samples -> samples.add(taken.next()));
            }
        }
        return new Samples<>(rounds);
    }

    private static Figure collections(NodesRun run, List<Installation> both) throws IOException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 1; round <= COLLECTIONS; round++) {
            for (Installation one : both) {
                double taken = one.collect(run.scale().orphans(), round);
                seconds.computeIfAbsent(one.title(), title -> new ArrayList<>()).add(taken);
            }
        }
        String title = "Collection of %,d blobs".formatted(run.scale().orphans());
        return Figure.of(title, "s", seconds).wanting(Bar.atMost(MOST_TIMES, EMPTY));
    }

    private static List<Figure> memory(List<Installation> both) {
        Map<String, List<Double>> resident = new LinkedHashMap<>();
        Map<String, List<Double>> peak = new LinkedHashMap<>();
        for (Installation one : both) {
            Daemon node = one.node().daemon();
            resident.put(one.title(), List.of(node.memory("VmRSS") / 1e6));
            peak.put(one.title(), List.of(node.memory("VmHWM") / 1e6));
        }
        return List.of(
                Figure.of("Resident memory of the node after all this", "MB", resident)
                        .wanting(Bar.atMost(MOST_MEMORY, EMPTY)),
                Figure.of("Its peak", "MB", peak));
    }

    private static String remark(Installation large, double seeding) throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "\"Berth\" has %,d repositories, %,d manifests with a tag each, %,d blobs in %,d places and %,d edges, %.1f GB"
                        + " in PostgreSQL, which took %.0f s to fill; \"empty\" has %d images.",
                large.rows("repository"),
                large.rows("manifest"),
                large.rows("blob"),
                large.rows("repository_blob"),
                large.rows("manifest_reference"),
                large.databaseGigabytes(),
                seeding,
                FEW);
    }
}
