package dev.berth.server;

import dev.berth.database.Database;
import dev.berth.oci.Digest;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.BlobWriter;
import dev.berth.storage.Location;
import dev.berth.storage.Mark;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Copies every blob that a database names from one store to another, several at a time, and compares each with its digest on
 * the way. What is there already is left alone, so a copy that broke off goes on where it was.
 */
final class BlobCopy {
    private static final int PAGE = 500;
    private static final int AT_ONCE = 4;
    private static final int BUFFER = 512 << 10;

    private final BlobStore from;
    private final BlobStore to;
    private final Presence presence;
    private final Consumer<String> lines;
    private final BlockingQueue<ByteBuffer> buffers = new ArrayBlockingQueue<>(AT_ONCE);

    /**
     * @param presence what shows that a blob is there already
     * @param lines is told, a line each, which blobs cannot be copied
     */
    BlobCopy(BlobStore from, BlobStore to, Presence presence, Consumer<String> lines) {
        this.from = from;
        this.to = to;
        this.presence = presence;
        this.lines = lines;
        for (int i = 0; i < AT_ONCE; i++) {
            buffers.add(ByteBuffer.allocate(BUFFER));
        }
    }

    /** What shows that a blob is there already. */
    enum Presence {
        /** It has as many bytes as it should. */
        AS_LONG,
        /** It was read, and its bytes have its digest: damage to them may be why everything is restored. */
        WHOLE
    }

    /**
     * What a copy did.
     *
     * @param blobs how many blobs the database names
     * @param fresh how many of them were not there yet
     * @param bytes how many bytes those have
     * @param lacking how many could not be copied, since their bytes are gone or damaged
     */
    record Copied(long blobs, long fresh, long bytes, long lacking) {
        static final Copied NOTHING = new Copied(0, 0, 0, 0);

        Copied plus(Copied other) {
            return new Copied(blobs + other.blobs, fresh + other.fresh, bytes + other.bytes, lacking + other.lacking);
        }
    }

    private record Entry(Digest digest, Location location, long size) {}

    /**
     * Copies what is not there yet.
     *
     * @throws IOException when either store fails; what was copied until then stays
     */
    Copied run(Database database) throws IOException {
        Copied total = Copied.NOTHING;
        try (ExecutorService workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("blob-copy-", 0).daemon().factory())) {
            List<Entry> page = page(database, "");
            while (!page.isEmpty()) {
                total = total.plus(copy(page, workers));
                page = page(database, page.getLast().digest().toString());
            }
        }
        return total;
    }

    /** Blobs in quarantine are left out: nobody is given their bytes, and a push brings them again. */
    private static List<Entry> page(Database database, String last) {
        return database.read(transaction -> transaction.list(
                "select digest, location, size from blob where digest > ? and quarantined = 0 order by digest limit ?",
                row -> new Entry(Digest.parse(row.text(1)), new Location(row.text(2)), row.number(3)),
                last,
                PAGE));
    }

    private Copied copy(List<Entry> page, ExecutorService workers) throws IOException {
        List<Future<Copied>> copies = new ArrayList<>();
        page.forEach(entry -> copies.add(workers.submit(() -> copy(entry))));
        Copied total = Copied.NOTHING;
        try {
            for (Future<Copied> copy : copies) {
                total = total.plus(copy.get());
            }
            return total;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while copying blobs");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("copying a blob failed: " + e.getCause(), e.getCause());
        } finally {
            copies.forEach(copy -> copy.cancel(false));
        }
    }

    private Copied copy(Entry entry) throws IOException, InterruptedException {
        ByteBuffer buffer = buffers.take();
        try {
            if (isThere(entry, buffer)) {
                return new Copied(1, 0, 0, 0);
            }
            Optional<String> trouble = copy(entry, buffer);
            if (trouble.isEmpty()) {
                return new Copied(1, 1, entry.size(), 0);
            }
            lines.accept("berth: the bytes of blob " + entry.digest() + " are " + trouble.get());
            return new Copied(1, 0, 0, 1);
        } finally {
            buffers.add(buffer);
        }
    }

    private boolean isThere(Entry entry, ByteBuffer buffer) throws IOException {
        try (BlobReader reader = to.read(entry.location())) {
            return reader.size() == entry.size()
                    && (presence == Presence.AS_LONG
                            || digest(entry, reader, buffer, bytes -> {}).equals(entry.digest()));
        } catch (BlobMissing e) {
            return false;
        }
    }

    /** Copies a blob, and answers what is wrong with it: what is damaged is not handed on. */
    private Optional<String> copy(Entry entry, ByteBuffer buffer) throws IOException {
        boolean whole = false;
        try (BlobReader reader = from.read(entry.location())) {
            whole = move(entry, reader, buffer);
            return whole ? Optional.empty() : Optional.of("damaged; run a scrub");
        } catch (BlobMissing e) {
            return Optional.of("missing; run a scrub");
        } finally {
            if (!whole) {
                to.delete(entry.location());
            }
        }
    }

    /** Moves the bytes, and seals them when they are the right ones. */
    private boolean move(Entry entry, BlobReader reader, ByteBuffer buffer) throws IOException {
        try (BlobWriter writer = to.write(Mark.start(entry.location()))) {
            boolean whole = digest(entry, reader, buffer, writer::write).equals(entry.digest());
            if (whole && !writer.seal().equals(entry.location())) {
                throw new IOException("blob " + entry.digest() + " was not kept where its row says; try again");
            }
            return whole;
        }
    }

    /** What is done with bytes that are read. */
    private interface Use {
        void with(ByteBuffer bytes) throws IOException;
    }

    /** The digest of what is read, by the algorithm of the blob's own; all bytes are used on the way. */
    private static Digest digest(Entry entry, BlobReader reader, ByteBuffer buffer, Use use) throws IOException {
        MessageDigest hash = entry.digest().algorithm().newHash();
        long at = 0;
        int read = reader.read(buffer.clear(), at);
        while (read >= 0) {
            at += read;
            hash.update(buffer.flip());
            use.with(buffer.rewind());
            read = reader.read(buffer.clear(), at);
        }
        return Digest.of(entry.digest().algorithm(), hash);
    }
}
