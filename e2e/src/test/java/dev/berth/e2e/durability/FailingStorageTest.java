package dev.berth.e2e.durability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.e2e.harness.Answer;
import dev.berth.e2e.harness.Blob;
import dev.berth.e2e.harness.Command;
import dev.berth.e2e.harness.Image;
import dev.berth.e2e.harness.PullBack;
import dev.berth.e2e.harness.RunningBerth;
import dev.berth.e2e.harness.ServerLogs;
import dev.berth.e2e.harness.Start;
import dev.berth.e2e.harness.Tmpfs;
import dev.berth.e2e.harness.Tools;
import dev.berth.e2e.harness.Upload;
import dev.berth.e2e.harness.User;
import dev.berth.e2e.harness.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full, or broken: the server says so, loses nothing that it acknowledged, and goes on when it is well again. */
@ExtendWith(ServerLogs.class)
class FailingStorageTest {
    private static final int PUSHERS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void push_diskFull_thenRoomAgain() throws IOException {
        try (Tmpfs disk = Tmpfs.mount(folder.resolve("disk"), "size=24m")) {
            Start start = Start.on(disk.folder().resolve("data"));
            RunningBerth berth = RunningBerth.start(start);
            try {
                User user = signUp(berth);
                Wire wire = Wire.anonymous(berth.uri()).as(user.name(), user.password());
                Tally tally = Tally.ofFailingStorage();
                try (var pushers = new Pushers(PUSHERS, user.name(), tally)) {
                    while (tally.failures() < 50) {
                        pushers.each(pusher -> pusher.work(wire));
                    }
                    assertThat(tally.pushes()).isGreaterThan(10);
                    pushers.findWhatTheyWereTold(wire, true);
                    pushers.nextRound();

                    disk.remount("size=256m");
                    pushers.each(pusher ->
                            assertThat(pusher.push(wire, small("room again"))).isTrue());
                    pushers.findWhatTheyWereTold(wire, true);

                    berth.kill();
                    berth = RunningBerth.start(start);
                    pushers.findWhatTheyWereTold(wire.at(berth.uri()), true);
                }
                System.out.println("full disk: " + tally);
            } finally {
                berth.close();
            }
        }
    }

    @Test
    void push_syncFails_isNotAcknowledged() throws IOException {
        Tools.require("strace");
        withWorkingServer((berth, wire, repository) -> {
            Image before = small("before");
            pushed(wire, repository, before);

            Process strace = failSyncs(berth);
            Blob lost = Blob.random(1, 5000);
            await("strace is at work")
                    .atMost(PATIENCE)
                    .until(() ->
                            wire.push(repository, lost, Upload.POST_AND_PUT).status() >= 500);
            for (Upload way : Upload.values()) {
                refused(wire.push(repository, Blob.random(way.name().hashCode(), 5000), way));
            }
            refused(wire.putManifest(repository, "during", before));
            new PullBack(wire, repository).whole(before);
            strace.destroy();
            strace.onExit().join();

            // It was not acknowledged, so it may be there or not; what is there is whole.
            if (wire.manifest(repository, "during").status() != 404) {
                new PullBack(wire, repository).whole(before);
            }
            pushed(wire, repository, small("after"));
            new PullBack(wire, repository).whole(before);
        });
    }

    /** A disk tells of bytes that it lost once only; later syncs succeed, and the bytes are missing all the same. */
    @Test
    void finish_afterASyncFailed_findsNoUpload() throws IOException {
        Tools.require("strace");
        withWorkingServer((berth, wire, repository) -> {
            pushed(wire, repository, small("before"));
            Blob blob = Blob.random(1, 5000);
            Blob large = Blob.random(2, 40 << 20);
            URI session = wire.open(repository).expect(202).location();
            URI next = wire.chunk(session, blob, 0, 4000).expect(202).location();
            URI other = wire.open(repository).expect(202).location();

            Process strace = failSyncs(berth);
            await("strace is at work")
                    .atMost(PATIENCE)
                    .until(() -> wire.push(repository, Blob.random(3, 5000), Upload.POST_AND_PUT)
                                    .status()
                            >= 500);
            refused(wire.finish(next, blob, blob.part(4000, 5000)));
            refused(wire.chunk(other, large, 0, 40 << 20));
            refused(wire.push(repository, large, Upload.POST_AND_PUT));
            refused(wire.push(repository, large, Upload.SINGLE_POST));
            strace.destroy();
            strace.onExit().join();

            assertThat(wire.finish(next, blob, blob.part(4000, 5000)).status()).isEqualTo(404);
            assertThat(wire.finish(other, large, new byte[0]).failed()).isTrue();
            assertThat(wire.hasBlob(repository, large.digest())).isFalse();
            wire.push(repository, large, Upload.STREAM).expect(201);
        });
    }

    @Test
    void push_writesFail_isNotAcknowledged() throws IOException {
        Tools.require("prlimit");
        withWorkingServer((berth, wire, repository) -> {
            Image before = small("before");
            pushed(wire, repository, before);
            // No file may grow beyond this: to the server, writes fail from there on.
            limitFileSize(berth, "1000000");
            for (Upload way : Upload.values()) {
                Blob large = Blob.random(way.name().hashCode(), 3_000_000);
                refused(wire.push(repository, large, way));
                assertThat(wire.hasBlob(repository, large.digest())).isFalse();
            }
            new PullBack(wire, repository).whole(before);

            limitFileSize(berth, "unlimited");
            Image after = Image.of(Blob.of("{}"), List.of(Blob.random(7, 3_000_000)));
            pushed(wire, repository, after);
        });
    }

    private interface Story {
        void tell(RunningBerth berth, Wire wire, String repository) throws IOException;
    }

    /** Tells the story, then kills the server and lets it start again on what the story left. */
    private void withWorkingServer(Story story) throws IOException {
        Start start = Start.on(folder.resolve("data"));
        User user;
        try (RunningBerth berth = RunningBerth.start(start)) {
            user = signUp(berth);
            Wire wire = Wire.anonymous(berth.uri()).as(user.name(), user.password());
            story.tell(berth, wire, user.name() + "/app");
            berth.kill();
        }
        try (RunningBerth again = RunningBerth.start(start)) {
            Wire wire = Wire.anonymous(again.uri()).as(user.name(), user.password());
            new PullBack(wire, user.name() + "/app").whole(small("before"));
        }
    }

    private static User signUp(RunningBerth berth) throws IOException {
        Wire stranger = Wire.anonymous(berth.uri());
        return User.signUp(stranger, "starved").withToken(stranger);
    }

    private static Image small(String label) {
        return Image.of(Blob.of("{\"label\":\"" + label + "\"}"), List.of(Blob.random(label.hashCode(), 20_000)));
    }

    private static void pushed(Wire wire, String repository, Image image) throws IOException {
        for (Blob blob : image.blobs()) {
            wire.push(repository, blob, Upload.STREAM).expect(201);
        }
        wire.putManifest(repository, "latest", image).expect(201);
        new PullBack(wire, repository).whole(image);
    }

    /** A failure that the server owns up to, in the form of the specification. */
    private static void refused(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isGreaterThanOrEqualTo(500);
        assertThat(answer.errorCode()).as("%s", answer).isNotEmpty();
        assertThat(answer.text()).doesNotContain("Exception", "\tat ");
    }

    /** From now on the disk says EIO whenever the server wants to be sure that something is on it. */
    private Process failSyncs(RunningBerth berth) throws IOException {
        Path log = folder.resolve("strace.log");
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-qq",
                        "-o",
                        folder.resolve("calls.log").toString(),
                        "-e",
                        "trace=fsync,fdatasync",
                        "-e",
                        "inject=fsync,fdatasync:error=EIO",
                        "-p",
                        "" + berth.pid())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(strace.isAlive()).as("%s", Files.readString(log)).isTrue();
        return strace;
    }

    private static void limitFileSize(RunningBerth berth, String soft) {
        Command.of("prlimit", "--pid", "" + berth.pid(), "--fsize=" + soft + ":")
                .succeeds();
    }
}
