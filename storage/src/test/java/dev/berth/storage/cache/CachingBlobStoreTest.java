package dev.berth.storage.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.FileBacked;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import dev.berth.storage.SmallDisk;
import dev.berth.storage.StoredBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CachingBlobStoreTest {
    private static final byte[] CONTENT = StoredBytes.random(1, 1_000_000);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private FilesystemBlobStore files;

    @SuppressWarnings("NullAway.Init")
    private CountingBlobStore store;

    private final List<CachingBlobStore> caches = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        files = FilesystemBlobStore.open(folder.resolve("store"));
        store = new CountingBlobStore(files);
    }

    @AfterEach
    void close() {
        store.letReadsGo();
        caches.forEach(CachingBlobStore::settle);
        files.close();
    }

    private CachingBlobStore cache(long bytes) {
        CachingBlobStore cache = new CachingBlobStore(store, folder.resolve("cache"), bytes);
        caches.add(cache);
        return cache;
    }

    private List<Path> cached() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("cache"))) {
            return all.toList();
        }
    }

    /** Reads the blob, and again until it comes from the cache's file. */
    private static void warm(CachingBlobStore cache, Location location) throws IOException {
        boolean warm = false;
        while (!warm) {
            StoredBytes.content(cache, location);
            try (BlobReader reader = cache.read(location)) {
                warm = reader instanceof FileBacked;
            }
        }
    }

    @Test
    void read_again_comesFromTheFolder() throws IOException {
        CachingBlobStore cache = cache(10_000_000);
        Location location = StoredBytes.keep(cache, Location.fresh(), CONTENT);
        warm(cache, location);
        store.failReads();

        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
        assertThat(cache.cachedBytes()).isEqualTo(CONTENT.length);
    }

    @Test
    void read_byManyOfACold_isOneFetchThatAllReadAlong() throws Exception {
        CachingBlobStore cache = cache(10_000_000);
        Location location = StoredBytes.keep(cache, Location.fresh(), CONTENT);
        store.holdReadsAfter(300_000);
        List<Future<byte[]>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                readers.add(threads.submit(() -> StoredBytes.content(cache, location)));
            }
            try (BlobReader along = cache.read(location)) {
                // The first bytes are here while the last cannot have come.
                assertThat(StoredBytes.part(along, 0, 200_000)).startsWith(CONTENT[0], CONTENT[1]);
            }
            store.letReadsGo();
        }

        for (Future<byte[]> reader : readers) {
            assertThat(reader.get()).isEqualTo(CONTENT);
        }
        assertThat(store.opened()).isEqualTo(1);
    }

    @Test
    void read_ofMoreThanFitsIn_forgetsWhatWasNotUsedForLongest() throws IOException {
        CachingBlobStore cache = cache(3_500_000);
        List<Location> locations = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            locations.add(StoredBytes.keep(cache, Location.fresh(), CONTENT));
            warm(cache, locations.get(i));
        }
        StoredBytes.content(cache, locations.getFirst());
        Location last = StoredBytes.keep(cache, Location.fresh(), CONTENT);
        warm(cache, last);

        assertThat(cached())
                .hasSize(3)
                .noneMatch(it ->
                        it.getFileName().toString().startsWith(locations.get(1).value()));
        assertThat(cache.cachedBytes()).isEqualTo(3_000_000);
    }

    @Test
    void read_ofWhatIsLargerThanTheCache_isNotKept() throws IOException {
        CachingBlobStore cache = cache(999_999);
        Location location = StoredBytes.keep(cache, Location.fresh(), CONTENT);

        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
        assertThat(cached()).isEmpty();
        assertThat(cache.cachedBytes()).isZero();
    }

    @Test
    void open_again_servesWhatWasThereAndDropsWhatWasHalfThere() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        warm(cache(10_000_000), location);
        Files.write(folder.resolve("cache").resolve(Location.fresh() + "." + Location.fresh() + ".part"), CONTENT);

        CachingBlobStore cache = cache(10_000_000);
        store.failReads();

        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
        assertThat(cached()).hasSize(1);
        assertThat(cache.cachedBytes()).isEqualTo(CONTENT.length);
    }

    @Test
    void open_withLessRoom_dropsWhatIsTooMuch() throws IOException {
        CachingBlobStore before = cache(10_000_000);
        for (int i = 0; i < 4; i++) {
            warm(before, StoredBytes.keep(store, Location.fresh(), CONTENT));
        }

        CachingBlobStore cache = cache(2_500_000);

        assertThat(cache.cachedBytes()).isEqualTo(2_000_000);
        assertThat(cached()).hasSize(2);
    }

    @Test
    void read_ofAFileThatChanged_asksTheStore() throws IOException {
        Location flipped = StoredBytes.keep(store, Location.fresh(), CONTENT);
        Location cut = StoredBytes.keep(store, Location.fresh(), CONTENT);
        CachingBlobStore before = cache(10_000_000);
        warm(before, flipped);
        warm(before, cut);
        for (Path file : cached()) {
            byte[] content = Files.readAllBytes(file);
            boolean flip = file.getFileName().toString().startsWith(flipped.value());
            content[500_000]++;
            Files.write(file, flip ? content : java.util.Arrays.copyOf(CONTENT, 999_999));
        }

        CachingBlobStore cache = cache(10_000_000);

        assertThat(StoredBytes.content(cache, flipped)).isEqualTo(CONTENT);
        assertThat(StoredBytes.content(cache, cut)).isEqualTo(CONTENT);
    }

    @Test
    void read_whileTheFolderIsGone_asksTheStore() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        CachingBlobStore cache = cache(10_000_000);
        warm(cache, location);
        for (Path file : cached()) {
            Files.delete(file);
        }
        Files.delete(folder.resolve("cache"));

        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
        assertThat(cache.cachedBytes()).isZero();
    }

    @Test
    void read_withAFolderThatCannotBe_asksTheStore() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);

        assertThat(StoredBytes.content(cache(10_000_000), location)).isEqualTo(CONTENT);
    }

    @Test
    void read_whoseFetchFails_asksTheStoreAgain() throws IOException {
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        CachingBlobStore cache = cache(10_000_000);
        store.breakNextReaderAfter(400_000);

        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
        warm(cache, location);
        assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
    }

    @Test
    void read_onAFullDisk_neverFails() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("cache"), "size=500k")) {
            Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
            CachingBlobStore cache = new CachingBlobStore(store, disk.folder(), 10_000_000);

            assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
            assertThat(StoredBytes.content(cache, location)).isEqualTo(CONTENT);
            cache.settle();
        }
    }

    @Test
    void read_ofAPlaceFarBehindTheFetch_doesNotWait() throws IOException {
        byte[] large = StoredBytes.random(2, 20 << 20);
        Location location = StoredBytes.keep(store, Location.fresh(), large);
        CachingBlobStore cache = cache(100_000_000);
        store.holdFirstReaderAfter(300_000);

        try (BlobReader reader = cache.read(location)) {
            ByteBuffer last = ByteBuffer.allocate(10);
            assertThat(reader.read(last, large.length - 10)).isEqualTo(10);
            assertThat(last.array()).endsWith(large[large.length - 1]);
        }
        store.letReadsGo();
    }

    @Test
    void delete_takesTheFile() throws IOException {
        CachingBlobStore cache = cache(10_000_000);
        Location location = StoredBytes.keep(cache, Location.fresh(), CONTENT);
        warm(cache, location);

        cache.delete(location);

        assertThat(cached()).isEmpty();
        assertThatExceptionOfType(BlobMissing.class).isThrownBy(() -> cache.read(location));
        assertThatExceptionOfType(BlobMissing.class).isThrownBy(() -> cache.read(Location.fresh()));
    }
}
