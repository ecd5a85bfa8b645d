package dev.berth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Any sequence of writes, deletes and restarts leaves a {@link BlobStore} with what a map of byte arrays would hold. */
public abstract class BlobStoreProperties {
    private static final int LOCATIONS = 3;

    /** The store. Called again, it opens the same one as after a restart. */
    protected abstract BlobStore open() throws IOException;

    /** Something that is done to one of the locations. */
    sealed interface Step {
        /** Goes on writing at the offset, piece by piece. */
        record Write(int location, int offset, List<byte[]> pieces, boolean seals) implements Step {
            @Override
            public String toString() {
                return "write " + location + " at " + offset + " "
                        + pieces.stream().map(Arrays::toString).toList() + (seals ? " sealed" : "");
            }
        }

        record Delete(int location) implements Step {}

        record Restart() implements Step {}
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anySequenceOfSteps_leavesWhatAMapWouldHold(@ForAll("steps") List<Step> steps) throws IOException {
        List<Location> locations =
                Stream.generate(Location::fresh).limit(LOCATIONS).toList();
        Map<Location, byte[]> model = new HashMap<>();
        BlobStore store = open();
        for (Step step : steps) {
            switch (step) {
                case Step.Write write -> write(store, model, locations.get(write.location()), write);
                case Step.Delete(int location) -> {
                    store.delete(locations.get(location));
                    model.remove(locations.get(location));
                }
                case Step.Restart() -> store = open();
            }
            assertHolds(store, locations, model);
        }
        assertThat(StoredBytes.named(store).stream().filter(locations::contains))
                .containsExactlyInAnyOrderElementsOf(model.keySet());
        for (Location location : locations) {
            store.delete(location);
        }
    }

    private static void write(BlobStore store, Map<Location, byte[]> model, Location location, Step.Write write)
            throws IOException {
        byte @Nullable [] before = model.get(location);
        if (write.offset() > (before == null ? 0 : before.length)) {
            assertThatExceptionOfType(BlobMissing.class)
                    .isThrownBy(() -> store.write(new Mark(location, write.offset(), "")));
            return;
        }
        byte[] now = before == null ? new byte[0] : Arrays.copyOf(before, write.offset());
        try (BlobWriter writer = store.write(new Mark(location, write.offset(), ""))) {
            for (byte[] piece : write.pieces()) {
                writer.write(ByteBuffer.wrap(piece));
                int size = now.length;
                now = Arrays.copyOf(now, size + piece.length);
                System.arraycopy(piece, 0, now, size, piece.length);
                assertThat(writer.size()).isEqualTo(now.length);
            }
            if (write.seals()) {
                writer.seal();
            }
        }
        model.put(location, now);
    }

    private static void assertHolds(BlobStore store, List<Location> locations, Map<Location, byte[]> model)
            throws IOException {
        for (Location location : locations) {
            byte[] content = model.get(location);
            if (content == null) {
                assertThatExceptionOfType(BlobMissing.class).isThrownBy(() -> store.read(location));
            } else {
                assertThat(StoredBytes.content(store, location)).isEqualTo(content);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> location = Arbitraries.integers().between(0, LOCATIONS - 1);
        Arbitrary<Integer> offset = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(0, 30)));
        Arbitrary<List<byte[]>> pieces =
                Arbitraries.bytes().array(byte[].class).ofMaxSize(20).list().ofMaxSize(3);
        Arbitrary<Step> write = Combinators.combine(location, offset, pieces, Arbitraries.of(false, false, false, true))
                .as(Step.Write::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, write),
                        Tuple.of(2, location.map(Step.Delete::new)),
                        Tuple.of(1, Arbitraries.just(new Step.Restart())))
                .list()
                .ofMaxSize(12);
    }
}
