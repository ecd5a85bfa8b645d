package dev.berth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemBlobStoreTest extends BlobStoreContract {
    private static final byte[] CONTENT = StoredBytes.random(1, 100_000);

    /** Making 256 folders takes longer than a test, so one store serves all; each test leaves it empty. */
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path shared;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private final List<FilesystemBlobStore> opened = new ArrayList<>();

    @Override
    protected FilesystemBlobStore open() throws IOException {
        return open(shared);
    }

    private FilesystemBlobStore open(Path root) throws IOException {
        FilesystemBlobStore store = FilesystemBlobStore.open(root);
        opened.add(store);
        return store;
    }

    @AfterEach
    void emptyStore() throws IOException {
        for (Location location : StoredBytes.named(open())) {
            open().delete(location);
        }
        opened.forEach(FilesystemBlobStore::close);
    }

    @Test
    void open_thatWasInterrupted_isCompletedByTheNext() throws IOException {
        Path root = folder.resolve("half/made");
        Files.createDirectories(root.resolve("00"));
        Files.createDirectories(root.resolve("01"));

        FilesystemBlobStore store = open(root);

        for (String location : List.of("0".repeat(32), "7f" + "1".repeat(30), "f".repeat(32))) {
            StoredBytes.keep(store, new Location(location), CONTENT);
        }
        assertThat(StoredBytes.named(store)).hasSize(3);
    }

    @Test
    void write_putsTheBytesWhereTheDocumentationDrawsThem() throws IOException {
        StoredBytes.keep(open(folder.resolve("blobs")), new Location("abcdef0123456789abcdef0123456789"), CONTENT);

        assertThat(folder.resolve("blobs/ab/cdef0123456789abcdef0123456789")).hasBinaryContent(CONTENT);
    }

    @Test
    void write_whereTheFoldersAreGone_isAFailureOfTheStorage() throws IOException {
        FilesystemBlobStore store = open(folder.resolve("blobs"));
        Location location = new Location("ab" + "0".repeat(30));
        Files.delete(folder.resolve("blobs/ab"));

        assertThatIOException()
                .isThrownBy(() -> store.write(Mark.start(location)))
                .isNotInstanceOf(BlobMissing.class)
                .isNotInstanceOf(StorageFull.class);
    }

    @Test
    void write_whileStillOpen_isThereForReaders() throws IOException {
        FilesystemBlobStore store = open();
        Location location = Location.fresh();
        try (BlobWriter writer = store.write(Mark.start(location))) {
            writer.write(ByteBuffer.wrap(CONTENT));
            assertThat(StoredBytes.content(store, location)).isEqualTo(CONTENT);
            assertThat(writer.reached()).isEqualTo(new Mark(location, CONTENT.length, ""));
        }

        assertThat(StoredBytes.content(open(), location)).isEqualTo(CONTENT);
    }

    @Test
    void write_behindTheEnd_isRefusedAndChangesNothing() throws IOException {
        FilesystemBlobStore store = open();
        Mark mark = StoredBytes.mark(store, Location.fresh(), CONTENT);

        assertThatExceptionOfType(BlobMissing.class)
                .isThrownBy(() -> store.write(new Mark(mark.location(), CONTENT.length + 1, "")));
        assertThatExceptionOfType(BlobMissing.class).isThrownBy(() -> store.write(new Mark(Location.fresh(), 1, "")));
        assertThat(StoredBytes.content(store, mark.location())).isEqualTo(CONTENT);
        assertThat(StoredBytes.named(store)).containsExactly(mark.location());
    }

    @Test
    void delete_underAnOpenReader_letsItReadOn() throws IOException {
        FilesystemBlobStore store = open();
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);

        try (BlobReader reader = store.read(location)) {
            store.delete(location);

            assertThat(StoredBytes.part(reader, 0, CONTENT.length)).isEqualTo(CONTENT);
        }
    }

    @Test
    void forEach_passesOverWhatIsNotItsOwn() throws IOException {
        FilesystemBlobStore store = open(folder.resolve("blobs"));
        Location location = StoredBytes.keep(store, Location.fresh(), CONTENT);
        Files.createDirectories(folder.resolve("blobs/lost+found/a"));
        Files.writeString(folder.resolve("blobs/README"), "");
        Files.writeString(folder.resolve("blobs/00/.nfs0001"), "");
        Files.createDirectories(folder.resolve("blobs/01/backup"));

        assertThat(StoredBytes.named(store)).containsExactly(location);
    }

    @Test
    void write_ofMoreThanIsSyncedAtOnce_keepsItInOrder() throws IOException {
        byte[] content = StoredBytes.random(3, (int) (2 * WriteBehind.STEP) + 777);
        FilesystemBlobStore store = open();
        Location location = Location.fresh();
        try (BlobWriter writer = store.write(Mark.start(location))) {
            for (int at = 0; at < content.length; at += 1 << 20) {
                writer.write(ByteBuffer.wrap(content, at, Math.min(1 << 20, content.length - at)));
            }
            assertThat(writer.size()).isEqualTo(content.length);
            writer.seal();
        }
        assertThat(StoredBytes.content(store, location)).isEqualTo(content);
    }

    @Test
    void write_onAFullDisk_saysSoAndGoesOnWhenThereIsRoom() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "size=1m")) {
            FilesystemBlobStore store = open(disk.folder().resolve("blobs"));
            Location before = StoredBytes.keep(store, Location.fresh(), CONTENT);
            Location inTheWay = StoredBytes.keep(store, Location.fresh(), new byte[400_000]);
            byte[] wanted = StoredBytes.random(2, 900_000);
            Location location = Location.fresh();

            long arrived = fill(store, location, wanted);

            assertThat(arrived).isBetween(300_000L, 600_000L);
            assertThat(StoredBytes.content(store, before)).isEqualTo(CONTENT);
            assertThat(StoredBytes.content(store, location)).hasSize((int) arrived);
            assertThatExceptionOfType(StorageFull.class).isThrownBy(store::probe);

            store.delete(inTheWay);
            try (BlobWriter writer = store.write(new Mark(location, arrived, ""))) {
                writer.write(ByteBuffer.wrap(wanted, (int) arrived, wanted.length - (int) arrived));
                writer.seal();
            }
            assertThat(StoredBytes.content(store, location)).isEqualTo(wanted);
            store.probe();
            assertThat(StoredBytes.named(store)).containsExactlyInAnyOrder(before, location);
        }
    }

    /** Writes until the disk is full, and tells how many bytes have arrived. */
    private static long fill(FilesystemBlobStore store, Location location, byte[] content) throws IOException {
        try (BlobWriter writer = store.write(Mark.start(location))) {
            assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> {
                for (int at = 0; at < content.length; at += 30_000) {
                    writer.write(ByteBuffer.wrap(content, at, 30_000));
                }
            });
            return writer.size();
        }
    }

    @Test
    void write_onADiskWithoutRoomForANewFile_saysSo() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), "nr_inodes=262")) {
            FilesystemBlobStore store = open(disk.folder().resolve("blobs"));
            List<Location> kept = new ArrayList<>();

            assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> {
                for (int i = 0; i < 10; i++) {
                    kept.add(StoredBytes.keep(store, Location.fresh(), CONTENT));
                }
            });

            assertThat(StoredBytes.named(store)).containsExactlyInAnyOrderElementsOf(kept);
            store.delete(kept.getFirst());
            StoredBytes.keep(store, Location.fresh(), CONTENT);
        }
    }
}
