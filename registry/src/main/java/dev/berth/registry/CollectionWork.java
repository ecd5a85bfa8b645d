package dev.berth.registry;

import dev.berth.database.DatabaseFailure;
import dev.berth.database.jobs.Job;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects on this node: at the configured interval, and when somebody asks for it. What it takes is told to all nodes. */
public final class CollectionWork {
    private static final Logger log = LoggerFactory.getLogger(CollectionWork.class);
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(2);

    private final Collector collector;
    private final CollectionRuns runs;
    private final CollectionConfig config;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** Of one node's collections, one works at a time. */
    private final ReentrantLock working = new ReentrantLock();

    CollectionWork(Collector collector, CollectionRuns runs, CollectionConfig config, InstantSource clock) {
        this.collector = collector;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    /** When content is collected. */
    public CollectionConfig config() {
        return config;
    }

    /** Collects again and again, at the configured interval, until {@link #stop}. */
    public void run(String node, Job job) {
        do {
            try {
                job.once(config.interval(), () -> words(collect(node, Optional.empty())));
            } catch (IOException | RuntimeException e) {
                log.warn("collecting failed and will be tried again", e);
            }
        } while (!isStoppedWithin(config.interval()));
    }

    private boolean isStoppedWithin(Duration interval) {
        try {
            return stopped.await(interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Has {@link #run} return after the collection that it is at. */
    public void stop() {
        stopped.countDown();
    }

    private static String words(Collected collected) {
        if (collected.blobs() + collected.manifests() == 0) {
            return "";
        }
        return "collected " + collected.manifests() + " manifests and " + collected.blobs() + " blobs, "
                + collected.bytes() + " bytes";
    }

    /**
     * Collects everything whose grace is over, and tells what it was: nothing while another node does it.
     *
     * @param by the account or command that asks for it; then all nodes are told even where nothing is taken
     */
    public Collected collect(String node, Optional<String> by) throws IOException {
        Told told = new Told(CollectionRun.begun(node, by, clock.instant()));
        by.ifPresent(told::begin);
        return collect(told);
    }

    /** Begins a collection in the background; empty while somebody collects who has told of it. */
    public Optional<CollectionRun> begin(String node, String by) {
        if (runs.last(1).stream().anyMatch(this::isRunning)) {
            return Optional.empty();
        }
        Told told = new Told(CollectionRun.begun(node, Optional.of(by), clock.instant()));
        told.begin(by);
        Thread.ofVirtual().name("collection-by-hand").start(() -> {
            try {
                collect(told);
            } catch (IOException | RuntimeException e) {
                log.warn("the collection that {} asked for failed", by, e);
            }
        });
        return Optional.of(told.run);
    }

    /** Whether the run's node may still be at it. */
    public boolean isRunning(CollectionRun run) {
        return run.isRunning(clock.instant());
    }

    private Collected collect(Told told) throws IOException {
        working.lock();
        try {
            Optional<Collected> collected = collector.tryCollect(told);
            told.end(collected);
            Collected total = collected.orElse(Collected.NOTHING);
            String words = words(total);
            if (!words.isEmpty()) {
                log.info("{}", words);
            }
            return total;
        } catch (IOException | RuntimeException e) {
            told.fail(e);
            throw e;
        } finally {
            working.unlock();
        }
    }

    /** A run, and what all nodes were told of it. */
    private final class Told implements Collector.Progress {
        private CollectionRun run;
        private Collected soFar = Collected.NOTHING;
        private boolean isTold;
        private long toldAt;

        Told(CollectionRun run) {
            this.run = run;
        }

        @Override
        public void reached(Collected taken) {
            soFar = taken;
            boolean first = !isTold && taken.manifests() + taken.blobs() > 0;
            if (first || (isTold && System.nanoTime() - toldAt > BETWEEN_WORDS.toNanos())) {
                run = run.reached(taken, clock.instant());
                put();
            }
        }

        void begin(String by) {
            runs.begin(run, by);
            noteTold();
        }

        private void put() {
            runs.put(run);
            noteTold();
        }

        private void noteTold() {
            isTold = true;
            toldAt = System.nanoTime();
        }

        /** @param collected empty where it was not its turn */
        void end(Optional<Collected> collected) {
            if (isTold) {
                run = collected
                        .map(it -> run.done(it, clock.instant()))
                        .orElseGet(() -> run.failed(
                                soFar,
                                clock.instant(),
                                "another node was collecting, or a backup was made: try again later"));
                runs.put(run);
            }
        }

        void fail(Exception why) {
            if (isTold) {
                try {
                    runs.put(run.failed(soFar, clock.instant(), String.valueOf(why.getMessage())));
                } catch (DatabaseFailure e) {
                    // What failed is thrown; the run is told of no more, which says the same.
                    why.addSuppressed(e);
                }
            }
        }
    }
}
