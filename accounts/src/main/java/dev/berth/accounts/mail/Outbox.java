package dev.berth.accounts.mail;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mail in the background, so that nobody waits for a mail server, and again where one is away. What waits is in memory
 * only: a mail holds a code that the database knows by its hash, and whoever misses one asks for another.
 */
public final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final List<Duration> USUAL_DELAYS = List.of(
            Duration.ofSeconds(2),
            Duration.ofSeconds(15),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(20));
    private static final int AT_ONCE = 2;
    private static final int MOST_WAITING = 1000;
    private static final Duration LAST_CHANCE = Duration.ofSeconds(5);

    private final Mailer mailer;
    private final List<Duration> delays;
    private final ScheduledThreadPoolExecutor workers;

    /** An outbox whose mail goes by this mailer. */
    public Outbox(Mailer mailer) {
        this(mailer, USUAL_DELAYS);
    }

    /** @param delays how long to wait after each failure; after as many, one more is the last */
    Outbox(Mailer mailer, List<Duration> delays) {
        this.mailer = mailer;
        this.delays = List.copyOf(delays);
        this.workers = new ScheduledThreadPoolExecutor(
                AT_ONCE, Thread.ofPlatform().daemon().name("mail-", 0).factory());
        this.workers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.workers.setRemoveOnCancelPolicy(true);
        // No mail, no thread.
        this.workers.setKeepAliveTime(10, TimeUnit.SECONDS);
        this.workers.allowCoreThreadTimeOut(true);
    }

    /** Sends this mail soon; drops it, and says so in the log, where too many wait already. */
    public void send(Mail mail) {
        soon(() -> attempt(mail, 0));
    }

    /** Does this soon, as where finding out whether there is something to send must take no time that a client could see. */
    public void soon(Runnable work) {
        if (workers.getQueue().size() >= MOST_WAITING) {
            log.warn("mail was dropped, since {} wait already", MOST_WAITING);
            return;
        }
        try {
            workers.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            log.info("mail was dropped, since the server stops");
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.error("mail could not be prepared", e);
        }
    }

    private void attempt(Mail mail, int failures) {
        try {
            mailer.send(mail);
            log.info("the mail \"{}\" was sent", mail.subject());
        } catch (MailFailure e) {
            if (e.isPermanent() || failures >= delays.size()) {
                log.error("the mail \"{}\" could not be sent: {}", mail.subject(), e.getMessage());
                return;
            }
            Duration delay = delays.get(failures);
            log.warn("the mail \"{}\" is tried again in {} s: {}", mail.subject(), delay.toSeconds(), e.getMessage());
            try {
                ScheduledFuture<?> _ = workers.schedule(
                        () -> guarded(() -> attempt(mail, failures + 1)), delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                log.warn("the mail \"{}\" was dropped, since the server stops", mail.subject());
            }
        }
    }

    /** Gives what is being sent a few seconds, and drops the rest. */
    @Override
    public void close() {
        workers.shutdown();
        try {
            if (!workers.awaitTermination(LAST_CHANCE.toSeconds(), TimeUnit.SECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
