package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.DatabaseFailure;
import dev.berth.database.Durability;
import dev.berth.database.Transaction;
import dev.berth.storage.BlobStore;
import dev.berth.storage.Location;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what nothing refers to, while the registry serves. It looks only at candidates whose grace is over, a few at a
 * time; each batch is one transaction, so it sees what every push has committed and every later push sees what it took.
 */
public final class Collector {
    private static final Logger log = LoggerFactory.getLogger(Collector.class);
    /** How much is looked at in one transaction: on a database of many writers, a long one is in the way of the others. */
    private static final int BATCH = 50;

    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Database database;
    private final BlobStore bytes;
    private final UploadStore sessions;
    private final Uploads uploads;
    private final Collection collection;
    private final LookAhead ahead;
    private final CollectionConfig config;
    private final InstantSource clock;
    private final Exclusion exclusion;
    private final LongAdder collectedBytes = new LongAdder();

    public Collector(
            Database database,
            BlobStore bytes,
            UploadStore sessions,
            Uploads uploads,
            Candidates candidates,
            Exclusion exclusion,
            CollectionConfig config,
            InstantSource clock) {
        this.database = database;
        this.bytes = bytes;
        this.sessions = sessions;
        this.uploads = uploads;
        this.collection = new Collection(candidates, config, clock);
        this.ahead = new LookAhead(database);
        this.exclusion = exclusion;
        this.config = config;
        this.clock = clock;
    }

    /** Is told now and then how far a collection has come. */
    @FunctionalInterface
    interface Progress {
        /** It has taken so much. */
        void reached(Collected soFar);
    }

    /** Collects everything whose grace is over, and tells what it was: nothing while another node does it. */
    public Collected collect() throws IOException {
        return tryCollect(soFar -> {}).orElse(Collected.NOTHING);
    }

    /** The same; empty while another node does it, or keeps all from it. */
    Optional<Collected> tryCollect(Progress progress) throws IOException {
        Optional<Exclusion.Collecting> right = exclusion.tryCollect();
        if (right.isEmpty()) {
            log.debug("another node is collecting, or keeps all from it");
            return Optional.empty();
        }
        try (Exclusion.Collecting collecting = right.get()) {
            Collected total = collectRows(collecting, progress);
            expireUploads(collecting);
            while (deleteSomeDiscarded(collecting)) {
                progress.reached(total);
            }
            forgetCollected();
            return Optional.of(total);
        }
    }

    private Collected collectRows(Exclusion.Collecting collecting, Progress progress) {
        Collected total = Collected.NOTHING;
        int size = BATCH;
        boolean more = true;
        while (more && collecting.holds()) {
            Optional<Collected> batch = collectRows(size);
            if (batch.isPresent()) {
                total = total.plus(batch.get());
                collectedBytes.add(batch.get().bytes());
                progress.reached(total);
                more = batch.get().examined() > 0;
                size = Math.min(BATCH, size * 2);
            } else {
                // Pushes come first. What is in their way is tried with less at a time.
                size = Math.max(1, size / 2);
            }
        }
        return total;
    }

    /**
     * One batch; empty where so many were too many. A single candidate waits for its turn among the pushes. What a loss of power
     * takes back is collected again: no bytes go before it is safe.
     */
    private Optional<Collected> collectRows(int limit) {
        // Found outside the transaction: whoever reads where candidates are added is in the way of all who add some.
        List<Collection.Candidate> due = database.read(transaction -> collection.due(transaction, limit));
        ahead.at(due);
        if (limit == 1) {
            return Optional.of(
                    database.write(Durability.PROCESS_DEATH, transaction -> collection.collectBatch(transaction, due)));
        }
        try {
            return database.tryWrite(
                    Durability.PROCESS_DEATH, transaction -> collection.collectBatch(transaction, due));
        } catch (DatabaseFailure e) {
            if (e.isFull()) {
                throw e;
            }
            log.debug("a batch of {} failed", limit, e);
            return Optional.empty();
        }
    }

    /** What {@link #collect} would take now, found by doing it and taking it back. */
    public Collected rehearse() {
        return rehearse(Integer.MAX_VALUE);
    }

    /** The same of the first candidates, about so many: others may have to wait for it. */
    public Collected rehearse(int most) {
        return database.rehearse(transaction -> {
            Collected total = Collected.NOTHING;
            Collected batch;
            do {
                batch = collection.collectBatch(transaction, collection.due(transaction, BATCH));
                total = total.plus(batch);
            } while (batch.examined() > 0 && total.examined() < most);
            return total;
        });
    }

    private void expireUploads(Exclusion.Collecting collecting) {
        long before = clock.millis() - config.uploadExpiry().toMillis();
        List<UploadSession> abandoned;
        int ended;
        do {
            abandoned = sessions.abandoned(before, BATCH);
            ended = 0;
            for (UploadSession session : abandoned) {
                if (uploads.expire(session, before)) {
                    ended++;
                    log.info("upload {} to {} was given up", session.id(), session.repository());
                }
            }
        } while (abandoned.size() == BATCH && ended > 0 && collecting.holds());
    }

    /** Deletes one batch; the rows are read when the pause of whoever copies or replaces everything is over. */
    private boolean deleteSomeDiscarded(Exclusion.Collecting collecting) throws IOException {
        try (Pause right = collecting.deleting()) {
            List<Location> discarded = database.read(transaction -> transaction.list(
                    "select location from discarded limit ?", row -> new Location(row.text(1)), BATCH));
            if (discarded.isEmpty()) {
                return false;
            }
            // Others may have written these rows just now: no bytes go before all that survives the loss of power.
            database.sync();
            if (!right.holds()) {
                return false;
            }
            Deletions.Outcome outcome = Deletions.delete(bytes, discarded);
            database.write(Durability.PROCESS_DEATH, transaction -> forget(transaction, outcome.gone()));
            if (outcome.failure().isPresent()) {
                throw outcome.failure().get();
            }
            return true;
        }
    }

    private static boolean forget(Transaction transaction, List<Location> discarded) {
        for (Location location : discarded) {
            transaction.update("delete from discarded where location = ?", location.value());
        }
        return true;
    }

    private void forgetCollected() {
        long before = clock.millis() - REMEMBERED.toMillis();
        if (database.read(
                transaction -> transaction.exists("select 1 from collected where collected_at < ? limit 1", before))) {
            database.write(
                    Durability.PROCESS_DEATH,
                    transaction -> transaction.update("delete from collected where collected_at < ?", before));
        }
    }

    /** Keeps all others, on all nodes, from deleting bytes, so that everything can be copied or replaced, until it is closed. */
    public Pause pauseDeletion() {
        return exclusion.pause();
    }

    /** Ends when closed, by the thread that began it. */
    public interface Pause extends AutoCloseable {
        /** Whether it still keeps others off; it may be lost when the database has been away for too long. */
        boolean holds();

        @Override
        void close();
    }

    /** How many candidates wait for their turn or for the end of their grace. */
    public long waiting() {
        return database.read(transaction -> transaction.number("select count(*) from collection_candidate"));
    }

    /** How many bytes of blobs were collected since the start. */
    public long collectedBytes() {
        return collectedBytes.sum();
    }
}
