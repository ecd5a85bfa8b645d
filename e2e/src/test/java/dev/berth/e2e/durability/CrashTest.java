package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed, again and again, while it works: what it acknowledged is there when it is back. */
@ExtendWith(ServerLogs.class)
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 200);
    private static final int PUSHERS = 6;
    private static final int KILLED_AT_START = 10;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom();

    @Test
    void kill_underPushesDeletesAndCollection() throws IOException {
        Start start = Start.on(folder.resolve("data"));
        User user;
        int port;
        try (RunningBerth first = RunningBerth.start(start)) {
            Wire stranger = Wire.anonymous(first.uri());
            user = User.signUp(stranger, "crash").withToken(stranger);
            port = first.port();
        }
        Tally tally = Tally.ofSoundStorage();
        try (var pushers = new Pushers(PUSHERS, user.name(), tally)) {
            for (int round = 0; round <= ROUNDS; round++) {
                round(start.port(port), round, user, pushers, tally);
            }
        }
        assertThat(tally.pushes()).isGreaterThan(ROUNDS / 2);
        System.out.println("crash: " + ROUNDS + " rounds, " + tally);
    }

    private void round(Start start, int round, User user, Pushers pushers, Tally tally) {
        // First with a collection that meets the crashes; then with one that takes nothing, so that every single blob
        // that was acknowledged must be there.
        boolean collecting = isCollecting(round);
        Start configured = collecting ? start.collecting("500ms", "100ms") : start.collecting("1h", "1h");
        if (round % KILLED_AT_START == 0) {
            RunningBerth starting = RunningBerth.launch(configured);
            pause(0, 700);
            starting.kill();
        }
        RunningBerth berth = RunningBerth.start(configured);
        try {
            Wire wire = Wire.anonymous(berth.uri()).as(user.name(), user.password());
            pushers.goOnWithUploads(wire);
            // What the round before was told may have been collected there, when the machine took its time over it.
            pushers.findWhatTheyWereTold(wire, !isCollecting(round - 1));
            pushers.nextRound();
            var killed = new AtomicBoolean();
            var work = pushers.start(pusher -> pusher.workUntil(killed, wire));
            // On a busy machine little happens in little time: the kill waits for some work as well.
            long enough = tally.requests() + random.nextInt(40);
            pause(50, 300);
            await().pollInterval(Duration.ofMillis(2)).until(() -> work.isDone() || tally.requests() >= enough);
            killed.set(true);
            berth.kill();
            work.join();
        } finally {
            berth.kill();
        }
    }

    private static boolean isCollecting(int round) {
        return round < ROUNDS / 2;
    }

    /** The moment of the kill is what varies from round to round; there is no condition to wait for. */
    private void pause(int atLeast, int atMost) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(atLeast, atMost)).toNanos());
    }
}
