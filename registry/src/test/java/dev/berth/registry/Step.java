package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.OTHER;

import dev.berth.oci.RepositoryName;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Something that a client, an administrator or the time does to the registry. Numbers choose among what there is so far. */
sealed interface Step {
    /** How many different blobs there are. */
    int BLOBS = 5;

    record PushBlob(RepositoryName in, int blob) implements Step {}

    record Mount(RepositoryName in, RepositoryName from, int blob) implements Step {}

    /** A HEAD request, as clients send before they push a manifest. */
    record Ask(RepositoryName in, int blob) implements Step {}

    record DeleteBlob(RepositoryName in, int blob) implements Step {}

    record PushImage(RepositoryName in, List<Integer> blobs, int subject, List<String> tags) implements Step {}

    record PushIndex(RepositoryName in, List<Integer> children, int subject, List<String> tags) implements Step {}

    /** An index whose entries are blobs. */
    record PushCache(RepositoryName in, List<Integer> blobs, List<String> tags) implements Step {}

    record PushAgain(RepositoryName in, int which, List<String> tags) implements Step {}

    record Untag(RepositoryName in, String tag) implements Step {}

    record DeleteManifest(RepositoryName in, int which) implements Step {}

    record Pass(Duration time) implements Step {}

    record Collect() implements Step {}

    /** Any sequence of steps, those of a push more often than those of a deletion. */
    static Arbitrary<List<Step>> sequences() {
        Arbitrary<RepositoryName> in = Arbitraries.frequency(Tuple.of(4, APP), Tuple.of(1, OTHER));
        Arbitrary<Integer> blob = Arbitraries.integers().between(0, BLOBS - 1);
        Arbitrary<List<Integer>> blobs =
                blob.list().uniqueElements().ofMinSize(1).ofMaxSize(3);
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 1000);
        Arbitrary<Integer> subject = Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(-1)), Tuple.of(1, which));
        Arbitrary<String> tag = Arbitraries.of("a", "b", "c");
        Arbitrary<List<String>> tags = tag.list().uniqueElements().ofMaxSize(1);
        Arbitrary<Duration> time = Arbitraries.of(1, 5, 7, 12, 23, 24, 25, 200).map(Duration::ofHours);
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                Tuple.of(8, Combinators.combine(in, blob).as(PushBlob::new)),
                Tuple.of(2, Combinators.combine(in, in, blob).as(Mount::new)),
                Tuple.of(2, Combinators.combine(in, blob).as(Ask::new)),
                Tuple.of(1, Combinators.combine(in, blob).as(DeleteBlob::new)),
                Tuple.of(8, Combinators.combine(in, blobs, subject, tags).as(PushImage::new)),
                Tuple.of(
                        4,
                        Combinators.combine(in, which.list().ofMaxSize(3), subject, tags)
                                .as(PushIndex::new)),
                Tuple.of(1, Combinators.combine(in, blobs, tags).as(PushCache::new)),
                Tuple.of(3, Combinators.combine(in, which, tags).as(PushAgain::new)),
                Tuple.of(4, Combinators.combine(in, tag).as(Untag::new)),
                Tuple.of(2, Combinators.combine(in, which).as(DeleteManifest::new)),
                Tuple.of(5, time.map(Pass::new)),
                Tuple.of(5, Arbitraries.just(new Collect())));
        return step.list().ofMinSize(1).ofMaxSize(50);
    }
}
