package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever happens to an upload on whichever node, the blob is what was sent, and no byte is left behind. */
class NodesPropertiesTest {
    private static final byte[] CONTENT = new byte[4_000_000];

    static {
        new Random(17).nextBytes(CONTENT);
    }

    private final TemporaryFolder folder = new TemporaryFolder();

    @SuppressWarnings("NullAway.Init")
    private TwoNodes nodes;

    @BeforeProperty
    void open() throws IOException {
        nodes = new TwoNodes(folder.fresh());
    }

    @AfterProperty
    void close() throws IOException {
        nodes.close();
        folder.close();
    }

    /** What happens to the upload next. */
    sealed interface Event {
        record Chunk(int length) implements Event {}

        record BreaksOff(int length) implements Event {}

        /** The closing request breaks off, so that no more than was noted on the way is kept. */
        record ClosingBreaksOff(int length) implements Event {}

        /** A node that has begun a turn is no more. */
        record Dies() implements Event {}

        /** A node of the version before has gone on, or the row is damaged. */
        record HashIsLost() implements Event {}

        record Collected() implements Event {}
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void finish_afterAnything_storesWhatWasSent(
            @ForAll("events") List<Event> events,
            @ForAll Algorithm announced,
            @ForAll Algorithm named,
            @ForAll Random random,
            @ForAll @IntRange(max = 3) int end)
            throws IOException {
        Uploads[] all = {nodes.busyNode(), nodes.busyNode(), nodes.first.uploads()};
        UploadSession session = nodes.open(announced);
        for (Event event : events) {
            happen(event, all[random.nextInt(all.length)], session);
        }
        int size = (int) all[0].find(APP, session.id()).size();
        int length = Math.min(CONTENT.length, size + random.nextInt(200_000));
        var hash = named.newHash();
        hash.update(CONTENT, 0, length);
        Digest digest = Digest.of(named, hash);
        if (end == 0) {
            all[1].cancel(APP, session.id());
        } else if (end == 1) {
            finish(
                    all[1],
                    session,
                    size,
                    length,
                    Digest.of(named, new byte[] {7}),
                    Optional.of(WireError.DIGEST_INVALID));
        } else {
            finish(all[1], session, size, length, digest, Optional.empty());
            assertThat(nodes.second.blobs().find(APP, digest).size()).isEqualTo(length);
            nodes.assertNothingIsLeftBehind();
            nodes.first.blobs().delete(APP, digest);
        }
        nodes.assertNothingIsLeftBehind();
        assertThat(nodes.store.locations()).isEmpty();
    }

    private static void finish(
            Uploads node, UploadSession session, int from, int to, Digest digest, Optional<WireError> expected)
            throws IOException {
        Optional<WireError> failure = Optional.empty();
        try {
            node.finish(
                    APP,
                    session.id(),
                    TwoNodes.part(CONTENT, from, to),
                    Optional.empty(),
                    new PushedBlob(digest, "ada"));
        } catch (RegistryFailure e) {
            failure = Optional.of(e.error());
        }
        assertThat(failure).isEqualTo(expected);
    }

    private void happen(Event event, Uploads node, UploadSession session) throws IOException {
        int size = (int) node.find(APP, session.id()).size();
        switch (event) {
            case Event.Chunk(int length) ->
                assertThat(TwoNodes.append(node, session, CONTENT, size, end(size, length))
                                .size())
                        .isEqualTo(end(size, length));
            case Event.BreaksOff(int length) -> {
                assertThatIOException()
                        .isThrownBy(() -> node.append(APP, session.id(), broken(size, length), Optional.empty()));
                assertThat(node.find(APP, session.id()).size()).isEqualTo(end(size, length));
            }
            case Event.ClosingBreaksOff(int length) -> {
                Digest digest = Digest.of(CONTENT);
                assertThatIOException()
                        .isThrownBy(() -> node.finish(
                                APP,
                                session.id(),
                                broken(size, length),
                                Optional.empty(),
                                new PushedBlob(digest, "ada")));
                assertThat(node.find(APP, session.id()).size()).isBetween((long) size, (long) end(size, length));
            }
            case Event.Dies() -> nodes.beginAndDie(session);
            case Event.HashIsLost() ->
                nodes.database.write(transaction -> transaction.update("update upload set hash_state = null"));
            case Event.Collected() -> nodes.second.collector().collect();
        }
    }

    private static int end(int from, int length) {
        return Math.min(CONTENT.length, from + length);
    }

    private static BrokenStream broken(int from, int length) {
        return new BrokenStream(TwoNodes.part(CONTENT, from, end(from, length)));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Integer> length = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.integers().between(0, 300_000)),
                Tuple.of(1, Arbitraries.of(1 << 20, (1 << 20) - 1, (1 << 20) + 1, 2 << 20)),
                Tuple.of(1, Arbitraries.integers().between(0, 2_500_000)));
        Arbitrary<Event> event = Arbitraries.frequencyOf(
                Tuple.of(5, length.map(Event.Chunk::new)),
                Tuple.of(2, length.map(Event.BreaksOff::new)),
                Tuple.of(2, length.map(Event.ClosingBreaksOff::new)),
                Tuple.of(2, Arbitraries.just(new Event.Dies())),
                Tuple.of(1, Arbitraries.just(new Event.HashIsLost())),
                Tuple.of(1, Arbitraries.just(new Event.Collected())));
        return event.list().ofMaxSize(8);
    }
}
