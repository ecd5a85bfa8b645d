package dev.berth.registry;

import static dev.berth.registry.TestRegistry.GRACE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import dev.berth.database.Leases;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The collection where several nodes could do it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodesCollectionTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TwoNodes nodes;

    @BeforeEach
    void open() {
        nodes = new TwoNodes(folder);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        nodes.close();
    }

    private Digest blob(String text) throws IOException {
        byte[] content = text.getBytes(UTF_8);
        UploadSession session = nodes.open(Algorithm.SHA256);
        TwoNodes.finish(nodes.first.uploads(), session, content, 0, Digest.of(content));
        return Digest.of(content);
    }

    @Test
    void collect_whileDeletionIsPausedOnAnotherNode_takesNothing() throws IOException {
        blob("layer");
        nodes.clock.pass(GRACE);

        try (Collector.Pause pause = nodes.first.collector().pauseDeletion()) {
            assertThat(nodes.second.collector().collect()).isEqualTo(Collected.NOTHING);
            assertThat(nodes.first.collector().collect()).isEqualTo(Collected.NOTHING);
            assertThat(pause.holds()).isTrue();
        }

        assertThat(nodes.second.collector().collect().blobs()).isOne();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void collect_onAllNodesAtOnce_takesEverythingOnce() throws Exception {
        int blobs = 300;
        for (int i = 0; i < blobs; i++) {
            blob("layer " + i);
        }
        nodes.clock.pass(GRACE);
        List<Future<Collected>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Registry node = i % 2 == 0 ? nodes.first : nodes.second;
            all.add(threads.submit(() -> node.collector().collect()));
        }
        long taken = 0;
        for (Future<Collected> each : all) {
            taken += each.get().blobs();
        }

        assertThat(taken).isEqualTo(blobs);
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    @Test
    void pauseDeletion_whileAnotherNodeHasIt_waits() throws Exception {
        Future<Boolean> second;
        try (Collector.Pause _ = nodes.first.collector().pauseDeletion()) {
            second = threads.submit((Callable<Boolean>) () -> {
                try (Collector.Pause pause = nodes.second.collector().pauseDeletion()) {
                    return pause.holds();
                }
            });
            assertThat(second).isNotDone();
        }

        assertThat(second.get()).isTrue();
    }

    @Test
    void pause_longerThanItsLease_isKept() {
        ExclusionByLease exclusion = exclusion(Duration.ofMillis(300));

        try (Collector.Pause pause = exclusion.pause()) {
            // The lease is renewed once it has been taken for longer than it was long.
            long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
            await().until(() -> {
                assertThat(exclusion(Duration.ofMillis(300)).tryCollect()).isEmpty();
                assertThat(pause.holds()).isTrue();
                return System.nanoTime() > end;
            });
        }

        try (Exclusion.Collecting right = exclusion.tryCollect().orElseThrow()) {
            assertThat(right.holds()).isTrue();
        }
    }

    @Test
    void tryCollect_whenTheHolderDied_succeedsAfterItsLease() {
        assertThat(new Leases(nodes.database).tryTake("collection", Duration.ofMillis(100)))
                .isPresent();
        ExclusionByLease exclusion = exclusion(Duration.ofSeconds(30));

        assertThat(exclusion.tryCollect()).isEmpty();
        Exclusion.Collecting right =
                await().until(exclusion::tryCollect, Optional::isPresent).orElseThrow();

        assertThat(right.holds()).isTrue();
        right.close();
    }

    @Test
    void holds_whenTheLeaseWasLost_isFalse() {
        ExclusionByLease exclusion = exclusion(Duration.ofMillis(300));
        try (Exclusion.Collecting right = exclusion.tryCollect().orElseThrow()) {
            nodes.database.write(transaction -> transaction.update("update lease set holder = 'another node'"));

            await().until(() -> !right.holds());
            assertThat(right.deleting().holds()).isFalse();
        }

        assertThat(nodes.database.<Long>read(transaction -> transaction.number("select count(*) from lease")))
                .isOne();
    }

    private ExclusionByLease exclusion(Duration length) {
        return new ExclusionByLease(new Leases(nodes.database), length);
    }

    @Test
    void collect_whereSomeBytesCannotBeDeleted_deletesTheOthers() throws IOException {
        blob("bad");
        String bad = nodes.store.locations().first();
        for (int i = 0; i < 100; i++) {
            blob("layer " + i);
        }
        nodes.clock.pass(GRACE);
        nodes.store.refuseToDelete(bad);

        assertThatIOException().isThrownBy(() -> nodes.first.collector().collect());
        nodes.store.refuseToDelete("");
        assertThat(nodes.store.locations()).contains(bad).hasSizeLessThan(100);
        nodes.assertNothingIsLeftBehind();

        assertThat(nodes.store.locations()).isEmpty();
    }
}
