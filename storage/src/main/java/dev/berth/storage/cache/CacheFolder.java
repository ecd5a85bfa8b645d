package dev.berth.storage.cache;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.berth.storage.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a cache:
 *
 * <pre>
 * folder/
 *   0123…-89ab…           a blob: its location's 32 digits, and the SHA-256 of its bytes when they came
 *   0123….part            one that is still coming, or was when the process died; deleted at the next start
 * </pre>
 *
 * <p>Nothing is brought to the disk before it is used, so after a loss of power a file may have other bytes than its name
 * says; and disks fail silently. A file is therefore read against its hash before its first use after a start, and again
 * when that was a day ago: a damaged one is served for a day at most, and clients notice it by its digest.
 */
final class CacheFolder {
    private static final Logger log = LoggerFactory.getLogger(CacheFolder.class);
    private static final long TRUSTED_NANOS = Duration.ofDays(1).toNanos();
    private static final int LOCATION_DIGITS = 32;
    private static final int HASH_DIGITS = 64;
    private static final String PARTIAL = ".part";

    private final Path folder;
    private final long capacity;
    private final Map<Location, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private CacheFolder(Path folder, long capacity) {
        this.folder = folder;
        this.capacity = capacity;
    }

    /** One whole file. */
    private static final class Entry {
        private final String hash;
        private final long size;
        private Optional<Long> verifiedAt;

        Entry(String hash, long size, Optional<Long> verifiedAt) {
            this.hash = hash;
            this.size = size;
            this.verifiedAt = verifiedAt;
        }

        private boolean isTrusted() {
            return verifiedAt.isPresent() && System.nanoTime() - verifiedAt.get() < TRUSTED_NANOS;
        }
    }

    /** The cache with what an earlier process left. A folder that cannot be used is an empty cache. */
    static CacheFolder open(Path folder, long capacity) {
        CacheFolder cache = new CacheFolder(folder, capacity);
        try {
            Files.createDirectories(folder);
            try (Stream<Path> all = Files.list(folder)) {
                List<Path> files = all.filter(Files::isRegularFile)
                        .sorted(Comparator.comparingLong(file -> file.toFile().lastModified()))
                        .toList();
                for (Path file : files) {
                    cache.adopt(file);
                }
            }
        } catch (IOException e) {
            log.warn("the cache in {} begins empty: {}", folder, e.toString());
        }
        return cache;
    }

    private void adopt(Path file) throws IOException {
        String name = file.getFileName().toString();
        boolean whole = name.length() == LOCATION_DIGITS + 1 + HASH_DIGITS && name.charAt(LOCATION_DIGITS) == '-';
        Optional<Location> location = whole ? Location.named(name.substring(0, LOCATION_DIGITS)) : Optional.empty();
        if (location.isPresent() && makeRoom(Files.size(file))) {
            long size = Files.size(file);
            entries.put(location.get(), new Entry(name.substring(LOCATION_DIGITS + 1), size, Optional.empty()));
            bytes += size;
        } else if (location.isPresent() || name.endsWith(PARTIAL)) {
            Files.deleteIfExists(file);
        }
    }

    static MessageDigest hash() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    private Path path(Location location, String hash) {
        return folder.resolve(location + "-" + hash);
    }

    /** A file that was found, to be closed by who reads it. */
    record OpenFile(CacheFolder folder, Location location, FileChannel channel, long size) {
        void reportDamage(IOException failure) {
            log.warn("the cache's file of {} cannot be read: {}", location, failure.toString());
            folder.remove(location);
        }
    }

    /** The location's file, empty when there is none that can be trusted. */
    Optional<OpenFile> find(Location location) {
        Entry entry;
        synchronized (this) {
            entry = entries.get(location);
        }
        if (entry == null) {
            return Optional.empty();
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(path(location, entry.hash), READ);
            synchronized (entry) {
                if (!entry.isTrusted()) {
                    verify(entry, channel);
                }
            }
            return Optional.of(new OpenFile(this, location, channel, entry.size));
        } catch (IOException e) {
            log.warn("the cache's file of {} is dropped: {}", location, e.toString());
            remove(location);
            closeQuietly(channel);
            return Optional.empty();
        }
    }

    private static void verify(Entry entry, FileChannel channel) throws IOException {
        MessageDigest hash = hash();
        ByteBuffer piece = ByteBuffer.allocate(256 << 10);
        long at = 0;
        for (int read = channel.read(piece, at); read >= 0; read = channel.read(piece.clear(), at)) {
            hash.update(piece.flip());
            at += read;
        }
        if (at != entry.size || !HexFormat.of().formatHex(hash.digest()).equals(entry.hash)) {
            throw new IOException("its bytes have changed");
        }
        entry.verifiedAt = Optional.of(System.nanoTime());
    }

    private static void closeQuietly(@org.jspecify.annotations.Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                log.debug("a file of the cache cannot be closed", e);
            }
        }
    }

    /** Deletes the location's file, if there is one; who reads it reads on. */
    void remove(Location location) {
        synchronized (this) {
            Entry entry = entries.remove(location);
            if (entry != null) {
                bytes -= entry.size;
                delete(path(location, entry.hash));
            }
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log.warn("a file of the cache cannot be deleted: {}", e.toString());
        }
    }

    /** Deletes what was not used for longest until this much fits in; answers false when it never will. */
    private boolean makeRoom(long size) {
        if (size > capacity) {
            return false;
        }
        Iterator<Map.Entry<Location, Entry>> oldest = entries.entrySet().iterator();
        while (bytes + size > capacity && oldest.hasNext()) {
            Map.Entry<Location, Entry> victim = oldest.next();
            oldest.remove();
            bytes -= victim.getValue().size;
            delete(path(victim.getKey(), victim.getValue().hash));
        }
        return bytes + size <= capacity;
    }

    /** A new file for this many bytes, which have their room from now on; empty when there is none. */
    Optional<Partial> begin(Location location, long size) {
        synchronized (this) {
            if (!makeRoom(size)) {
                return Optional.empty();
            }
            bytes += size;
        }
        Path path = folder.resolve(location + "." + Location.fresh() + PARTIAL);
        try {
            return Optional.of(new Partial(location, size, path, FileChannel.open(path, CREATE_NEW, READ, WRITE)));
        } catch (IOException e) {
            log.warn("the cache cannot be written: {}", e.toString());
            giveRoomBack(size);
            return Optional.empty();
        }
    }

    private synchronized void giveRoomBack(long size) {
        bytes -= size;
    }

    /** A file that is being filled. */
    final class Partial {
        private final Location location;
        private final long size;
        private final Path path;
        private final FileChannel channel;

        private Partial(Location location, long size, Path path, FileChannel channel) {
            this.location = location;
            this.size = size;
            this.path = path;
            this.channel = channel;
        }

        long size() {
            return size;
        }

        FileChannel channel() {
            return channel;
        }

        /** The file is whole: it gets the name under which it is found. */
        void keep(byte[] digest) throws IOException {
            String hash = HexFormat.of().formatHex(digest);
            synchronized (CacheFolder.this) {
                Files.move(path, path(location, hash));
                entries.put(location, new Entry(hash, size, Optional.of(System.nanoTime())));
            }
        }

        /** The file will not be whole. */
        void giveUp() {
            delete(path);
            giveRoomBack(size);
        }

        void close() {
            closeQuietly(channel);
        }
    }
}
