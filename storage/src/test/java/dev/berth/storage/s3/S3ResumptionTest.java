package dev.berth.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import dev.berth.storage.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that several nodes go on with, one after the other or against each other. */
class S3ResumptionTest {
    private static final int PART = 5 << 20;
    private static final byte[] CONTENT = StoredBytes.random(1, 3 * PART + 70_000);

    private final List<S3BlobStore> nodes = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private S3Config config;

    @SuppressWarnings("NullAway.Init")
    private S3BlobStore one;

    @SuppressWarnings("NullAway.Init")
    private S3BlobStore other;

    @BeforeEach
    void open() throws IOException {
        config = S3Endpoint.shared().freshBucket();
        one = node();
        other = node();
    }

    private S3BlobStore node() throws IOException {
        S3BlobStore node = S3BlobStore.open(config);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void close() {
        nodes.forEach(S3BlobStore::close);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART + 70_000})
    void write_inRandomPiecesOnNodesInTurn_givesTheWhole(int size) throws IOException {
        Random random = new Random(size);
        Mark mark = Mark.start(Location.fresh());
        byte[] content = Arrays.copyOf(CONTENT, size);
        for (int turn = 0; mark.size() < size; turn++) {
            int length = random.nextInt(3) == 0 ? random.nextInt(1, 2 * PART) : random.nextInt(1, PART / 2 + 1);
            int end = (int) Math.min(size, mark.size() + length);
            try (BlobWriter writer = (turn % 2 == 0 ? one : other).write(mark)) {
                write(writer, content, (int) mark.size(), end, random.nextInt(1, 1 << 20));
                Mark next = writer.mark();
                assertThat(next.size()).isEqualTo(end);
                if (random.nextBoolean() && end < size) {
                    // What follows a mark and never comes to one is lost.
                    writer.write(ByteBuffer.wrap(StoredBytes.random(5, 1000)));
                }
                discardFormer(mark, next);
                mark = next;
            }
        }

        Location sealed = StoredBytes.finish(other, mark, new byte[0]);

        assertThat(StoredBytes.content(one, sealed)).isEqualTo(content);
    }

    private static void write(BlobWriter writer, byte[] content, int from, int to, int piece) throws IOException {
        for (int at = from; at < to; at += piece) {
            writer.write(ByteBuffer.wrap(content, at, Math.min(piece, to - at)));
        }
    }

    private void discardFormer(Mark former, Mark next) throws IOException {
        if (!former.location().equals(next.location())) {
            one.delete(former.location());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, PART - 1, PART, PART + 1, 2 * PART, 3 * PART})
    void reached_afterTheProcessDied_isWhereAnotherGoesOn(int written) throws IOException {
        BlobWriter dead = one.write(Mark.start(Location.fresh()));
        write(dead, CONTENT, 0, written, 1 << 20);
        Mark reached = dead.reached();

        assertThat(reached.size()).isLessThanOrEqualTo(written);
        try (BlobWriter writer = other.takeOver(reached)) {
            write(writer, CONTENT, (int) reached.size(), CONTENT.length, 1 << 20);
            assertThat(StoredBytes.content(one, writer.seal())).isEqualTo(CONTENT);
        }
        dead.close();
    }

    /** What the old writer does after somebody took over. */
    enum Late {
        NOTHING,
        WRITES_BEFORE,
        WRITES_AFTER,
        MARKS_AFTER,
        SEALS_BEFORE,
        SEALS_IN_BETWEEN,
        SEALS_AFTER
    }

    @ParameterizedTest
    @EnumSource
    void takeOver_whileTheOldWriterIsAlive_givesWhatTheNewOneWrote(Late late) throws IOException {
        for (int marked : new int[] {0, 1000, PART, PART + 1, 2 * PART + 7}) {
            takeOver(late, marked);
        }
    }

    private void takeOver(Late late, int marked) throws IOException {
        byte[] foreign = StoredBytes.random(99, 2 * PART + 5);
        try (BlobWriter old = one.write(Mark.start(Location.fresh()))) {
            write(old, CONTENT, 0, marked, 1 << 20);
            Mark mark = old.mark();
            if (late == Late.WRITES_BEFORE || late == Late.SEALS_BEFORE) {
                write(old, foreign, 0, foreign.length, 1 << 20);
            }
            if (late == Late.SEALS_BEFORE) {
                old.seal();
            }
            Location sealed;
            try (BlobWriter fresh = other.takeOver(mark)) {
                write(fresh, CONTENT, marked, (marked + CONTENT.length) / 2, 1 << 20);
                Mark middle = fresh.mark();
                if (late == Late.SEALS_IN_BETWEEN) {
                    attempt(() -> write(old, foreign, 0, foreign.length, 1 << 20));
                    attempt(old::seal);
                }
                try (BlobWriter last = one.write(middle)) {
                    write(last, CONTENT, (int) middle.size(), CONTENT.length, 1 << 20);
                    sealed = last.seal();
                }
            }
            if (late == Late.WRITES_AFTER || late == Late.MARKS_AFTER || late == Late.SEALS_AFTER) {
                attempt(() -> write(old, foreign, 0, foreign.length, 1 << 20));
            }
            if (late == Late.MARKS_AFTER) {
                attempt(old::mark);
            }
            if (late == Late.SEALS_AFTER) {
                attempt(old::seal);
            }
            assertThat(StoredBytes.content(other, sealed)).isEqualTo(CONTENT);
        }
    }

    private interface Attempt {
        void run() throws IOException;
    }

    /** Does what may fail: the old writer was shut out. */
    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(BlobMissing.class);
        }
    }

    @Test
    void seal_ofAnUploadThatWasTakenOver_isRefused() throws IOException {
        try (BlobWriter old = one.write(Mark.start(Location.fresh()))) {
            write(old, CONTENT, 0, 2 * PART, 1 << 20);
            Mark mark = old.mark();
            write(old, CONTENT, 0, PART, 1 << 20);
            other.takeOver(mark).close();

            assertThatIOException().isThrownBy(old::seal).isNotInstanceOf(BlobMissing.class);
        }
    }

    @Test
    void write_afterASealThatNobodyNoted_goesOnFromTheMark() throws IOException {
        Mark mark = StoredBytes.mark(one, Location.fresh(), Arrays.copyOf(CONTENT, PART + 10));
        byte[] first = StoredBytes.random(3, PART);
        Location unnoted = StoredBytes.finish(one, mark, first);

        byte[] rest = Arrays.copyOfRange(CONTENT, PART + 10, CONTENT.length);
        Location sealed = StoredBytes.finish(other, mark, rest);

        assertThat(sealed).isNotEqualTo(unnoted);
        assertThat(StoredBytes.content(one, sealed)).isEqualTo(CONTENT);
    }

    @Test
    void delete_ofAnAbandonedUpload_leavesNothing() throws IOException {
        BlobWriter dead = one.write(Mark.start(Location.fresh()));
        write(dead, CONTENT, 0, CONTENT.length, 1 << 20);
        Mark mark = dead.mark();
        List<String> uploads = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        one.bucket().uploads("", it -> uploads.add(it.key()));
        one.bucket().objects("", it -> objects.add(it.key()));
        assertThat(uploads).hasSize(1);
        assertThat(objects).hasSize(1);
        assertThat(StoredBytes.named(other)).containsExactly(mark.location());
        List<Location> settled = new ArrayList<>();
        other.forEachSettled(settled::add);
        assertThat(settled).isEmpty();

        other.delete(mark.location());

        one.bucket().uploads("", it -> uploads.add(it.key()));
        one.bucket().objects("", it -> objects.add(it.key()));
        assertThat(uploads).hasSize(1);
        assertThat(objects).hasSize(1);
        assertThat(StoredBytes.named(one)).isEmpty();
        assertThatExceptionOfType(BlobMissing.class).isThrownBy(() -> other.write(mark));
        assertThatExceptionOfType(BlobMissing.class).isThrownBy(() -> other.takeOver(mark));
        assertThatIOException().isThrownBy(dead::seal);
        dead.close();
    }

    @Test
    void close_givesTheMemoryBack() throws IOException {
        long all = one.memory().freeBytes();
        Mark mark = StoredBytes.mark(one, Location.fresh(), CONTENT);
        StoredBytes.finish(one, mark, CONTENT);
        BlobWriter broken = one.write(Mark.start(Location.fresh()));
        write(broken, CONTENT, 0, CONTENT.length, 1 << 20);
        broken.close();

        assertThat(one.memory().freeBytes()).isEqualTo(all);
    }
}
