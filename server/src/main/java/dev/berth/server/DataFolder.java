package dev.berth.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a node, held by one process at a time. An embedded installation is in it as a whole; where database and blobs
 * are elsewhere, it holds what nobody misses when it is gone.
 *
 * <pre>
 * berth-data/
 *   lock           held while a process uses the folder
 *   admin          where `berth admin` finds the server that runs, for the folder's owner alone
 *   berth.db       with the embedded database: everything but blobs, with SQLite's berth.db-wal and berth.db-shm beside it
 *   moved          says where the contents of berth.db went, if they did: it is old, and nobody starts on it
 *   blobs/         without S3: the bytes of blobs and of unfinished uploads
 * </pre>
 */
final class DataFolder implements AutoCloseable {
    /** The file that tells a folder in which a Berth was started from any other, such as a backup. */
    static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made where it does not exist.
     *
     * @throws StartupFailure when it cannot be written, or another process holds it
     */
    static DataFolder take(Path folder) throws StartupFailure {
        try {
            makePrivate(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartupFailure("the folder " + folder
                        + " is used by another Berth: stop it, or choose another folder with --data");
            }
            DataFolder taken = new DataFolder(folder, channel, lock);
            // Whoever made the folder may have let others read it; keys and private images are not for them.
            makePrivateFile(taken.database());
            makePrivate(taken.blobs());
            return taken;
        } catch (FileAlreadyExistsException e) {
            throw new StartupFailure("the folder for the data, " + folder + ", is a file: choose another with --data");
        } catch (AccessDeniedException e) {
            throw new StartupFailure("the folder " + folder
                    + " cannot be written by this user: change its owner, or choose another with --data");
        } catch (IOException e) {
            throw new StartupFailure("the folder " + folder + " cannot be used: " + e.getMessage());
        }
    }

    /** Makes a folder that only its owner may read, unless it is there. */
    static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** Makes an empty file that only its owner may read, unless it is there. */
    static void makePrivateFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path database() {
        return folder.resolve("berth.db");
    }

    /**
     * Passes when what the embedded database holds is still what counts.
     *
     * @throws StartupFailure when it was moved to another database, with where to
     */
    void requireNotMoved() throws StartupFailure {
        if (Files.exists(moved())) {
            throw new StartupFailure("the database of " + folder + " was moved" + where()
                    + ": set database.url, or delete " + moved() + " to go back to what it held then");
        }
    }

    private String where() throws StartupFailure {
        try {
            String where = Files.readString(moved()).strip();
            return where.isEmpty() ? "" : " to " + where;
        } catch (IOException e) {
            throw new StartupFailure("the file " + moved() + " cannot be read: " + e.getMessage());
        }
    }

    /** Keeps everybody from starting on the embedded database, whose contents are now elsewhere. */
    void markMoved(String where) throws IOException {
        Files.writeString(moved(), where + "\n");
    }

    private Path moved() {
        return folder.resolve("moved");
    }

    /** The database of a backup while it is restored. */
    Path restored() {
        return folder.resolve("berth.db.restored");
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    /** Where bodies of requests wait that have no name there, so that nothing is seen of them. */
    Path scratch() {
        return folder;
    }

    Path admin() {
        return folder.resolve("admin");
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
