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
 * The folder of an embedded installation, held by one process at a time:
 *
 * <pre>
 * berth-data/
 *   lock           held while a process uses the folder
 *   admin          where `berth admin` finds the server that runs, for the folder's owner alone
 *   berth.db       everything but blobs, with SQLite's berth.db-wal and berth.db-shm beside it
 *   blobs/         the bytes of blobs and of unfinished uploads
 * </pre>
 */
final class DataFolder implements AutoCloseable {
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
            make(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new StartupFailure("the folder " + folder
                        + " is used by another Berth: stop it, or choose another folder with --data");
            }
            return new DataFolder(folder, channel, lock);
        } catch (FileAlreadyExistsException e) {
            throw new StartupFailure("the folder for the data, " + folder + ", is a file: choose another with --data");
        } catch (AccessDeniedException e) {
            throw new StartupFailure("the folder " + folder
                    + " cannot be written by this user: change its owner, or choose another with --data");
        } catch (IOException e) {
            throw new StartupFailure("the folder " + folder + " cannot be used: " + e.getMessage());
        }
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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

    Path blobs() {
        return folder.resolve("blobs");
    }

    Path admin() {
        return folder.resolve("admin");
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
