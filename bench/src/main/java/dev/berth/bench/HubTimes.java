package dev.berth.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How long pages of the hub take, as whoever asks for one after the other sees it. */
final class HubTimes {
    private static final double MOST_MILLISECONDS = 50;

    private final Options options;
    private final Duration turn;
    private final Map<String, Map<String, Samples<Latency>>> groups = new LinkedHashMap<>();
    private final Set<String> failures = new LinkedHashSet<>();

    HubTimes(Options options, Duration turn) {
        this.options = options;
        this.turn = turn;
    }

    /** Takes the times of all kinds of pages over this database, round for round, after a first one that does not count. */
    void take(String database, HubInstallation.Node node) throws IOException, InterruptedException {
        HubRequests requests =
                new HubRequests(node.plan(), HubPlaces.find(node.berth().address(), node.plan()));
        try (HubWrites writes = new HubWrites(node)) {
            for (int round = 0; round <= options.rounds(); round++) {
                System.err.println("measuring " + database + ", round " + round);
                for (HubRequest request : requests.all()) {
                    take(database, request.group(), request.title(), operations(request, node), round > 0);
                }
                for (Map.Entry<String, Latency.Operation> write : writes.all().entrySet()) {
                    Map<String, Latency.Operation> byPerson = Map.of(HubCallers.PERSON, write.getValue());
                    take(database, HubWrites.WRITES, write.getKey(), byPerson, round > 0);
                }
            }
        }
    }

    private static Map<String, Latency.Operation> operations(HubRequest request, HubInstallation.Node node) {
        Map<String, Latency.Operation> operations = new LinkedHashMap<>();
        node.callers().forEach((name, connection) -> {
            if (request.callers().include(name)) {
                operations.put(name, () -> get(connection, request.path().get()));
            }
        });
        return operations;
    }

    private static long get(Connection connection, String path) throws IOException {
        long start = System.nanoTime();
        connection.get(path).expect(200);
        return System.nanoTime() - start;
    }

    private void take(
            String database, String group, String title, Map<String, Latency.Operation> operations, boolean counts)
            throws IOException, InterruptedException {
        if (!options.wants(group)) {
            return;
        }
        Samples<Latency> samples = groups.computeIfAbsent(group, it -> new LinkedHashMap<>())
                .computeIfAbsent(title, it -> new Samples<>(new LinkedHashMap<>()));
        try {
            Iterator<Latency> taken =
                    Latency.ofEach(List.copyOf(operations.values()), turn).iterator();
            for (String caller : operations.keySet()) {
                Latency latency = taken.next();
                if (counts) {
                    samples.rounds()
                            .computeIfAbsent(database + ", " + caller, it -> new ArrayList<>())
                            .add(latency);
                }
            }
        } catch (IllegalStateException e) {
            failures.add(title + ": " + e.getMessage());
        }
    }

    /** A section of each group: the medians with their bar, and what 95 of 100 pages stay below. */
    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        groups.forEach((group, kinds) -> {
            List<Figure> medians = new ArrayList<>();
            List<Figure> slowest = new ArrayList<>();
            kinds.forEach((title, samples) -> {
                Figure median = samples.figure(title, "ms", Latency::median);
                medians.add(group.equals(HubWrites.WRITES) ? median : median.wanting(Bar.atMost(MOST_MILLISECONDS)));
                slowest.add(samples.figure(title, "ms", Latency::p95));
            });
            String name = group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1);
            sections.add(new Section(name + ": medians", medians, List.of()));
            sections.add(new Section(name + ": of 95 in 100", slowest, List.of()));
        });
        return sections;
    }

    /** What could not be measured, and why. */
    List<String> failures() {
        return List.copyOf(failures);
    }
}
