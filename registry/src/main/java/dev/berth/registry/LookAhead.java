package dev.berth.registry;

import dev.berth.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Has the database bring into memory what a batch of the collection is going to read. Candidates lie anywhere in the largest
 * indexes, and nobody has asked for these places lately, so each costs a few reads of the disk. A batch would do one after the
 * other, while pushes wait for its transaction or collide with it; before it, a few readers do them at a time.
 */
final class LookAhead {
    private static final int READERS = 6;

    /** A row, or where it would be, of each table that the fate of a blob is read from. */
    private static final String PLACES = "select touched_at from repository_blob where repository_id = ? and digest = ?"
            + " union all select 1 from (select kind from manifest_reference where repository_id = ? and digest = ? limit 1) named"
            + " union all select touched_at from (select touched_at from repository_blob where digest = ? limit 1) held"
            + " union all select size from blob where digest = ?";

    private final Database database;

    LookAhead(Database database) {
        this.database = database;
    }

    /** Reads about each of these, and keeps nothing of it. */
    void at(List<Collection.Candidate> candidates) {
        List<Collection.Candidate> blobs =
                candidates.stream().filter(it -> !it.isManifest()).toList();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> reading = new ArrayList<>();
            for (int reader = 0; reader < Math.min(READERS, blobs.size()); reader++) {
                int first = reader;
                reading.add(readers.submit(() -> read(blobs, first)));
            }
            for (Future<Integer> each : reading) {
                each.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private int read(List<Collection.Candidate> blobs, int first) {
        return database.read(transaction -> {
            int rows = 0;
            for (int i = first; i < blobs.size(); i += READERS) {
                long repository = blobs.get(i).repository();
                String digest = blobs.get(i).digest();
                rows += transaction
                        .list(PLACES, row -> row.number(1), repository, digest, repository, digest, digest, digest)
                        .size();
            }
            return rows;
        });
    }
}
