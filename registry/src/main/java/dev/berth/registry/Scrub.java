package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Digest;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every blob and compares it with its digest, while the registry serves. A damaged one is quarantined: nobody is given
 * its bytes any more, and pushing it again heals every image that needs it.
 */
public final class Scrub {
    private static final Logger log = LoggerFactory.getLogger(Scrub.class);
    private static final int PAGE = 100;
    private static final int BUFFER = 256 << 10;

    private final Database database;
    private final BlobStore bytes;
    private final Collector collector;

    public Scrub(Database database, BlobStore bytes, Collector collector) {
        this.database = database;
        this.bytes = bytes;
        this.collector = collector;
    }

    /**
     * What a scrub found.
     *
     * @param blobs how many blobs it read
     * @param bytes how many bytes
     * @param damaged how many did not match their digest or could not be read
     * @param swept how many files it deleted that nothing names, left by a crash
     */
    public record Result(long blobs, long bytes, long damaged, long swept) {}

    private record Entry(Digest digest, Location location, long size) {}

    /** Verifies everything, and reports each damaged blob with the tags that it hurts, a line at a time. */
    public Result run(Consumer<String> report) throws IOException {
        long blobs = 0;
        long read = 0;
        long damaged = 0;
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        List<Entry> page = page("");
        while (!page.isEmpty()) {
            for (Entry entry : page) {
                Optional<String> damage = damage(entry, buffer);
                blobs++;
                read += entry.size();
                if (damage.isPresent() && quarantine(entry)) {
                    damaged++;
                    reportDamage(entry, damage.get(), report);
                }
            }
            page = page(page.getLast().digest().toString());
        }
        return new Result(blobs, read, damaged, sweep());
    }

    private List<Entry> page(String last) {
        return database.read(transaction -> transaction.list(
                "select digest, location, size from blob where digest > ? order by digest limit ?",
                row -> new Entry(Digest.parse(row.text(1)), new Location(row.text(2)), row.number(3)),
                last,
                PAGE));
    }

    /** What is wrong with the blob, empty when nothing is. */
    private Optional<String> damage(Entry entry, ByteBuffer buffer) {
        try (BlobReader reader = bytes.read(entry.location())) {
            if (reader.size() != entry.size()) {
                return Optional.of("it has " + reader.size() + " bytes instead of " + entry.size());
            }
            MessageDigest hash = entry.digest().algorithm().newHash();
            long at = 0;
            int count = reader.read(buffer.clear(), at);
            while (count >= 0) {
                hash.update(buffer.flip());
                at += count;
                count = reader.read(buffer.clear(), at);
            }
            boolean matches = Digest.of(entry.digest().algorithm(), hash).equals(entry.digest());
            return matches ? Optional.empty() : Optional.of("its bytes have another digest");
        } catch (BlobMissing e) {
            return Optional.of("its bytes are gone");
        } catch (IOException e) {
            return Optional.of("it cannot be read: " + e.getMessage());
        }
    }

    /** Takes the blob out of service, unless it was collected or healed meanwhile. */
    private boolean quarantine(Entry entry) {
        return database.write(transaction -> transaction.update(
                        "update blob set quarantined = 1 where digest = ? and location = ?",
                        entry.digest().toString(),
                        entry.location().value()))
                == 1;
    }

    private void reportDamage(Entry entry, String damage, Consumer<String> report) {
        log.error("blob {} is damaged and quarantined: {}", entry.digest(), damage);
        report.accept("damaged " + entry.digest() + ": " + damage + "; quarantined");
        List<String> hurt = database.read(transaction -> hurtTags(transaction, entry.digest()));
        for (String tag : hurt) {
            report.accept("  hurts " + tag);
        }
        if (hurt.isEmpty()) {
            report.accept("  hurts no tag");
        }
    }

    /** The tags whose image, or an image of whose index, names the blob. */
    private static List<String> hurtTags(Transaction transaction, Digest digest) {
        return transaction.list(
                "with recursive hurt (repository_id, digest) as ("
                        + " select repository_id, manifest from manifest_reference where digest = ?"
                        + " union select p.repository_id, p.manifest from manifest_reference p"
                        + " join hurt h on h.repository_id = p.repository_id and h.digest = p.digest and p.kind = 'child')"
                        + " select r.name, t.name from hurt h join tag t on t.repository_id = h.repository_id and"
                        + " t.digest = h.digest join repository r on r.id = t.repository_id order by r.name, t.name",
                (Row row) -> row.text(1) + ":" + row.text(2),
                digest.toString());
    }

    /**
     * Deletes what no row names. An upload's row is written before its first byte, and where a store moves the bytes of an
     * upload it is asked only for what has settled, so nothing that arrives is swept.
     */
    private long sweep() throws IOException {
        long[] swept = {0};
        try (Collector.Pause pause = collector.pauseDeletion()) {
            bytes.forEachSettled(location -> {
                boolean named = database.snapshot(transaction -> isNamed(transaction, location));
                if (!named && pause.holds()) {
                    delete(location);
                    swept[0]++;
                }
            });
        }
        return swept[0];
    }

    private void delete(Location location) {
        try {
            bytes.delete(location);
        } catch (IOException e) {
            log.warn("a file that nothing names cannot be deleted: {}", location, e);
        }
    }

    private static boolean isNamed(Transaction transaction, Location location) {
        return transaction.exists("select 1 from blob where location = ?", location.value())
                || transaction.exists("select 1 from upload where location = ?", location.value())
                || transaction.exists("select 1 from discarded where location = ?", location.value());
    }
}
