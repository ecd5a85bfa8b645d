package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.GRACE;
import static dev.berth.registry.TestRegistry.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.berth.database.jobs.Job;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collection tells, and how it gets on with deletions, duplicates and damage. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CollectionTest {
    private static final List<String> TABLES = List.of(
            "repository",
            "blob",
            "repository_blob",
            "manifest",
            "manifest_reference",
            "tag",
            "upload",
            "collection_candidate",
            "collected",
            "discarded");

    private final SettableClock clock = new SettableClock();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path blobs;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestRegistry registry;

    @BeforeEach
    void open() throws IOException {
        registry = TestRegistry.open(folder, blobs, clock);
    }

    @AfterEach
    void close() throws IOException {
        registry.close();
    }

    @Test
    void rehearse_tellsWhatThenHappens_andChangesNothing() throws IOException {
        Content image = registry.image(APP, "image");
        Content index = Content.index("index", image.digest());
        registry.push(APP, index);
        registry.push(APP, Content.image("signature", Optional.of(index.digest()), registry.blob(APP, "sig")));
        registry.image(APP, "kept", "latest");
        registry.image(APP, "fresh");
        for (int i = 0; i < 120; i++) {
            registry.blob(OTHER, "blob " + i);
        }
        clock.pass(GRACE);
        registry.image(APP, "fresh");
        List<String> before = everything();

        Collected rehearsed = registry.registry().collector().rehearse();

        assertThat(everything()).isEqualTo(before);
        assertThat(registry.registry().collector().collectedBytes()).isZero();
        assertThat(registry.registry().collector().rehearse()).isEqualTo(rehearsed);
        assertThat(registry.collect()).isEqualTo(rehearsed);
        assertThat(rehearsed.manifests()).isEqualTo(3);
        assertThat(rehearsed.blobs()).isEqualTo(123);
        assertThat(registry.registry().collector().rehearse().names()).isEmpty();
    }

    /** Every row of every table of the registry, and every file. */
    private List<String> everything() throws IOException {
        List<String> all = registry.database()
                .snapshot(transaction -> TABLES.stream()
                        .flatMap(table -> transaction
                                .list("select * from " + table, row -> {
                                    StringBuilder line = new StringBuilder(table);
                                    for (int column = 1; column <= (table.equals("discarded") ? 1 : 3); column++) {
                                        line.append(' ')
                                                .append(row.optionalText(column).orElse("-"));
                                    }
                                    return line.toString();
                                })
                                .stream()
                                .sorted())
                        .toList());
        return Stream.concat(all.stream(), registry.files().stream()).toList();
    }

    @Test
    void collect_tellsWhatWent() throws IOException {
        Content image = registry.image(APP, "image");
        registry.image(APP, "kept", "latest");
        Digest shared = registry.blob(OTHER, "kept layer");
        clock.pass(GRACE);

        Collected collected = registry.collect();

        assertThat(collected.manifests()).isEqualTo(1);
        assertThat(collected.blobs()).isEqualTo(3);
        assertThat(collected.bytes()).isEqualTo("image config".length() + "image layer".length());
        assertThat(registry.registry().collector().collectedBytes()).isEqualTo(collected.bytes());
        assertThat(collected.names())
                .hasSize(4)
                .contains("manifest ada/app@" + image.digest(), "blob bob/other@" + shared)
                .allMatch(line -> line.startsWith("blob ") || line.startsWith("manifest "));
        assertThat(registry.collect()).isEqualTo(new Collected(0, 0, 0, 0, List.of()));
    }

    @Test
    void collect_namesOnlyTheFirstThousand() {
        Collected many = new Collected(0, 0, 0, 0, List.of());
        Collected batch = new Collected(300, 100, 200, 7, Collections.nCopies(300, "blob a/b@c"));
        for (int i = 0; i < 5; i++) {
            many = many.plus(batch);
        }

        assertThat(many.names()).hasSize(1000);
        assertThat(many.blobs()).isEqualTo(1000);
        assertThat(many.bytes()).isEqualTo(35);
    }

    @Test
    void collect_whereUntaggedAreKept_takesOnlyWhatNoManifestNames() throws IOException {
        CollectionConfig keep = TestRegistry.config(GRACE, CollectionConfig.Untagged.KEEP);
        try (TestRegistry keeping = new TestRegistry(fresh(), blobs, keep, clock)) {
            Content image = keeping.image(APP, "image");
            Content deleted = keeping.image(APP, "deleted", "1");
            Digest lone = keeping.blob(APP, "lone");
            keeping.delete(APP, deleted.digest());
            for (int i = 0; i < 3; i++) {
                clock.pass(GRACE);
                keeping.collect();
            }

            assertThat(keeping.hasWhole(APP, image)).isTrue();
            assertThat(keeping.hasNothing(APP, deleted)).isTrue();
            assertThat(keeping.hasBlob(APP, lone)).isFalse();
        }
    }

    @Test
    void collect_withoutGrace_takesEverythingAtOnce() throws IOException {
        CollectionConfig hasty = TestRegistry.config(Duration.ZERO, CollectionConfig.Untagged.COLLECT);
        try (TestRegistry at = new TestRegistry(fresh(), blobs, hasty, clock)) {
            Content kept = at.image(APP, "kept", "latest");
            Content image = at.image(APP, "image");
            Content index = Content.index("index", image.digest());
            at.push(APP, index);
            at.push(APP, Content.image("signature", Optional.of(index.digest()), at.blob(APP, "sig")));

            at.collect();

            assertThat(at.hasWhole(APP, kept)).isTrue();
            assertThat(at.files()).hasSize(2);
        }
    }

    @Test
    void delete_ofABlobThatAManifestNames_isRefused() throws IOException {
        Content image = registry.image(APP, "image");
        Digest entry = registry.blob(APP, "entry");
        Content cache = Content.indexOfLayers("cache", entry);
        registry.push(APP, cache, "cache");

        for (Digest blob : TestRegistry.blobsOf(image)) {
            assertFails(WireError.BLOB_IN_USE, () -> registry.blobs().delete(APP, blob));
        }
        assertFails(WireError.BLOB_IN_USE, () -> registry.blobs().delete(APP, entry));
        assertThat(registry.hasWhole(APP, image)).isTrue();

        registry.delete(APP, image.digest());
        for (Digest blob : TestRegistry.blobsOf(image)) {
            registry.blobs().delete(APP, blob);
        }
        assertThat(registry.hasNothing(APP, image)).isTrue();
        assertFails(WireError.NAME_UNKNOWN, () -> registry.blobs().delete(OTHER, entry));
        registry.blob(OTHER, "something");
        assertFails(WireError.BLOB_UNKNOWN, () -> registry.blobs().delete(OTHER, entry));
    }

    @Test
    void push_ofTheSameBytes_keepsThemOnce() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        registry.blob(APP, "layer");
        registry.blob(OTHER, "layer");
        registry.collect();

        assertThat(registry.files()).containsExactly(registry.location(layer).value());
        assertThat(registry.hasBlob(APP, layer)).isTrue();
        assertThat(registry.hasBlob(OTHER, layer)).isTrue();
    }

    @Test
    void push_ofAQuarantinedBlob_healsItEverywhere() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        Digest layer = Digest.of("image layer".getBytes(UTF_8));
        registry.blobs().mount(OTHER, new PushedBlob(layer, "ada"), APP);
        Path damaged = registry.file(layer);
        Files.writeString(damaged, "imagE layer");
        registry.registry().scrub().run(line -> {});
        assertFails(WireError.BLOB_UNKNOWN, () -> registry.blobs().find(APP, layer));
        assertFails(WireError.BLOB_UNKNOWN, () -> registry.blobs().findForPush(APP, layer));
        assertThat(registry.blobs().mount(OTHER, new PushedBlob(layer, "ada"), APP))
                .isFalse();

        registry.blob(OTHER, "image layer");
        registry.collect();

        assertThat(registry.hasWhole(APP, image)).isTrue();
        assertThat(registry.hasBlob(OTHER, layer)).isTrue();
        assertThat(damaged).doesNotExist();
        assertThat(registry.files()).isEqualTo(registry.named());
    }

    @Test
    void pauseDeletion_inWhichFilesAreNamedAgain_keepsThem() throws Exception {
        Digest layer = registry.blob(APP, "layer");
        Path file = registry.file(layer);
        clock.pass(GRACE);
        CompletableFuture<Collected> collecting;
        try (Collector.Pause _ = registry.registry().collector().pauseDeletion()) {
            collecting = collectElsewhere();
            await().until(() -> !registry.hasBlob(APP, layer));
            // As a restored backup does, which still has the blob.
            registry.database().write(transaction -> transaction.update("delete from discarded"));
        }

        assertThat(collecting.get().blobs()).isEqualTo(1);
        assertThat(file).exists();
    }

    private CompletableFuture<Collected> collectElsewhere() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return registry.collect();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Test
    void pauseDeletion_keepsFilesUntilItEnds() throws Exception {
        Digest layer = registry.blob(APP, "layer");
        Path file = registry.file(layer);
        clock.pass(GRACE);
        CompletableFuture<Collected> collecting;
        try (Collector.Pause _ = registry.registry().collector().pauseDeletion()) {
            collecting = collectElsewhere();
            await().until(() -> !registry.hasBlob(APP, layer));
            assertThat(collecting).isNotDone();
            assertThat(file).exists();
        }

        assertThat(collecting.get().bytes()).isEqualTo(5);
        assertThat(file).doesNotExist();
    }

    @Test
    void run_collectsUntilItIsStopped() throws Exception {
        CollectionConfig busy = new CollectionConfig(
                true,
                Duration.ofMillis(1),
                Duration.ofMillis(1),
                CollectionConfig.Untagged.COLLECT,
                Duration.ofHours(1));
        try (TestRegistry running = new TestRegistry(fresh(), blobs, busy, InstantSource.system())) {
            CollectionWork work = running.registry().collectionWork();
            Thread thread = Thread.ofVirtual().start(() -> work.run("here", Job.unobserved()));
            running.blob(APP, "first");
            await().until(() -> running.files().isEmpty());
            running.blob(APP, "second");
            await().until(() -> running.files().isEmpty());

            work.stop();

            thread.join();
            assertThat(running.registry().collector().collectedBytes()).isEqualTo("firstsecond".length());
        }
    }

    /** A folder for a second database, which uses the files while the first does not. */
    private Path fresh() throws IOException {
        return Files.createDirectory(folder.resolve("second"));
    }

    private static void assertFails(WireError error, ThrowingCallable call) {
        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(call)
                .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
    }
}
