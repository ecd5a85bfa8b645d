package dev.berth.server;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Endpoint;
import dev.berth.database.jobs.JobLog;
import dev.berth.database.jobs.Queue;
import dev.berth.registry.usage.UsageSample;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the installation is, in words for the people who run it: {@code /api/v1/admin/health}. */
final class HealthEndpoint {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Administration");

    private final Readiness readiness;
    private final Installation installation;
    private final HealthWarnings warnings;

    HealthEndpoint(Readiness readiness, Installation installation, HealthWarnings warnings) {
        this.readiness = readiness;
        this.installation = installation;
        this.warnings = warnings;
    }

    /**
     * How the installation is, seen from one node.
     *
     * @param ok whether this node can serve
     * @param disk the one of the data folder, where the operating system tells
     */
    record HealthView(
            boolean ok,
            String version,
            List<CheckItem> checks,
            List<WarningItem> warnings,
            ProcessView process,
            List<NodeItem> nodes,
            List<QueueItem> queues,
            Optional<DiskView> disk) {}

    /**
     * Whether something works that this node needs.
     *
     * @param tookMillis how long it took to write to it and read back
     * @param failure why it does not work
     */
    record CheckItem(String name, String about, boolean ok, double tookMillis, Optional<String> failure) {}

    /** Something to change, and how. */
    record WarningItem(String name, Warning.Weight weight, String text, String advice) {}

    /** The process that answers. */
    record ProcessView(
            String java, Instant startedAt, long uptimeSeconds, long heapUsed, long heapMost, int processors) {}

    /**
     * A node of the installation.
     *
     * @param here whether it is the one that answers
     * @param ok whether it said lately that it is there
     */
    record NodeItem(String name, String version, Instant startedAt, Instant seenAt, boolean here, boolean ok) {}

    /**
     * Something that waits to be done.
     *
     * @param more whether more waits than was counted
     */
    record QueueItem(String name, String about, long waiting, boolean more) {}

    /** A disk, in bytes. */
    record DiskView(String folder, long total, long free) {}

    void addTo(Api api) {
        api.add(GROUP.get("/api/v1/admin/health", "show_health", "How the installation is, and what to do about it")
                .access(Access.ADMINISTRATOR)
                .answers(HealthView.class, call -> view()));
    }

    private HealthView view() {
        List<Readiness.Outcome> outcomes = readiness.outcomes();
        boolean ok = outcomes.stream().allMatch(it -> it.failure().isEmpty());
        Optional<DataDisk> disk = installation.disk();
        List<NodeItem> nodes = databaseWorks(outcomes) ? nodes() : List.of();
        List<QueueItem> queues = databaseWorks(outcomes) ? queues() : List.of();
        long damaged = databaseWorks(outcomes) ? damaged() : 0;
        List<WarningItem> all = warnings.now(outcomes, disk, nodes, damaged).stream()
                .map(it -> new WarningItem(it.name(), it.weight(), it.text(), it.advice()))
                .toList();
        return new HealthView(
                ok,
                ProgramVersion.number(),
                outcomes.stream().map(this::check).toList(),
                all,
                process(),
                nodes,
                queues,
                disk.map(it -> new DiskView(it.folder(), it.total(), it.free())));
    }

    /** Where it does not, the page says so instead of failing. */
    private static boolean databaseWorks(List<Readiness.Outcome> outcomes) {
        return outcomes.stream()
                .noneMatch(it -> it.name().equals("database") && it.failure().isPresent());
    }

    private CheckItem check(Readiness.Outcome outcome) {
        String about = outcome.name().equals("database") ? installation.databaseIs() : installation.blobsAre();
        return new CheckItem(
                outcome.name(),
                about,
                outcome.failure().isEmpty(),
                Math.round(outcome.took().toNanos() / 10_000.0) / 100.0,
                outcome.failure());
    }

    private static ProcessView process() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long up = ManagementFactory.getRuntimeMXBean().getUptime();
        return new ProcessView(
                Runtime.version().toString(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                Duration.ofMillis(up).toSeconds(),
                heap.getUsed(),
                heap.getMax(),
                Runtime.getRuntime().availableProcessors());
    }

    private List<NodeItem> nodes() {
        JobLog jobs = installation.jobs();
        String here = jobs.self().map(it -> it.name()).orElse("");
        return jobs.nodes().stream()
                .map(it -> new NodeItem(
                        it.name(),
                        it.version(),
                        it.startedAt(),
                        it.seenAt(),
                        it.name().equals(here),
                        jobs.isThere(it)))
                .toList();
    }

    /** How many blobs are damaged, as it was counted last. */
    private long damaged() {
        return installation
                .registry()
                .usage()
                .newest()
                .map(UsageSample::damaged)
                .orElse(0L);
    }

    private List<QueueItem> queues() {
        return installation.queues().stream().map(HealthEndpoint::queue).toList();
    }

    private static QueueItem queue(Queue queue) {
        return new QueueItem(queue.name(), queue.about(), queue.waiting(), queue.more());
    }
}
