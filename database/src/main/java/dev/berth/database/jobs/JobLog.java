package dev.berth.database.jobs;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all nodes do by themselves, and which nodes there are. A node knows of its own jobs at once; it tells the others of
 * them twice a minute, so that a job that runs each second costs no row each second.
 */
public final class JobLog {
    private static final Logger log = LoggerFactory.getLogger(JobLog.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    /** The first word can wait until the server has started. */
    private static final Duration FIRST = Duration.ofSeconds(2);

    /** A node that told nothing for so long is not there any more; clocks of nodes may differ a little. */
    private static final Duration SILENCE = INTERVAL.multipliedBy(4);

    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Database database;
    private final InstantSource clock;
    private final Map<String, Job> jobs = new ConcurrentSkipListMap<>();
    private final Map<String, JobState> told = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Optional<Node> self = Optional.empty();
    private Optional<Thread> thread = Optional.empty();

    public JobLog(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The job of this name on this node. */
    public Job job(String name) {
        return jobs.computeIfAbsent(name, it -> new Job(it, clock));
    }

    /** Begins to tell the other nodes of this one, until {@link #stop}. */
    public void start(String node, String version) {
        Instant now = clock.instant();
        self = Optional.of(new Node(node, version, now, now));
        thread = Optional.of(Thread.ofVirtual().name("job-log").start(this::run));
    }

    /** Tells the others what this node did last, and that it is not there any more. */
    public void stop() {
        stopped.countDown();
        thread.ifPresent(JobLog::join);
        try {
            tell();
            self.ifPresent(it -> database.write(Durability.PROCESS_DEATH, transaction -> {
                JobStore.remove(transaction, it.name());
                return true;
            }));
        } catch (DatabaseFailure e) {
            log.debug("the other nodes are not told that this one stops", e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST;
        while (!isStoppedWithin(pause)) {
            pause = INTERVAL;
            try {
                tell();
            } catch (DatabaseFailure e) {
                log.debug("the other nodes are told of this one later", e);
            }
        }
    }

    private boolean isStoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Tells the other nodes that this one is there, and of its jobs. */
    void tell() {
        if (self.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Node seen = new Node(self.get().name(), self.get().version(), self.get().startedAt(), now);
        Collection<JobState> changed = states().values().stream()
                .filter(it -> it.state() != JobState.State.WAITING && !it.equals(told.get(it.name())))
                .toList();
        database.write(Durability.PROCESS_DEATH, transaction -> {
            JobStore.put(transaction, seen);
            changed.forEach(it -> JobStore.put(transaction, seen.name(), it));
            JobStore.forget(transaction, now.minus(REMEMBERED));
            return true;
        });
        changed.forEach(it -> told.put(it.name(), it));
        self = Optional.of(seen);
    }

    private Map<String, JobState> states() {
        Map<String, JobState> states = new HashMap<>();
        jobs.forEach((name, job) -> states.put(name, job.state()));
        return states;
    }

    /** This node; empty before it has started. */
    public Optional<Node> self() {
        return self;
    }

    /** The nodes, in the order of their names. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>(database.read(JobStore::nodes));
        self.ifPresent(own -> {
            nodes.removeIf(it -> it.name().equals(own.name()));
            nodes.add(new Node(own.name(), own.version(), own.startedAt(), clock.instant()));
        });
        nodes.sort(Comparator.comparing(Node::name));
        return nodes;
    }

    /** Whether the node told lately that it is there. */
    public boolean isThere(Node node) {
        return node.seenAt().plus(SILENCE).isAfter(clock.instant());
    }

    /** The jobs of all nodes, in the order of their names: as they told last, those of this node as they are. */
    public List<NodeJob> all() {
        Map<String, JobState> own = states();
        String here = self.map(Node::name).orElse("");
        List<NodeJob> all = new ArrayList<>();
        for (NodeJob row : database.read(JobStore::jobs)) {
            JobState now = row.node().equals(here) ? own.remove(row.job().name()) : null;
            all.add(now == null ? row : new NodeJob(here, now.since(row.job())));
        }
        own.values().forEach(it -> all.add(new NodeJob(here, it)));
        all.sort(Comparator.comparing((NodeJob it) -> it.job().name()).thenComparing(NodeJob::node));
        return all;
    }
}
