package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.database.SqliteDatabase;
import dev.berth.registry.Collector;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Copies an installation to a folder and back, while it serves. The copy is a data folder that a Berth can be started on:
 * the database as it was at one moment, and every blob that it names. Blobs never change, so a second backup to the same
 * folder copies only what is new.
 */
final class Backup {
    private static final int PAGE = 500;
    private static final int BUFFER = 1 << 20;

    private final Installation installation;
    private final Consumer<String> lines;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    Backup(Installation installation, Consumer<String> lines) {
        this.installation = installation;
        this.lines = lines;
    }

    private record Entry(String digest, Location location, long size) {}

    private record Copied(long blobs, long fresh, long missing) {}

    /** Writes the backup, and answers 1 when blobs that should be in it could not be read. */
    int backUp(Path folder) throws IOException {
        Path target = folder.resolve("berth.db");
        requireOwnOrEmpty(folder, target);
        Files.createDirectories(folder);
        Path fresh = folder.resolve("berth.db.new");
        Files.deleteIfExists(fresh);
        FilesystemBlobStore blobs = FilesystemBlobStore.open(folder.resolve("blobs"));
        Collector.Pause pause = installation.registry().collector().pauseDeletion();
        try {
            installation.database().copyTo(fresh);
            Copied copied;
            try (SqliteDatabase copy = SqliteDatabase.open(fresh)) {
                copied = copyBlobs(copy, installation.blobs(), blobs);
                sweep(copy, blobs);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            lines.accept("backed up " + copied.blobs() + " blobs, " + copied.fresh() + " of them new, to " + folder);
            return copied.missing() == 0 ? 0 : 1;
        } finally {
            pause.close();
            blobs.close();
        }
    }

    private static void requireOwnOrEmpty(Path folder, Path database) throws IOException {
        if (Files.isDirectory(folder) && !Files.exists(database)) {
            try (var entries = Files.list(folder)) {
                if (entries.anyMatch(it -> !it.endsWith("blobs") && !it.endsWith("berth.db.new"))) {
                    throw new IllegalArgumentException(
                            folder + " holds something else: choose an empty folder, or that of an earlier backup");
                }
            }
        }
    }

    /** Replaces everything by what the backup holds. */
    int restore(Path folder) throws IOException {
        Path source = folder.resolve("berth.db");
        if (!Files.isRegularFile(source)) {
            throw new IllegalArgumentException(folder + " holds no backup: it has no file berth.db");
        }
        FilesystemBlobStore blobs = FilesystemBlobStore.open(folder.resolve("blobs"));
        // Until the rows are replaced, the files that they will name look like those that may be deleted.
        Collector.Pause pause = installation.registry().collector().pauseDeletion();
        try (SqliteDatabase copy = SqliteDatabase.open(source)) {
            Copied copied = copyBlobs(copy, blobs, installation.blobs());
            if (copied.missing() > 0) {
                lines.accept("berth: the backup is incomplete, nothing was restored");
                return 1;
            }
            lines.accept("copied " + copied.fresh() + " of " + copied.blobs() + " blobs");
            installation.database().replaceFrom(source);
        } finally {
            pause.close();
            blobs.close();
        }
        lines.accept("restored from " + folder + "; what was pushed since is gone, and a scrub frees its space");
        return 0;
    }

    private Copied copyBlobs(Database database, BlobStore from, BlobStore to) throws IOException {
        long blobs = 0;
        long fresh = 0;
        long missing = 0;
        List<Entry> page = page(database, "");
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                blobs++;
                try {
                    fresh += copy(entry, from, to) ? 1 : 0;
                } catch (BlobMissing e) {
                    missing++;
                    lines.accept("berth: the bytes of blob " + entry.digest() + " are missing; run a scrub");
                }
            }
            page = page(database, page.getLast().digest());
        }
        return new Copied(blobs, fresh, missing);
    }

    private static List<Entry> page(Database database, String last) {
        return database.read(transaction -> transaction.list(
                "select digest, location, size from blob where digest > ? and quarantined = 0 order by digest limit ?",
                row -> new Entry(row.text(1), new Location(row.text(2)), row.number(3)),
                last,
                PAGE));
    }

    /** Copies a blob unless it is there; answers whether it did. */
    private boolean copy(Entry entry, BlobStore from, BlobStore to) throws IOException {
        if (isThere(entry, to)) {
            return false;
        }
        try (BlobReader reader = from.read(entry.location());
                BlobWriter writer = to.write(Mark.start(entry.location()))) {
            long at = 0;
            int read = reader.read(buffer.clear(), at);
            while (read >= 0) {
                at += read;
                writer.write(buffer.flip());
                read = reader.read(buffer.clear(), at);
            }
            writer.seal();
        }
        return true;
    }

    private static boolean isThere(Entry entry, BlobStore store) throws IOException {
        try (BlobReader reader = store.read(entry.location())) {
            return reader.size() == entry.size();
        } catch (BlobMissing e) {
            return false;
        }
    }

    /** Deletes blobs of an earlier backup that this one does not name. */
    private static void sweep(Database database, FilesystemBlobStore blobs) throws IOException {
        List<Location> stale = new ArrayList<>();
        blobs.forEach(location -> {
            if (!database.read(
                    transaction -> transaction.exists("select 1 from blob where location = ?", location.value()))) {
                stale.add(location);
            }
        });
        for (Location location : stale) {
            blobs.delete(location);
        }
    }
}
