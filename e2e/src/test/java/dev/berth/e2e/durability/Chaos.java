package dev.berth.e2e.durability;

import dev.berth.e2e.harness.Backends;
import dev.berth.e2e.harness.Cluster;
import dev.berth.e2e.harness.FlakyProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** What befalls a cluster: nodes die, the database or the object store is away, and connections are cut, all at once. */
final class Chaos {
    private static final Duration LONGEST_ABSENCE = Duration.ofSeconds(3);
    private static final Duration LONGEST_CALM = Duration.ofSeconds(5);
    private static final int LATEST_CUT = 400_000;

    private final Cluster cluster;
    private final Backends backends;
    private final List<FlakyProxy> networks;
    private final Map<String, Integer> counts = new ConcurrentSkipListMap<>();
    // A node starts where its database and store are; when it runs, it bears their absence.
    private final ReentrantLock present = new ReentrantLock();

    /** The networks are those that are cut now and then. */
    Chaos(Cluster cluster, Backends backends, List<FlakyProxy> networks) {
        this.cluster = cluster;
        this.backends = backends;
        this.networks = List.copyOf(networks);
    }

    /** Each of them strikes once, some time after it was called, and leaves everything running. */
    List<Runnable> strikers() {
        return List.of(this::killNode, this::takeBackendAway, this::cutConnections);
    }

    private void killNode() {
        pause(LONGEST_CALM);
        int node = random(cluster.size());
        count("node killed");
        cluster.kill(node);
        pause(LONGEST_ABSENCE);
        present.lock();
        try {
            cluster.startAgain(node);
        } finally {
            present.unlock();
        }
    }

    private void takeBackendAway() {
        pause(LONGEST_CALM);
        present.lock();
        try {
            switch (random(3)) {
                case 0 -> {
                    count("database stopped");
                    backends.database().stop();
                    pause(LONGEST_ABSENCE);
                    backends.database().startAgain();
                }
                case 1 -> {
                    count("database killed");
                    backends.database().kill();
                    pause(LONGEST_ABSENCE);
                    backends.database().startAgain();
                }
                default -> {
                    count("object store killed");
                    backends.store().kill();
                    pause(LONGEST_ABSENCE);
                    backends.store().startAgain();
                }
            }
        } finally {
            present.unlock();
        }
    }

    private void cutConnections() {
        pause(LONGEST_CALM);
        count("network cut");
        networks.get(random(networks.size())).cut(1 + random(5), 1 + random(LATEST_CUT));
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    /** How long a part is away is what varies; there is no condition to wait for. */
    private static void pause(Duration longest) {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longest.toNanos()));
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
