package dev.berth.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The pages of a large hub, on the embedded database and on PostgreSQL. */
final class LargeHub implements Suite {
    private static final String SQLITE = "SQLite";
    private static final String POSTGRES = "PostgreSQL";

    @Override
    public Set<String> names() {
        return new LinkedHashSet<>(List.of(
                HubRequests.EXPLORE,
                HubRequests.SEARCH,
                HubRequests.PAGES,
                HubRequests.TAGS,
                HubRequests.EVENTS,
                HubWrites.WRITES));
    }

    @Override
    public String page() {
        return "RESULTS-HUB.md";
    }

    @Override
    public Results measure(Workspace workspace, Options options) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HubScale scale = options.quick() ? HubScale.quick() : HubScale.full();
        HubTimes times = new HubTimes(options, scale.turn());
        HubInstallation hub = HubInstallation.fill(workspace, options, scale.plan());
        try (HubInstallation.Node node = hub.start(Map.of())) {
            times.take(SQLITE, node);
        }
        Postgres postgres = Postgres.start(workspace);
        try (HubInstallation.Node node = hub.move(postgres)) {
            times.take(POSTGRES, node);
        }
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        return new HubReport(
                options.command(),
                taken,
                Machine.facts(workspace, options, postgres),
                hub.remark(),
                times.sections(),
                times.failures());
    }
}
