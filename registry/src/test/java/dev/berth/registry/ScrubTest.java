package dev.berth.registry;

import static dev.berth.registry.TestRegistry.APP;
import static dev.berth.registry.TestRegistry.GRACE;
import static dev.berth.registry.TestRegistry.OTHER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scrub finds what is damaged, names whom it hurts, and sweeps what nobody names. */
class ScrubTest {
    private final SettableClock clock = new SettableClock();
    private final List<String> report = new ArrayList<>();

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

    private Scrub.Result scrub() throws IOException {
        report.clear();
        return registry.registry().scrub().run(report::add);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(UTF_8));
    }

    @Test
    void run_whereAllIsWell_readsEverythingAndSaysNothing() throws IOException {
        registry.image(APP, "image", "latest");
        byte[] large = new byte[700_000];
        registry.blob(APP, large);
        Digest sha512 = Digest.of(Algorithm.SHA512, large);
        UploadSession session = registry.uploads().open(OTHER, Algorithm.SHA512);
        registry.uploads()
                .finish(
                        OTHER,
                        session.id(),
                        new ByteArrayInputStream(large),
                        Optional.empty(),
                        new PushedBlob(sha512, "ada"));
        registry.blob(APP, "");

        Scrub.Result result = scrub();

        long bytes = "image config".length() + "image layer".length() + 2L * large.length;
        assertThat(result).isEqualTo(new Scrub.Result(5, bytes, 0, 0));
        assertThat(report).isEmpty();
        assertThat(registry.hasBlob(OTHER, sha512)).isTrue();
    }

    @Test
    void run_findsAFlippedBit() throws IOException {
        registry.image(APP, "image", "latest");
        Digest layer = digest("image layer");
        byte[] bytes = Files.readAllBytes(registry.file(layer));
        bytes[3] ^= 1;
        Files.write(registry.file(layer), bytes);

        assertThat(scrub().damaged()).isEqualTo(1);

        assertThat(report)
                .containsExactly(
                        "damaged " + layer + ": its bytes have another digest; quarantined", "  hurts ada/app:latest");
        assertThat(registry.hasBlob(APP, layer)).isFalse();
        assertThat(registry.hasBlob(APP, digest("image config"))).isTrue();
    }

    @Test
    void run_findsWhatIsTooShortTooLongOrGone() throws IOException {
        Digest shorter = registry.blob(APP, "shorter");
        Digest longer = registry.blob(APP, "longer");
        Digest gone = registry.blob(APP, "gone");
        Digest sound = registry.blob(APP, "sound");
        Files.writeString(registry.file(shorter), "short");
        Files.writeString(registry.file(longer), "longer and longer");
        Files.delete(registry.file(gone));

        Scrub.Result result = scrub();

        assertThat(result.blobs()).isEqualTo(4);
        assertThat(result.damaged()).isEqualTo(3);
        assertThat(report)
                .contains(
                        "damaged " + shorter + ": it has 5 bytes instead of 7; quarantined",
                        "damaged " + longer + ": it has 17 bytes instead of 6; quarantined",
                        "damaged " + gone + ": its bytes are gone; quarantined")
                .filteredOn(line -> line.equals("  hurts no tag"))
                .hasSize(3);
        assertThat(registry.hasBlob(APP, sound)).isTrue();
    }

    @Test
    void run_again_reportsWhatIsStillDamaged() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        Files.writeString(registry.file(layer), "Layer");

        assertThat(scrub().damaged()).isEqualTo(1);
        assertThat(scrub().damaged()).isEqualTo(1);

        registry.blob(APP, "layer");
        assertThat(scrub().damaged()).isZero();
        assertThat(registry.hasBlob(APP, layer)).isTrue();
    }

    @Test
    void push_ofAManifest_thatCountsOnADamagedBlob_isRefusedUntilItIsPushedAgain() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        Digest layer = digest("image layer");
        Files.writeString(registry.file(layer), "image Layer");
        scrub();

        assertThatExceptionOfType(RegistryFailure.class)
                .isThrownBy(() -> registry.push(APP, image, "again"))
                .satisfies(it -> assertThat(it.error()).isEqualTo(WireError.MANIFEST_BLOB_UNKNOWN))
                .withMessageContaining(layer.toString());

        registry.blob(APP, "image layer");
        assertThat(registry.push(APP, image, "again")).isEmpty();
        assertThat(registry.hasWhole(APP, image)).isTrue();
    }

    @Test
    void run_namesEveryTagThatADamageHurts() throws IOException {
        Digest layer = registry.blob(APP, "layer");
        registry.blobs().mount(OTHER, new PushedBlob(layer, "ada"), APP);
        Content image = Content.image("image", layer);
        Content index = Content.index("index", image.digest());
        Content nested = Content.index("nested", index.digest());
        registry.push(APP, image, "image", "same");
        registry.push(APP, index, "index");
        registry.push(APP, nested, "nested");
        registry.push(APP, Content.indexOfLayers("cache", layer), "cache");
        registry.push(OTHER, Content.image("other", digest("layer")), "other");
        registry.image(APP, "sound", "sound");
        Files.writeString(registry.file(layer), "LAYER");

        scrub();

        assertThat(report.subList(1, report.size()))
                .containsExactly(
                        "  hurts ada/app:cache",
                        "  hurts ada/app:image",
                        "  hurts ada/app:index",
                        "  hurts ada/app:nested",
                        "  hurts ada/app:same",
                        "  hurts bob/other:other");
    }

    @Test
    void run_overMoreThanAPage_readsEveryBlob() throws IOException {
        for (int i = 0; i < 230; i++) {
            registry.blob(APP, "blob " + i);
        }
        for (int i = 0; i < 230; i += 23) {
            Files.writeString(registry.file(digest("blob " + i)), "damage");
        }

        Scrub.Result result = scrub();

        assertThat(result.blobs()).isEqualTo(230);
        assertThat(result.damaged()).isEqualTo(10);
    }

    @Test
    void run_sweepsWhatNobodyNames() throws IOException {
        Content image = registry.image(APP, "image", "latest");
        UploadSession session = registry.uploads().open(APP, Algorithm.SHA256);
        registry.uploads().append(APP, session.id(), new ByteArrayInputStream(new byte[] {1}), Optional.empty());
        for (int i = 0; i < 3; i++) {
            try (BlobWriter orphan = registry.store().write(Mark.start(Location.fresh()))) {
                orphan.write(ByteBuffer.wrap(new byte[] {1, 2}));
            }
        }

        assertThat(scrub().swept()).isEqualTo(3);

        assertThat(registry.files()).isEqualTo(registry.named());
        assertThat(registry.hasWhole(APP, image)).isTrue();
        Digest digest = Digest.of(new byte[] {1});
        registry.finish(APP, session, digest);
        assertThat(registry.hasBlob(APP, digest)).isTrue();
        assertThat(scrub().swept()).isZero();
    }

    @Test
    void run_whileABlobIsCollectedOrHealed_reportsNoDamage() throws IOException {
        Digest collected = registry.blob(APP, "collected");
        Digest healed = registry.blob(OTHER, "healed");
        registry.push(OTHER, Content.image("image", healed), "latest");
        Files.writeString(registry.file(healed), "HEALED");
        scrub();
        clock.pass(GRACE);
        Scrub late = new Scrub(
                registry.database(),
                new BeforeReading(registry.store(), () -> {
                    registry.collect();
                    registry.blob(OTHER, "healed");
                    registry.collect();
                }),
                registry.registry().collector());
        report.clear();

        Scrub.Result result = late.run(report::add);

        assertThat(report).isEmpty();
        assertThat(result).isEqualTo(new Scrub.Result(2, "collected".length() + "healed".length(), 0, 0));
        assertThat(registry.hasBlob(APP, collected)).isFalse();
        assertThat(registry.hasBlob(OTHER, healed)).isTrue();
    }

    @Test
    void run_whileDeletionIsPaused_sweepsAfterwards() throws Exception {
        Location orphan = Location.fresh();
        registry.store().write(Mark.start(orphan)).close();
        Thread scrubbing;
        try (Collector.Pause _ = registry.registry().collector().pauseDeletion()) {
            scrubbing = Thread.ofPlatform()
                    .start(() -> assertThat(this)
                            .satisfies(it -> it.registry.registry().scrub().run(line -> {})));
            await().until(() -> scrubbing.getState() == Thread.State.WAITING);
            assertThat(registry.files()).containsExactly(orphan.value());
        }

        scrubbing.join();
        assertThat(registry.files()).isEmpty();
    }

    private interface Happening {
        void happen() throws IOException;
    }

    /** A store where something happens just before the first read. */
    private static final class BeforeReading implements BlobStore {
        private final BlobStore store;
        private Optional<Happening> happening;

        BeforeReading(BlobStore store, Happening happening) {
            this.store = store;
            this.happening = Optional.of(happening);
        }

        @Override
        public BlobReader read(Location location) throws IOException {
            Optional<Happening> now = happening;
            happening = Optional.empty();
            if (now.isPresent()) {
                now.get().happen();
            }
            return store.read(location);
        }

        @Override
        public BlobWriter write(Mark mark) throws IOException {
            return store.write(mark);
        }

        @Override
        public void delete(Location location) throws IOException {
            store.delete(location);
        }

        @Override
        public void forEach(Consumer<Location> visitor) throws IOException {
            store.forEach(visitor);
        }

        @Override
        public void probe() throws IOException {
            store.probe();
        }
    }
}
