package dev.berth.hub.webhooks;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.database.jobs.Job;
import dev.berth.hub.Events;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that webhooks are called, in the background of every node: looks for what is due each second, and at once when it is
 * woken. Nothing of it but a question to the database costs anything while there is nothing to send.
 */
public final class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final int WEBHOOKS_AT_ONCE = 32;

    private final Database database;
    private final Outbox outbox;
    private final Courier courier;
    private final WebhookConfig config;
    private final InstantSource clock;
    private final Semaphore woken = new Semaphore(0);
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private Optional<Calls> calls = Optional.empty();
    private Optional<Thread> thread = Optional.empty();
    private volatile boolean stopped;
    private long cleanedAt = System.nanoTime();

    Dispatch(Database database, Events events, RepositoryFacts facts, WebhookConfig config, InstantSource clock) {
        this.database = database;
        this.outbox = new Outbox(database, events, new Messages(facts, config.externalUrl()), clock);
        this.courier = new Courier(database, events, config, clock);
        this.config = config;
        this.clock = clock;
    }

    /** Begins to look for what is due, until {@link #stop}. */
    public void start(Job job) {
        thread = Optional.of(Thread.ofVirtual().name("webhooks").start(() -> run(job)));
    }

    /** Has it look now. */
    void wake() {
        woken.release();
    }

    /** Ends after the calls under way. */
    public void stop() {
        stopped = true;
        wake();
        thread.ifPresent(Dispatch::join);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(Job job) {
        while (!stopped) {
            try {
                job.once(PAUSE, this::look);
            } catch (DatabaseFailure e) {
                log.warn("webhooks wait for the database: {}", e.getMessage());
            } catch (RuntimeException e) {
                log.error("webhooks cannot be called, which will be tried again", e);
            }
            pause();
        }
        while (!busy.isEmpty()) {
            pause();
        }
        calls.ifPresent(Calls::close);
    }

    private String look() {
        outbox.empty();
        int begun = sendDue();
        clean();
        return begun == 0 ? "" : "called " + begun + " webhooks";
    }

    private void pause() {
        try {
            if (woken.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Begins to send what is due, and answers to how many webhooks. */
    private int sendDue() {
        List<Long> due =
                database.read(transaction -> DeliveryStore.due(transaction, clock.instant(), WEBHOOKS_AT_ONCE * 2));
        if (due.isEmpty()) {
            return 0;
        }
        Calls client = client();
        int begun = 0;
        for (long webhook : due) {
            if (busy.size() < WEBHOOKS_AT_ONCE && busy.add(webhook)) {
                Thread.ofVirtual().name("webhook-", webhook).start(() -> send(client, webhook));
                begun++;
            }
        }
        return begun;
    }

    /** The client is made, and its classes are loaded, when the first call is due. */
    private Calls client() {
        Calls made = calls.orElseGet(() -> new Calls(config));
        calls = Optional.of(made);
        return made;
    }

    private void send(Calls client, long webhook) {
        try {
            courier.deliverAll(client, webhook, () -> !stopped);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DatabaseFailure e) {
            log.warn("a webhook waits for the database: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("the webhook {} cannot be called, which will be tried again", webhook, e);
        } finally {
            busy.remove(webhook);
            if (stopped) {
                wake();
            }
        }
    }

    /** Takes away the webhooks of repositories and organisations that are gone; they were told of that before. */
    void forgetOrphans() {
        if (database.read(WebhookStore::orphans).isEmpty()) {
            return;
        }
        database.write(Durability.PROCESS_DEATH, transaction -> {
            WebhookStore.orphans(transaction).forEach(webhook -> WebhookStore.delete(transaction, webhook.id()));
            return true;
        });
    }

    private void clean() {
        if (System.nanoTime() - cleanedAt < BETWEEN_CLEANINGS.toNanos()) {
            return;
        }
        cleanedAt = System.nanoTime();
        forgetOrphans();
        long below = Events.firstId(clock.instant().minus(config.kept()));
        while (!stopped
                && database.write(Durability.PROCESS_DEATH, transaction -> DeliveryStore.forget(transaction, below))) {}
    }
}
