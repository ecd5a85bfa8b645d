package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartMemoryTest {
    private static final int SEGMENT = PartMemory.SEGMENT;

    @Test
    void fill_byManyMoreThanFitIn_allComeToTheEnd() throws Exception {
        PartMemory memory = new PartMemory(10L * SEGMENT);
        List<Future<?>> writers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                int seed = i;
                writers.add(threads.submit(() -> {
                    write(memory, new Random(seed));
                    return true;
                }));
            }
        }

        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(memory.freeBytes()).isEqualTo(10L * SEGMENT);
    }

    /** A writer of parts of several sizes, some of which are given up half full. */
    private static void write(PartMemory memory, Random random) throws IOException {
        for (int part = 0; part < 20; part++) {
            int size = random.nextInt(1, 10 * SEGMENT);
            PartBuffer buffer = new PartBuffer(memory, size);
            boolean givenUp = random.nextInt(5) == 0;
            int filled = givenUp ? random.nextInt(size) : size;
            for (int at = 0; at < filled; at += SEGMENT / 2) {
                buffer.fill(ByteBuffer.allocate(Math.min(SEGMENT / 2, filled - at)));
            }
            assertThat(buffer.size()).isEqualTo(filled);
            if (!givenUp) {
                buffer.depart();
            }
            buffer.release();
            buffer.release();
        }
    }

    @Test
    void fill_thatCouldEndInWaitingForEachOther_waitsForWhoCanBeFilled() throws Exception {
        PartMemory memory = new PartMemory(4L * SEGMENT);
        PartBuffer first = new PartBuffer(memory, 4 * SEGMENT);
        first.fill(ByteBuffer.allocate(2 * SEGMENT));
        PartBuffer second = new PartBuffer(memory, 4 * SEGMENT);
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> {
                begun.countDown();
                second.fill(ByteBuffer.allocate(SEGMENT));
                return true;
            });
            begun.await();
            // Half of the memory is free, but lent to the second, none of the two could ever be filled.
            first.fill(ByteBuffer.allocate(2 * SEGMENT));
            assertThat(waiting.isDone()).isFalse();
            first.depart();
            assertThat(waiting.isDone()).isFalse();
            first.release();
            waiting.get(30, TimeUnit.SECONDS);
        }
        second.release();

        assertThat(memory.freeBytes()).isEqualTo(4L * SEGMENT);
    }

    @Test
    void fill_ofOneWhoIsInterrupted_leavesNothingLent() throws Exception {
        PartMemory memory = new PartMemory(2L * SEGMENT);
        PartBuffer all = new PartBuffer(memory, 2 * SEGMENT);
        all.fill(ByteBuffer.allocate(2 * SEGMENT));
        PartBuffer other = new PartBuffer(memory, SEGMENT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> waiting = threads.submit(() -> {
                Thread.currentThread().interrupt();
                other.fill(ByteBuffer.allocate(1));
                return true;
            });

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                    .withCauseInstanceOf(InterruptedIOException.class);
        }
        all.release();
        other.release();

        assertThat(memory.freeBytes()).isEqualTo(2L * SEGMENT);
    }

    @Test
    void begin_ofAPartThatNeverFits_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PartBuffer(new PartMemory(2L * SEGMENT), 2 * SEGMENT + 1));
    }

    @Test
    void body_isReadTwice() throws IOException {
        PartBuffer buffer = new PartBuffer(new PartMemory(4L * SEGMENT), 3 * SEGMENT);
        byte[] content = dev.berth.storage.StoredBytes.random(1, 2 * SEGMENT + 17);
        buffer.fill(ByteBuffer.wrap(content));

        var streams = buffer.payload().body().contentStreamProvider();

        assertThat(streams.newStream().readAllBytes()).isEqualTo(content);
        assertThat(streams.newStream().readAllBytes()).isEqualTo(content);
    }

    @Test
    void partSizes_reachFourHundredGibibytes() {
        PartSizes sizes = new PartSizes(S3Config.Limits.DEFAULT.partBytes());
        long sum = 0;
        for (int number = 1; number <= PartSizes.MOST_PARTS; number++) {
            assertThat(sizes.of(number)).isBetween(5 << 20, sizes.largest());
            sum += sizes.of(number);
        }

        assertThat(sum).isGreaterThan(400L << 30);
        assertThat((long) sizes.largest()).isLessThan(S3Config.Limits.DEFAULT.bufferBytes());
    }
}
