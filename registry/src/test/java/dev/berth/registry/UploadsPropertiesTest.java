package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** However a blob is cut into chunks, and whatever goes wrong on the way, it is stored as it was sent. */
class UploadsPropertiesTest {
    private static final int LONGEST = 3_000_000;
    private static final byte[] CONTENT = new byte[LONGEST];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    private final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @BeforeProperty
    void open() throws IOException {
        registry = TestRegistry.open(folder.fresh(), folder.path().resolve("blobs"), new SettableClock());
    }

    @AfterProperty
    void close() throws IOException {
        registry.close();
        folder.close();
    }

    /** What a client sends, or what happens in between; each chunk begins where the upload stands. */
    sealed interface Part {
        record Chunk(int length, boolean ranged) implements Part {}

        record BreaksOff(int length) implements Part {}

        record OutOfOrder(int by) implements Part {}

        record NotAsLongAsSaid(int said, int sent) implements Part {}

        /** The next request is served by a node that has seen nothing of this upload. */
        record OtherNode() implements Part {}
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void finish_afterAnyChunks_storesWhatWasSent(
            @ForAll("parts") List<Part> parts,
            @ForAll Algorithm announced,
            @ForAll Algorithm named,
            @ForAll("lengths") int last)
            throws IOException {
        Uploads uploads = registry.uploads();
        UploadSession session = uploads.open(APP, announced);
        int size = 0;
        for (Part part : parts) {
            UploadId id = session.id();
            Uploads node = uploads;
            int from = size;
            switch (part) {
                case Part.Chunk(int wanted, boolean ranged) -> {
                    int length = Math.min(wanted, LONGEST - size);
                    Optional<ChunkRange> range =
                            ranged && length > 0 ? Optional.of(range(size, length)) : Optional.empty();
                    size += length;
                    assertThat(node.append(APP, id, bytes(from, length), range).size())
                            .isEqualTo(size);
                }
                case Part.BreaksOff(int wanted) -> {
                    int length = Math.min(wanted, LONGEST - size);
                    size += length;
                    assertThatIOException()
                            .isThrownBy(() ->
                                    node.append(APP, id, new BrokenStream(bytes(from, length)), Optional.empty()));
                }
                case Part.OutOfOrder(int by) -> {
                    Optional<ChunkRange> range = Optional.of(range(Math.max(0, from + by), 10));
                    if (range.get().first() != from) {
                        assertFails(
                                WireError.BLOB_UPLOAD_OUT_OF_ORDER, () -> node.append(APP, id, bytes(0, 10), range));
                    }
                }
                case Part.NotAsLongAsSaid(int said, int sent) -> {
                    if (said != sent && from + sent <= LONGEST) {
                        assertFails(
                                WireError.SIZE_INVALID,
                                () -> node.append(APP, id, bytes(from, sent), Optional.of(range(from, said))));
                    }
                }
                case Part.OtherNode() ->
                    uploads = new Uploads(registry.store(), registry.registry().uploadStore(), new Turns.OfOneNode());
            }
            assertThat(uploads.find(APP, session.id()).size()).isEqualTo(size);
        }
        int rest = Math.min(last, LONGEST - size);
        Digest digest = digest(named, size + rest);

        uploads.finish(APP, session.id(), bytes(size, rest), Optional.empty(), new PushedBlob(digest, "ada"));

        assertThat(registry.blobs().find(APP, digest).size()).isEqualTo(size + rest);
        assertThat(registry.hasBlob(APP, digest)).isTrue();
        registry.blobs().delete(APP, digest);
        registry.collect();
        assertThat(registry.files()).isEmpty();
    }

    private static Digest digest(Algorithm algorithm, int length) {
        var hash = algorithm.newHash();
        hash.update(CONTENT, 0, length);
        return Digest.of(algorithm, hash);
    }

    private static ChunkRange range(int first, int length) {
        return new ChunkRange(first, first + length - 1L);
    }

    private static InputStream bytes(int from, int length) {
        return new ByteArrayInputStream(CONTENT, from, length);
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }

    /** Mostly short, sometimes about as long as a buffer or a block, sometimes long. */
    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.integers().between(0, 5000)),
                Tuple.of(2, Arbitraries.of(4096, 262_143, 262_144, 262_145, 1_048_576, 1_048_577)),
                Tuple.of(1, Arbitraries.integers().between(0, 1_500_000)));
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        Arbitrary<Integer> length = lengths();
        Arbitrary<Integer> some = length.filter(it -> it > 0);
        Arbitrary<Part> part = Arbitraries.frequencyOf(
                Tuple.of(
                        6,
                        Combinators.combine(length, Arbitraries.of(true, false)).as(Part.Chunk::new)),
                Tuple.of(2, length.map(Part.BreaksOff::new)),
                Tuple.of(1, Arbitraries.integers().between(-20, 20).map(Part.OutOfOrder::new)),
                Tuple.of(1, Combinators.combine(some, some).as(Part.NotAsLongAsSaid::new)),
                Tuple.of(2, Arbitraries.just(new Part.OtherNode())));
        return part.list().ofMaxSize(8);
    }
}
