package dev.berth.e2e.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.SlowUpload;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: the server finishes what it has begun, takes nothing new, and ends with 0. */
@ExtendWith(ServerLogs.class)
class StopTest {
    @TempDir
    private Path folder;

    @Test
    void terminate_idle() {
        RunningBerth berth = RunningBerth.start(Start.on(folder.resolve("data")));
        berth.terminate();
        assertThat(berth.exit()).as("%s", berth.log()).isZero();
        assertThat(berth.output()).containsExactly("Berth is ready at " + berth.uri());
    }

    @Test
    void terminate_duringPush_isDrained() throws IOException {
        Start start = Start.on(folder.resolve("data"));
        Blob blob = Blob.random(3, 1_000_000);
        RunningBerth berth = RunningBerth.start(start);
        Wire stranger = Wire.anonymous(berth.uri());
        User user = User.signUp(stranger, "patient");
        String repository = user.name() + "/app";
        try (SlowUpload upload = SlowUpload.begin(berth.uri(), user, repository, blob)) {
            upload.sendHalf();
            berth.terminate();
            await("nobody new is let in").atMost(Duration.ofSeconds(10)).until(() -> refusesNewcomers(berth));
            upload.sendRest();
            assertThat(upload.status()).startsWith("HTTP/1.1 201");
        }
        assertThat(berth.exit()).as("%s", berth.log()).isZero();

        try (RunningBerth again = RunningBerth.start(start)) {
            Wire wire = Wire.anonymous(again.uri()).as(user.name(), user.password());
            assertThat(wire.blob(repository, blob.digest()).expect(200).body()).isEqualTo(blob.bytes());
        }
    }

    @Test
    void terminate_duringPushOfAClientThatPauses_isDrained() throws IOException {
        RunningBerth berth = RunningBerth.start(Start.on(folder.resolve("data")));
        Wire stranger = Wire.anonymous(berth.uri());
        User user = User.signUp(stranger, "pausing");
        Blob blob = Blob.random(4, 1_000_000);
        try (SlowUpload upload = SlowUpload.begin(berth.uri(), user, user.name() + "/app", blob)) {
            upload.sendHalf();
            berth.terminate();
            // Longer than what a connection that does nothing is given.
            LockSupport.parkNanos(Duration.ofMillis(2500).toNanos());
            upload.sendRest();
            assertThat(upload.status()).startsWith("HTTP/1.1 201");
        }
        assertThat(berth.exit()).as("%s", berth.log()).isZero();
    }

    @Test
    void terminate_duringPushThatNeverEnds_isOverAfterTheDrain() throws IOException {
        RunningBerth berth = RunningBerth.start(Start.on(folder.resolve("data")).env("BERTH_HTTP_DRAIN", "2s"));
        Wire stranger = Wire.anonymous(berth.uri());
        User user = User.signUp(stranger, "endless");
        try (SlowUpload upload = SlowUpload.begin(berth.uri(), user, user.name() + "/app", Blob.random(5, 1_000_000))) {
            upload.sendHalf();
            berth.terminate();
            assertThat(berth.exit()).as("%s", berth.log()).isZero();
        }
        assertThat(berth.log()).contains("cut off");
    }

    /** Whether a new connection is refused, or answered with 503. */
    private static boolean refusesNewcomers(RunningBerth berth) {
        try {
            return Wire.anonymous(berth.uri()).get("/v2/").status() == 503;
        } catch (IOException refused) {
            return true;
        }
    }
}
