package dev.berth.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link BlobStore} promises. The test of a store is a short subclass. */
public abstract class BlobStoreContract {
    @SuppressWarnings("NullAway.Init")
    private BlobStore store;

    /** The store of this test, which keeps nothing at first. Called again, it opens the same one as after a restart. */
    protected abstract BlobStore open() throws IOException;

    @BeforeEach
    void openStore() throws IOException {
        store = open();
    }

    @Test
    void write_toAFreshLocation_isReadBack() throws IOException {
        Location location = kept("some bytes");

        assertThat(text(location)).isEqualTo("some bytes");
    }

    @Test
    void write_inSeveralPieces_keepsThemInOrder() throws IOException {
        Location location = Location.fresh();
        try (BlobWriter writer = store.write(Mark.start(location))) {
            writer.write(bytes("one "));
            writer.write(bytes(""));
            writer.write(bytes("two "));
            writer.write(bytes("three"));
            assertThat(writer.size()).isEqualTo(13);
            writer.seal();
        }

        assertThat(text(location)).isEqualTo("one two three");
    }

    @Test
    void write_ofNothing_makesTheLocation() throws IOException {
        Location location = kept("");

        assertThat(text(location)).isEmpty();
        assertThat(named()).containsExactly(location);
    }

    @Test
    void write_ofPartOfABuffer_takesExactlyWhatRemains() throws IOException {
        ByteBuffer heap = bytes("<wanted>").position(1).limit(7);
        ByteBuffer direct = ByteBuffer.allocateDirect(3).put(bytes("+d+")).flip();
        ByteBuffer readOnly = bytes("(r)").asReadOnlyBuffer().position(1);
        Location location;
        try (BlobWriter writer = store.write(Mark.start(Location.fresh()))) {
            writer.write(heap);
            writer.write(direct);
            writer.write(readOnly);
            location = writer.seal();
        }

        assertThat(text(location)).isEqualTo("wanted+d+r)");
        assertThat(heap.position()).isEqualTo(7);
        assertThat(direct.hasRemaining()).isFalse();
        assertThat(readOnly.hasRemaining()).isFalse();
    }

    @Test
    void mark_isWhereAnotherGoesOn() throws IOException {
        Mark mark = marked("one ");
        store = open();

        try (BlobWriter writer = store.write(mark)) {
            assertThat(writer.reached().size()).isEqualTo(4);
            writer.write(bytes("two"));
            assertThat(writer.size()).isEqualTo(7);
            assertThat(text(writer.seal())).isEqualTo("one two");
        }
    }

    @Test
    void mark_withoutNewBytes_isTheSame() throws IOException {
        Mark mark = marked("arrived");
        try (BlobWriter writer = store.write(mark)) {
            assertThat(writer.mark()).isEqualTo(mark);
            assertThat(text(writer.seal())).isEqualTo("arrived");
        }
    }

    @Test
    void mark_ofNothing_isAStart() throws IOException {
        Mark mark = marked("");

        assertThat(mark.size()).isZero();
        assertThat(text(StoredBytes.finish(store, mark, "all".getBytes(US_ASCII))))
                .isEqualTo("all");
    }

    @Test
    void mark_againAndAgain_keepsEverything() throws IOException {
        Mark mark = Mark.start(Location.fresh());
        for (String piece : List.of("a", "bc", "", "def")) {
            try (BlobWriter writer = store.write(mark)) {
                writer.write(bytes(piece));
                mark = writer.mark();
                assertThat(mark.size()).isEqualTo(writer.size());
            }
        }

        assertThat(text(StoredBytes.finish(store, mark, new byte[0]))).isEqualTo("abcdef");
    }

    @Test
    void write_fromAMark_cutsOffWhatIsBehind() throws IOException {
        for (String next : List.of("x", "")) {
            Mark mark;
            try (BlobWriter writer = store.write(Mark.start(Location.fresh()))) {
                writer.write(bytes("0123"));
                mark = writer.mark();
                writer.write(bytes("456789"));
            }

            assertThat(text(StoredBytes.finish(store, mark, next.getBytes(US_ASCII))))
                    .isEqualTo("0123" + next);
        }
    }

    @Test
    void write_fromTheStartAgain_beginsAnew() throws IOException {
        Location location = kept("something long");

        assertThat(text(StoredBytes.keep(store, location, "new".getBytes(US_ASCII))))
                .isEqualTo("new");
    }

    @Test
    void takeOver_ofAMark_goesOn() throws IOException {
        Mark mark = marked("one ");
        store = open();

        try (BlobWriter writer = store.takeOver(mark)) {
            writer.write(bytes("two"));
            assertThat(text(writer.seal())).isEqualTo("one two");
        }
    }

    @Test
    void write_byManyAtOnce_keepsEachApart() throws Exception {
        int writers = 32;
        List<Future<Location>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < writers; i++) {
                byte[] content = StoredBytes.random(i, 100_000 + i);
                done.add(threads.submit(() -> StoredBytes.keep(store, Location.fresh(), content)));
            }
        }

        List<Location> locations = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            locations.add(done.get(i).get());
            assertThat(content(locations.get(i))).isEqualTo(StoredBytes.random(i, 100_000 + i));
        }
        assertThat(named()).containsExactlyInAnyOrderElementsOf(locations);
    }

    @Test
    void seal_makesBytesThatStay() throws IOException {
        byte[] content = StoredBytes.random(7, 1 << 20);
        Location location = StoredBytes.keep(store, Location.fresh(), content);

        store = open();

        assertThat(content(location)).isEqualTo(content);
    }

    @Test
    void close_again_changesNothing() throws IOException {
        Location location = Location.fresh();
        BlobWriter writer = store.write(Mark.start(location));
        writer.write(bytes("kept"));
        writer.seal();
        writer.close();
        writer.close();
        BlobReader reader = store.read(location);
        reader.close();
        reader.close();

        assertThat(text(location)).isEqualTo("kept");
    }

    @Test
    void read_ofNothing_isRefused() {
        assertMissing(() -> store.read(Location.fresh()));
    }

    @Test
    void read_fromAnyPlace_givesTheBytesThere() throws IOException {
        byte[] content = StoredBytes.random(3, 5000);
        Location location = StoredBytes.keep(store, Location.fresh(), content);
        Random random = new Random(4);

        try (BlobReader reader = store.read(location)) {
            assertThat(reader.size()).isEqualTo(5000);
            for (int i = 0; i < 200; i++) {
                int from = random.nextInt(5000);
                int to = from + 1 + random.nextInt(5000 - from);
                assertThat(StoredBytes.part(reader, from, to)).isEqualTo(Arrays.copyOfRange(content, from, to));
            }
        }
    }

    @Test
    void read_atOrBehindTheEnd_tellsTheEnd() throws IOException {
        Location location = kept("four");

        try (BlobReader reader = store.read(location)) {
            assertThat(reader.read(ByteBuffer.allocate(8), 4)).isEqualTo(-1);
            assertThat(reader.read(ByteBuffer.allocate(8), 400)).isEqualTo(-1);
        }
    }

    @Test
    void read_intoPartOfABuffer_leavesTheRest() throws IOException {
        Location location = kept("0123456789");
        byte[] array = "abcdef".getBytes(US_ASCII);
        ByteBuffer buffer = ByteBuffer.wrap(array).position(2).limit(4);

        try (BlobReader reader = store.read(location)) {
            while (buffer.hasRemaining()) {
                assertThat(reader.read(buffer, 5 + buffer.position() - 2)).isPositive();
            }
        }

        assertThat(new String(array, US_ASCII)).isEqualTo("ab56ef");
    }

    @Test
    void read_byManyAtOnce_givesEachTheSame() throws Exception {
        byte[] content = StoredBytes.random(9, 300_000);
        Location location = StoredBytes.keep(store, Location.fresh(), content);

        List<Future<byte[]>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 32; i++) {
                readers.add(threads.submit(() -> content(location)));
            }
        }

        for (Future<byte[]> reader : readers) {
            assertThat(reader.get()).isEqualTo(content);
        }
    }

    @Test
    void delete_takesTheBytes() throws IOException {
        Location sealed = kept("sealed");
        Mark unsealed = marked("unsealed");
        Location other = kept("other");

        store.delete(sealed);
        store.delete(unsealed.location());

        assertMissing(() -> store.read(sealed));
        assertMissing(() -> store.read(unsealed.location()));
        assertMissing(() -> store.write(unsealed));
        assertMissing(() -> store.takeOver(unsealed));
        assertThat(text(other)).isEqualTo("other");
        assertThat(named()).containsExactly(other);
    }

    @Test
    void delete_underAnOpenReader_givesNoOtherBytes() throws IOException {
        byte[] content = StoredBytes.random(11, 1 << 20);
        Location location = StoredBytes.keep(store, Location.fresh(), content);

        try (BlobReader reader = store.read(location)) {
            reader.read(ByteBuffer.allocate(10), 0);
            store.delete(location);

            assertThat(reader.size()).isEqualTo(content.length);
            assertThat(StoredBytes.part(reader, 0, content.length)).isEqualTo(content);
        } catch (BlobMissing e) {
            assertMissing(() -> store.read(location));
        }
    }

    @Test
    void delete_ofNothingOrAgain_changesNothing() throws IOException {
        Location location = kept("gone");

        store.delete(Location.fresh());
        store.delete(location);
        store.delete(location);

        assertThat(named()).isEmpty();
    }

    @Test
    void forEach_namesWhatIsKept() throws IOException {
        assertThat(named()).isEmpty();
        Set<Location> kept = Set.of(kept("a"), kept(""), marked("b").location());

        assertThat(named()).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void forEach_whoseVisitorDeletes_stillNamesEverything() throws IOException {
        Set<Location> kept = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            kept.add(marked("x").location());
        }
        List<Location> visited = new ArrayList<>();

        store.forEach(location -> {
            visited.add(location);
            assertThat(location).satisfies(store::delete);
        });

        assertThat(visited).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(named()).isEmpty();
    }

    @Test
    void forEach_whileOthersComeAndGo_namesWhatStays() throws Exception {
        Set<Location> staying = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 50; i++) {
            staying.add(marked("stays").location());
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> coming = threads.submit(() -> {
                for (int i = 0; i < 500; i++) {
                    store.delete(marked("goes").location());
                }
                return true;
            });
            do {
                assertThat(named()).containsAll(staying);
            } while (!coming.isDone());
            coming.get();
        }

        assertThat(named()).containsExactlyInAnyOrderElementsOf(staying);
    }

    @Test
    void probe_leavesNothing() throws IOException {
        Location location = kept("before");

        store.probe();

        assertThat(named()).containsExactly(location);
    }

    /** Keeps this text, sealed, at a fresh location. */
    private Location kept(String text) throws IOException {
        return StoredBytes.keep(store, Location.fresh(), bytes(text).array());
    }

    /** Keeps this text, up to a mark. */
    private Mark marked(String text) throws IOException {
        return StoredBytes.mark(store, Location.fresh(), bytes(text).array());
    }

    private String text(Location location) throws IOException {
        return new String(content(location), US_ASCII);
    }

    private byte[] content(Location location) throws IOException {
        return StoredBytes.content(store, location);
    }

    private List<Location> named() throws IOException {
        return StoredBytes.named(store);
    }

    private static void assertMissing(ThrowingCallable opening) {
        assertThatExceptionOfType(BlobMissing.class).isThrownBy(opening);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }
}
