package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.database.SqliteDatabase;
import dev.berth.registry.Collector;
import dev.berth.server.BlobCopy.Copied;
import dev.berth.server.BlobCopy.Presence;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Copies an installation to a folder and back, while it serves. Whatever the installation is kept in, the copy is a data
 * folder that a Berth can be started on: the database as it was at one moment, and every blob that it names. Blobs never change, so a second backup to the same
 * folder copies only what is new.
 */
final class Backup {
    private static final String DATABASE = "berth.db";
    private static final String FRESH = "berth.db.new";
    private static final String BLOBS = "blobs";

    private final Installation installation;
    private final Consumer<String> lines;

    Backup(Installation installation, Consumer<String> lines) {
        this.installation = installation;
        this.lines = lines;
    }

    /** Writes the backup, and answers 1 when blobs that should be in it could not be read, or are damaged. */
    int backUp(Path folder) throws IOException {
        Path target = folder.resolve(DATABASE);
        requireOwnOrEmpty(folder, target);
        DataFolder.makePrivate(folder);
        Path fresh = folder.resolve(FRESH);
        deleteDatabase(fresh);
        DataFolder.makePrivate(folder.resolve(BLOBS));
        FilesystemBlobStore blobs = FilesystemBlobStore.open(folder.resolve(BLOBS));
        Collector.Pause pause = installation.registry().collector().pauseDeletion();
        try {
            DataFolder.makePrivateFile(fresh);
            installation.copies().copyTo(fresh);
            Copied copied;
            List<Location> stale;
            try (SqliteDatabase copy = SqliteDatabase.open(fresh)) {
                copied = new BlobCopy(installation.blobs(), blobs, Presence.AS_LONG, lines).run(copy);
                stale = unnamed(copy, blobs);
            }
            replace(folder, target, fresh);
            // Only now: until here the folder is the earlier backup, which needs them.
            for (Location location : stale) {
                blobs.delete(location);
            }
            lines.accept("backed up " + (copied.blobs() - copied.lacking()) + " blobs, " + copied.fresh()
                    + " of them new, to " + folder);
            return copied.lacking() == 0 ? 0 : 1;
        } finally {
            pause.close();
            blobs.close();
        }
    }

    private static void requireOwnOrEmpty(Path folder, Path database) throws IOException {
        if (Files.exists(folder.resolve(DataFolder.LOCK))) {
            throw new IllegalArgumentException(folder + " is the data folder of a Berth: choose an empty folder,"
                    + " or that of an earlier backup that no Berth was started on");
        }
        if (Files.isDirectory(folder) && !Files.exists(database)) {
            try (var entries = Files.list(folder)) {
                if (entries.anyMatch(Backup::isForeign)) {
                    throw new IllegalArgumentException(
                            folder + " holds something else: choose an empty folder, or that of an earlier backup");
                }
            }
        }
    }

    /** Whether this is not what a backup leaves that broke off. */
    private static boolean isForeign(Path entry) {
        String name = entry.getFileName().toString();
        return !name.equals(BLOBS) && !name.startsWith(FRESH) && !name.equals("lost+found");
    }

    /** Deletes a database with what SQLite keeps beside it, which would be taken for the next one's. */
    private static void deleteDatabase(Path database) throws IOException {
        deleteLogs(database);
        Files.deleteIfExists(database);
    }

    private static void deleteLogs(Path database) throws IOException {
        for (String beside : List.of("-wal", "-shm")) {
            Files.deleteIfExists(database.resolveSibling(database.getFileName() + beside));
        }
    }

    /** Puts the new database into the old one's place, such that either survives the loss of power. */
    private static void replace(Path folder, Path target, Path fresh) throws IOException {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        deleteLogs(target);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Replaces everything by what the backup holds. Nothing in the backup is changed: it may be on a read-only disk. */
    int restore(Path folder) throws IOException {
        Path source = folder.resolve(DATABASE);
        if (!Files.isRegularFile(source)
                || !Files.isDirectory(folder.resolve(BLOBS).resolve("ff"))) {
            throw new IllegalArgumentException(folder + " holds no backup: it lacks the file " + DATABASE
                    + " or the folder " + BLOBS + " with all its folders");
        }
        Path own = installation.folder().database();
        if (Files.exists(own) && Files.isSameFile(source, own)) {
            throw new IllegalArgumentException(folder + " is the folder of this Berth itself, and no backup");
        }
        Path copy = installation.folder().restored();
        FilesystemBlobStore blobs = FilesystemBlobStore.open(folder.resolve(BLOBS));
        // Until the rows are replaced, the files that they will name look like those that may be deleted.
        Collector.Pause pause = installation.registry().collector().pauseDeletion();
        try {
            deleteDatabase(copy);
            copyDatabase(source, copy);
            SqliteDatabase.check(copy);
            Copied copied;
            try (SqliteDatabase database = SqliteDatabase.open(copy)) {
                copied = new BlobCopy(blobs, installation.blobs(), Presence.WHOLE, lines).run(database);
            }
            if (copied.lacking() > 0) {
                lines.accept("berth: the backup is incomplete, nothing was restored");
                return 1;
            }
            lines.accept("copied " + copied.fresh() + " of " + copied.blobs() + " blobs");
            installation.copies().replaceFrom(copy);
        } finally {
            deleteDatabase(copy);
            pause.close();
            blobs.close();
        }
        lines.accept("restored from " + folder + "; what was pushed since is gone, and a scrub frees its space");
        return 0;
    }

    /** Copies the database, with the log beside it that is there when a Berth was started on the backup and died. */
    private static void copyDatabase(Path source, Path copy) throws IOException {
        DataFolder.makePrivateFile(copy);
        Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
        Path log = source.resolveSibling(source.getFileName() + "-wal");
        if (Files.exists(log)) {
            Files.copy(log, copy.resolveSibling(copy.getFileName() + "-wal"));
        }
    }

    /** Blobs of an earlier backup that this one does not name. */
    private static List<Location> unnamed(Database database, FilesystemBlobStore blobs) throws IOException {
        List<Location> stale = new ArrayList<>();
        blobs.forEach(location -> {
            if (!database.read(
                    transaction -> transaction.exists("select 1 from blob where location = ?", location.value()))) {
                stale.add(location);
            }
        });
        return stale;
    }
}
