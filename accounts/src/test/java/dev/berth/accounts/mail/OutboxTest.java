package dev.berth.accounts.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Mail MAIL = new Mail("anna@example.org", "Hello", "text");
    private static final List<Duration> SOON = Collections.nCopies(3, Duration.ofMillis(1));

    private final AtomicInteger attempts = new AtomicInteger();
    private final BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();

    /** A server that fails so often before it takes a mail. */
    private Mailer failing(int times, boolean permanent) {
        return mail -> {
            int attempt = attempts.incrementAndGet();
            if (attempt <= times) {
                throw new MailFailure("away", permanent, new IOException());
            }
            taken.add(attempt);
        };
    }

    @Test
    void send_whereTheServerIsAwayForAWhile_triesAgain() throws Exception {
        try (Outbox outbox = new Outbox(failing(3, false), SOON)) {
            outbox.send(MAIL);

            assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo(4);
        }
    }

    @Test
    void send_whereTheServerStaysAway_givesUp() throws Exception {
        try (Outbox outbox = new Outbox(failing(4, false), SOON)) {
            outbox.send(MAIL);
            // The next one goes when the first was given up, as its attempt is the fifth.
            while (attempts.get() < 4) {
                Thread.onSpinWait();
            }
            outbox.send(MAIL);

            assertThat(taken.poll(20, TimeUnit.SECONDS)).isEqualTo(5);
        }
    }

    @Test
    void send_whatTheServerRefusesForGood_isNotTriedAgain() {
        Outbox outbox = new Outbox(failing(1, true), SOON);
        outbox.send(MAIL);
        outbox.close();

        assertThat(attempts).hasValue(1);
        assertThat(taken).isEmpty();
    }

    @Test
    void send_whileTheServerHangs_returnsAtOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Mailer hanging = mail -> {
            try {
                release.await();
                taken.add(attempts.incrementAndGet());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (Outbox outbox = new Outbox(hanging, SOON)) {
            for (int i = 0; i < 1100; i++) {
                outbox.send(MAIL);
            }
            release.countDown();
            for (int i = 0; i < 1000; i++) {
                assertThat(taken.poll(20, TimeUnit.SECONDS)).isNotNull();
            }
        }
        assertThat(taken.size()).as("mails beyond those that may wait").isLessThan(10);
    }

    @Test
    void send_afterTheEnd_isDropped() {
        Outbox outbox = new Outbox(failing(0, false), SOON);
        outbox.close();

        outbox.send(MAIL);

        assertThat(attempts).hasValue(0);
    }
}
