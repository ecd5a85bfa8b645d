package dev.berth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Any sequence of writes, marks, seals, deletes and restarts leaves a {@link BlobStore} with what a list of byte arrays would
 * hold.
 */
public abstract class BlobStoreProperties {
    private static final int UPLOADS = 3;

    /** The store. Called again, it opens the same one as after a restart, or as another node. */
    protected abstract BlobStore open() throws IOException;

    /** What a write ends with. */
    enum End {
        MARK,
        SEAL,
        /** The writer is closed after the bytes. */
        CLOSE,
        /** The writer is left as if its process had died. */
        DEATH
    }

    /** Something that is done to one of the uploads. */
    sealed interface Step {
        /** Goes on from the newest mark, piece by piece; begins anew where the upload was sealed. */
        record Write(int upload, List<byte[]> pieces, End end, boolean takesOver) implements Step {
            @Override
            public String toString() {
                return (takesOver ? "take over " : "write ") + upload + " "
                        + pieces.stream().map(Arrays::toString).toList() + " " + end;
            }
        }

        record Delete(int upload) implements Step {}

        record Restart() implements Step {}
    }

    /** One upload as its caller knows it, and what it must hold. */
    private static final class Upload {
        private Mark mark = Mark.start(Location.fresh());
        private byte[] content = {};
        private boolean sealed;
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void anySequenceOfSteps_leavesWhatAListWouldHold(@ForAll("steps") List<Step> steps) throws IOException {
        List<Upload> uploads = Stream.generate(Upload::new).limit(UPLOADS).toList();
        BlobStore store = open();
        for (Step step : steps) {
            switch (step) {
                case Step.Write write -> write(store, uploads.get(write.upload()), write);
                case Step.Delete(int upload) -> delete(store, uploads.get(upload));
                case Step.Restart() -> store = open();
            }
            for (Upload upload : uploads) {
                assertHolds(store, upload);
            }
        }
        for (Upload upload : uploads) {
            if (!upload.sealed) {
                write(store, upload, new Step.Write(0, List.of(), End.SEAL, false));
                assertHolds(store, upload);
            }
            assertThat(StoredBytes.named(store)).contains(upload.mark.location());
            delete(store, upload);
        }
    }

    private static void write(BlobStore store, Upload upload, Step.Write write) throws IOException {
        if (upload.sealed) {
            delete(store, upload);
        }
        BlobWriter writer = write.takesOver() ? store.takeOver(upload.mark) : store.write(upload.mark);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.write(upload.content);
        for (byte[] piece : write.pieces()) {
            writer.write(ByteBuffer.wrap(piece));
            content.write(piece);
            assertThat(writer.size()).isEqualTo(content.size());
        }
        Mark newest = switch (write.end()) {
            case MARK -> writer.mark();
            case SEAL -> new Mark(writer.seal(), content.size(), "");
            case CLOSE, DEATH -> writer.reached();
        };
        if (write.end() != End.DEATH) {
            writer.close();
        }
        Location former = upload.mark.location();
        upload.mark = newest;
        upload.content = Arrays.copyOf(content.toByteArray(), (int) newest.size());
        upload.sealed = write.end() == End.SEAL;
        if (!former.equals(newest.location())) {
            store.delete(former);
        }
    }

    private static void delete(BlobStore store, Upload upload) throws IOException {
        store.delete(upload.mark.location());
        upload.mark = Mark.start(Location.fresh());
        upload.content = new byte[0];
        upload.sealed = false;
    }

    private static void assertHolds(BlobStore store, Upload upload) throws IOException {
        if (upload.sealed) {
            assertThat(StoredBytes.content(store, upload.mark.location())).isEqualTo(upload.content);
        } else if (upload.mark.size() == 0) {
            assertThatExceptionOfType(BlobMissing.class)
                    .isThrownBy(() -> store.write(new Mark(Location.fresh(), 1, upload.mark.state())));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> upload = Arbitraries.integers().between(0, UPLOADS - 1);
        Arbitrary<List<byte[]>> pieces =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).list().ofMaxSize(3);
        Arbitrary<Step> write = Combinators.combine(
                        upload, pieces, Arbitraries.of(End.class), Arbitraries.of(false, false, true))
                .as(Step.Write::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, write),
                        Tuple.of(2, upload.map(Step.Delete::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())))
                .list()
                .ofMaxSize(12);
    }
}
