package dev.berth.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a lease. The test over a database is a short subclass. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class LeasesContract {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Database database;

    @SuppressWarnings("NullAway.Init")
    private Leases one;

    @SuppressWarnings("NullAway.Init")
    private Leases other;

    protected abstract Database open();

    @BeforeEach
    void openTwoNodes() {
        database = open();
        one = new Leases(database);
        other = new Leases(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void tryTake_ofAFreeOne_holdsItForSoLong() {
        Lease lease = one.tryTake("collection", LONG).orElseThrow();

        assertThat(lease.name()).isEqualTo("collection");
        assertThat(lease.holds()).isTrue();
        long length = lease.until() - database.read(DatabaseTime::now).toEpochMilli();
        assertThat(Duration.ofMillis(length)).isBetween(LONG.minusSeconds(30), LONG.plusSeconds(1));
    }

    @Test
    void tryTake_ofOneThatIsHeld_isEmptyForEverybody() {
        assertThat(one.tryTake("collection", LONG)).isPresent();

        assertThat(other.tryTake("collection", LONG)).isEmpty();
        assertThat(one.tryTake("collection", LONG)).isEmpty();
        assertThat(other.tryTake("scrub", LONG)).isPresent();
    }

    @Test
    void tryTake_afterItsEnd_takesItFromWhoDoesNotCome() {
        Lease lost = one.tryTake("collection", LONG).orElseThrow();
        end(lost);

        Lease taken = other.tryTake("collection", LONG).orElseThrow();

        assertThat(one.renew(lost, LONG)).isEmpty();
        one.release(lost);
        assertThat(one.tryTake("collection", LONG)).isEmpty();
        assertThat(other.renew(taken, LONG)).isPresent();
    }

    @Test
    void tryTake_byManyAtOnce_isWonByOne() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 5; round++) {
                String name = "round " + round;
                List<Future<Optional<Lease>>> all = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    all.add(threads.submit(() -> new Leases(database).tryTake(name, LONG)));
                }
                int won = 0;
                for (Future<Optional<Lease>> each : all) {
                    won += each.get().isPresent() ? 1 : 0;
                }
                assertThat(won).isEqualTo(1);
            }
        }
    }

    @Test
    void renew_ofOneThatIsHeld_prolongsIt() {
        Lease brief = one.tryTake("collection", Duration.ofMillis(1)).orElseThrow();
        await().until(() -> !brief.holds());

        Lease renewed = one.renew(brief, LONG).orElseThrow();

        assertThat(renewed.holds()).isTrue();
        assertThat(renewed.until()).isGreaterThan(brief.until());
        assertThat(one.renew(brief, LONG)).isEmpty();
        assertThat(other.tryTake("collection", LONG)).isEmpty();
    }

    @Test
    void release_letsOthersTakeIt() {
        Lease lease = one.tryTake("collection", LONG).orElseThrow();

        one.release(lease);

        assertThat(one.renew(lease, LONG)).isEmpty();
        assertThat(other.tryTake("collection", LONG)).isPresent();
        one.release(lease);
        assertThat(one.tryTake("collection", LONG)).isEmpty();
    }

    @Test
    void now_isTheTimeOfTheDatabase() {
        assertThat(database.read(DatabaseTime::now))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
        assertThat(database.write(DatabaseTime::now))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(30));
    }

    /** Lets time pass. */
    private void end(Lease lease) {
        database.write(transaction -> transaction.update(
                "update lease set until = until - ? where name = ?", LONG.toMillis() + 1001, lease.name()));
    }
}
