package dev.berth.storage;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Keeps each location as one file of a folder, in 256 folders by its first two digits:
 *
 * <pre>
 * blobs/
 *   00/ … ff/
 *     0123…  the other 30 digits: the bytes, from the first chunk of the upload to the end of the blob
 * </pre>
 *
 * A file is written once, under its final name. It is a blob when a row of the database says so, which happens after
 * {@link BlobWriter#seal}; a file that no row names is what a crash left, and is swept by the scrub.
 */
public final class FilesystemBlobStore implements BlobStore, AutoCloseable {
    private static final int FOLDERS = 256;

    private final Path root;
    private final Syncer syncer = new Syncer();

    private FilesystemBlobStore(Path root) {
        this.root = root;
    }

    /** The store in this folder, which is made when it does not exist. */
    public static FilesystemBlobStore open(Path root) throws IOException {
        FilesystemBlobStore store = new FilesystemBlobStore(root);
        if (!Files.isDirectory(root.resolve("ff"))) {
            Files.createDirectories(root);
            for (int i = 0; i < FOLDERS; i++) {
                Files.createDirectories(root.resolve(folder(i)));
            }
            Syncer.force(root);
            Path parent = root.toAbsolutePath().getParent();
            if (parent != null) {
                Syncer.force(parent);
            }
        }
        return store;
    }

    private static String folder(int number) {
        return String.format("%02x", number);
    }

    private Path folder(Location location) {
        return root.resolve(location.value().substring(0, 2));
    }

    private Path path(Location location) {
        return folder(location).resolve(location.value().substring(2));
    }

    @Override
    public BlobWriter write(Mark mark) throws IOException {
        Location location = mark.location();
        long offset = mark.size();
        Path path = path(location);
        try {
            FileChannel channel = offset == 0 ? FileChannel.open(path, WRITE, CREATE) : FileChannel.open(path, WRITE);
            try {
                return at(offset, channel, location);
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            // At offset 0 it is the folder that is gone, which is no word about the location.
            throw offset == 0 ? e : new BlobMissing(location);
        } catch (IOException e) {
            throw StorageFull.or(e);
        }
    }

    private BlobWriter at(long offset, FileChannel channel, Location location) throws IOException {
        long size = channel.size();
        if (size < offset) {
            throw new BlobMissing(location);
        }
        if (size > offset) {
            channel.truncate(offset);
        }
        return new Writer(location, channel, offset);
    }

    @Override
    public BlobReader read(Location location) throws IOException {
        try {
            return new Reader(FileChannel.open(path(location), READ));
        } catch (NoSuchFileException e) {
            throw new BlobMissing(location);
        }
    }

    @Override
    public void delete(Location location) throws IOException {
        Files.deleteIfExists(path(location));
    }

    @Override
    public void forEach(Consumer<Location> visitor) throws IOException {
        for (int i = 0; i < FOLDERS; i++) {
            String folder = folder(i);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(folder))) {
                for (Path file : files) {
                    Location.named(folder + file.getFileName()).ifPresent(visitor);
                }
            }
        }
    }

    @Override
    public void probe() throws IOException {
        Location location = Location.fresh();
        byte[] expected = {1, 2, 3};
        try {
            try (BlobWriter writer = write(Mark.start(location))) {
                writer.write(ByteBuffer.wrap(expected));
            }
            ByteBuffer found = ByteBuffer.allocate(expected.length);
            try (BlobReader reader = read(location)) {
                reader.read(found, 0);
            }
            if (!found.flip().equals(ByteBuffer.wrap(expected))) {
                throw new IOException("the storage does not give back what was written");
            }
        } finally {
            delete(location);
        }
    }

    /** Lets go of the threads that bring bytes to the disk. */
    @Override
    public void close() {
        syncer.close();
    }

    private final class Writer implements BlobWriter {
        private final Location location;
        private final FileChannel channel;
        private final WriteBehind behind;
        private long size;

        Writer(Location location, FileChannel channel, long size) {
            this.location = location;
            this.channel = channel;
            this.behind = new WriteBehind(() -> syncer.begin(channel), size);
            this.size = size;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            try {
                while (bytes.hasRemaining()) {
                    size += channel.write(bytes, size);
                }
            } catch (IOException e) {
                throw StorageFull.or(e);
            }
            sync(() -> behind.written(size));
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public Mark reached() {
            return new Mark(location, size, "");
        }

        @Override
        public Mark mark() {
            return reached();
        }

        @Override
        public Location seal() throws IOException {
            sync(() -> {
                behind.settle();
                syncer.sync(channel, folder(location));
            });
            return location;
        }

        /** When bytes did not get to the disk the file goes: the next sync would say that all is well, and they would be missing. */
        private void sync(Sync sync) throws IOException {
            try {
                sync.run();
            } catch (IOException e) {
                try {
                    delete(location);
                } catch (IOException another) {
                    e.addSuppressed(another);
                }
                throw StorageFull.or(e);
            }
        }

        @Override
        public void close() throws IOException {
            try (channel) {
                sync(behind::settle);
            }
        }
    }

    /** Something that waits for the disk. */
    private interface Sync {
        void run() throws IOException;
    }

    private record Reader(FileChannel channel) implements BlobReader, FileBacked {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(ByteBuffer buffer, long position) throws IOException {
            return channel.read(buffer, position);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
