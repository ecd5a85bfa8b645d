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
        for (int round = 0; round <= options.rounds(); round++) {
            System.err.println("measuring " + database + ", round " + round);
            for (HubRequest request : requests.all()) {
                if (options.wants(request.group())) {
                    take(database, request, node, round > 0);
                }
            }
            if (options.wants(HubWrites.WRITES)) {
                takeWrites(database, node, round > 0);
            }
        }
    }

    /** The connections are new for each kind: the node closes one on which nobody says anything for long. */
    private void take(String database, HubRequest request, HubInstallation.Node node, boolean counts)
            throws IOException, InterruptedException {
        Map<String, Latency.Operation> operations = new LinkedHashMap<>();
        List<Connection> connections = new ArrayList<>();
        try {
            for (Map.Entry<String, String> caller : node.callers().entrySet()) {
                if (request.callers().include(caller.getKey())) {
                    Connection connection = new Connection(node.berth().address(), caller.getValue());
                    connections.add(connection);
                    operations.put(
                            caller.getKey(),
                            () -> get(connection, request.path().get()));
                }
            }
            take(database, request.group(), request.title(), operations, counts);
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static long get(Connection connection, String path) throws IOException {
        long start = System.nanoTime();
        connection.get(path).expect(200);
        return System.nanoTime() - start;
    }

    private void takeWrites(String database, HubInstallation.Node node, boolean counts)
            throws IOException, InterruptedException {
        try (HubWrites writes = new HubWrites(node)) {
            for (Map.Entry<String, Latency.Operation> write : writes.all().entrySet()) {
                Map<String, Latency.Operation> byPerson = Map.of(HubCallers.PERSON, write.getValue());
                take(database, HubWrites.WRITES, write.getKey(), byPerson, counts);
            }
        }
    }

    private void take(
            String database, String group, String title, Map<String, Latency.Operation> operations, boolean counts)
            throws InterruptedException {
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
        } catch (IOException | IllegalStateException e) {
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
