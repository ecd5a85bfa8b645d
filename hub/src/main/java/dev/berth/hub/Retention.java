package dev.berth.hub;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.database.jobs.Job;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forgets what happened too long ago, a little at a time, in the background of every node. */
public final class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final int TOGETHER = 500;

    private final Database database;
    private final Duration retention;
    private final InstantSource clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    public Retention(Database database, Duration retention, InstantSource clock) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    /** Begins, until {@link #stop}. */
    public void start(Job job) {
        thread = Optional.of(Thread.ofVirtual().name("retention").start(() -> run(job)));
    }

    /** Ends after the transaction under way. */
    public void stop() {
        stopped.countDown();
        thread.ifPresent(Retention::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Job job) {
        // Not at the start, when there is more to do.
        while (!isStoppedWithin(PAUSE)) {
            try {
                job.once(PAUSE, () -> {
                    long forgotten = forget();
                    return forgotten == 0 ? "" : "forgot " + forgotten + " events";
                });
            } catch (DatabaseFailure e) {
                log.warn("old events are forgotten later: {}", e.getMessage());
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

    /** Forgets all events that are older than they may be; those that a webhook waits for stay. Answers how many they were. */
    long forget() {
        long forgotten = 0;
        long below = EventIds.first(clock.instant().minus(retention));
        int deleted = TOGETHER;
        while (deleted == TOGETHER && stopped.getCount() > 0) {
            deleted = database.write(
                    Durability.PROCESS_DEATH,
                    transaction -> transaction.update(
                            "delete from event where id in (select id from event where id < ? and pending is null"
                                    + " order by id limit ?)",
                            below,
                            TOGETHER));
            forgotten += deleted;
        }
        return forgotten;
    }
}
