package dev.berth.registry.usage;

import dev.berth.database.Database;
import dev.berth.database.Lease;
import dev.berth.database.Leases;
import dev.berth.database.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how much is stored, on one node at a time: every five minutes where that takes seconds, less often where it takes
 * longer, once a day at least, and when it is asked to. A day keeps its last sample.
 */
public final class UsageMeter {
    private static final Logger log = LoggerFactory.getLogger(UsageMeter.class);
    private static final String NAME = "usage";
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** A server that starts has more to do. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final Duration LEAST = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(23);

    private static final int ROWS = 10_000;

    /** Of its time, how little is spent on measuring. */
    private static final int SHARE = 50;

    private final Database database;
    private final Usage usage;
    private final Leases leases;
    private final InstantSource clock;
    private final Semaphore asked = new Semaphore(0);
    private volatile boolean stopped;
    private volatile boolean measuring;

    public UsageMeter(Database database, Usage usage, InstantSource clock) {
        this.database = database;
        this.usage = usage;
        this.leases = new Leases(database);
        this.clock = clock;
    }

    /** Measures again and again, until {@link #stop}. */
    public void run(Job job) {
        boolean wanted = isAskedWithin(FIRST);
        while (!stopped) {
            try {
                if (wanted || isDue()) {
                    job.once(pause(), this::say);
                }
            } catch (RuntimeException e) {
                log.warn("what is stored could not be measured; it will be tried again", e);
            }
            wanted = isAskedWithin(LOOK);
        }
    }

    private boolean isAskedWithin(Duration pause) {
        try {
            boolean wanted = asked.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            asked.drainPermits();
            return wanted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
            return false;
        }
    }

    /** How long the last sample is good for, and so will be the next, more or less. */
    private Duration pause() {
        return usage.newest().map(it -> pauseAfter(it.took())).orElse(LEAST);
    }

    private boolean isDue() {
        return usage.newest()
                .filter(it -> it.takenAt().plus(pauseAfter(it.took())).isAfter(clock.instant()))
                .isEmpty();
    }

    /** How long what took so long is good for. */
    static Duration pauseAfter(Duration took) {
        Duration pause = took.multipliedBy(SHARE);
        return pause.compareTo(LEAST) < 0 ? LEAST : pause.compareTo(MOST) > 0 ? MOST : pause;
    }

    private String say() {
        return measure()
                .map(it -> "measured " + it.repositories() + " repositories and " + it.blobs() + " blobs")
                .orElse("");
    }

    /** Has {@link #run} measure now. */
    public void wake() {
        asked.release();
    }

    /** Has {@link #run} return soon, without the sample that it is at. */
    public void stop() {
        stopped = true;
        wake();
    }

    /** Whether this node is measuring now. */
    public boolean isMeasuring() {
        return measuring;
    }

    /** Measures, and keeps what was found; empty while another node does it. */
    public Optional<UsageSample> measure() {
        Optional<Lease> lease = leases.tryTake(NAME, LEASE);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        measuring = true;
        Held held = new Held(lease.get());
        try {
            return measure(held);
        } finally {
            measuring = false;
            held.release();
        }
    }

    private Optional<UsageSample> measure(Held held) {
        Instant from = clock.instant();
        Count count = new Count(database, ROWS, held::goesOn);
        if (!count.run()) {
            return Optional.empty();
        }
        UsageSample sample = count.sample(from, Duration.between(from, clock.instant()));
        usage.keep(sample, count.largestRepositories(), count.largestNamespaces());
        return Optional.of(sample);
    }

    /** The right to measure. */
    private final class Held {
        private Optional<Lease> lease;
        private long renewedAt = System.nanoTime();

        Held(Lease lease) {
            this.lease = Optional.of(lease);
        }

        boolean goesOn() {
            if (System.nanoTime() - renewedAt > LEASE.toNanos() / 3) {
                lease = lease.flatMap(it -> leases.renew(it, LEASE));
                renewedAt = System.nanoTime();
            }
            return lease.isPresent() && !stopped;
        }

        void release() {
            lease.ifPresent(leases::release);
        }
    }
}
