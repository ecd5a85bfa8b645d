package dev.berth.registry;

import dev.berth.database.Transaction;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides, inside one transaction, which candidates nothing refers to any more, and deletes their rows. */
final class Collection {
    private final Candidates candidates;
    private final CollectionConfig config;
    private final InstantSource clock;

    Collection(Candidates candidates, CollectionConfig config, InstantSource clock) {
        this.candidates = candidates;
        this.config = config;
        this.clock = clock;
    }

    record Candidate(String kind, long repository, String digest) {
        boolean isManifest() {
            return kind.equals("manifest");
        }
    }

    /** Looks at those of these candidates that nobody has taken meanwhile, and whose grace is over still. */
    Collected collectBatch(Transaction transaction, List<Candidate> due) {
        Collected total = new Collected(due.size(), 0, 0, 0, List.of());
        for (Candidate candidate : due) {
            int taken = transaction.update(
                    "delete from collection_candidate"
                            + " where repository_id = ? and kind = ? and digest = ? and due_at <= ?",
                    candidate.repository(),
                    candidate.kind(),
                    candidate.digest(),
                    clock.millis());
            if (taken > 0) {
                total = total.plus(
                        candidate.isManifest() ? manifest(transaction, candidate) : blob(transaction, candidate));
            }
        }
        return total;
    }

    /** The candidates whose grace is over, those that have waited longest, and so many at most. */
    List<Candidate> due(Transaction transaction, int limit) {
        return transaction.list(
                "select kind, repository_id, digest from collection_candidate where due_at <= ? order by due_at limit ?",
                row -> new Candidate(row.text(1), row.number(2), row.text(3)),
                clock.millis(),
                limit);
    }

    /** What is to know of a manifest that may keep others. */
    private record Keeper(long touchedAt, Optional<String> subject, boolean tagged) {}

    private static Optional<Keeper> keeper(Transaction transaction, long repository, String digest) {
        return transaction.first(
                "select m.touched_at, m.subject, case when exists (select 1 from tag t"
                        + " where t.repository_id = m.repository_id and t.digest = m.digest) then 1 else 0 end"
                        + " from manifest m where m.repository_id = ? and m.digest = ?",
                row -> new Keeper(row.number(1), row.optionalText(2), row.flag(3)),
                repository,
                digest);
    }

    private Collected manifest(Transaction transaction, Candidate candidate) {
        Optional<Keeper> itself = keeper(transaction, candidate.repository(), candidate.digest());
        if (itself.isEmpty()
                || config.untagged() == CollectionConfig.Untagged.KEEP
                || isInGrace(transaction, candidate, itself.get().touchedAt())) {
            return Collected.NOTHING;
        }
        Collected total = Collected.NOTHING;
        for (String digest : unreachable(transaction, candidate.repository(), candidate.digest())) {
            if (candidates.collectManifest(transaction, candidate.repository(), digest)) {
                Candidate gone = new Candidate(candidate.kind(), candidate.repository(), digest);
                remember(transaction, gone);
                total = total.plus(new Collected(0, 1, 0, 0, List.of(name(transaction, gone))));
            }
        }
        return total;
    }

    /**
     * The manifest with all that might keep it, directly or not, when none of these is tagged or was pushed lately; nothing
     * when one is. An index keeps its children, a subject its referrers, a referrer its subject: only together can a ring of
     * them be seen to hang on nothing.
     */
    private Set<String> unreachable(Transaction transaction, long repository, String manifest) {
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(manifest));
        while (!open.isEmpty()) {
            String digest = open.remove();
            Optional<Keeper> found = seen.contains(digest) ? Optional.empty() : keeper(transaction, repository, digest);
            if (found.isEmpty()) {
                continue;
            }
            Keeper keeper = found.get();
            if (keeper.tagged() || keeper.touchedAt() + config.grace().toMillis() > clock.millis()) {
                return Set.of();
            }
            seen.add(digest);
            keeper.subject().ifPresent(open::add);
            open.addAll(transaction.list(
                    "select manifest from manifest_reference"
                            + " where repository_id = ? and digest = ? and kind in ('child', 'subject')",
                    row -> row.text(1),
                    repository,
                    digest));
        }
        return seen;
    }

    private Collected blob(Transaction transaction, Candidate candidate) {
        Optional<Long> touchedAt = transaction.first(
                "select touched_at from repository_blob where repository_id = ? and digest = ?",
                row -> row.number(1),
                candidate.repository(),
                candidate.digest());
        if (touchedAt.isEmpty()
                || isInGrace(transaction, candidate, touchedAt.get())
                || Blobs.isNamed(transaction, candidate.repository(), candidate.digest())) {
            return Collected.NOTHING;
        }
        long bytes = Blobs.release(transaction, candidate.repository(), candidate.digest())
                .orElse(0L);
        remember(transaction, candidate);
        return new Collected(0, 0, 1, bytes, List.of(name(transaction, candidate)));
    }

    /** Whether a push has counted on the content lately; if so, it is looked at again when that is long enough ago. */
    private boolean isInGrace(Transaction transaction, Candidate candidate, long touchedAt) {
        long over = touchedAt + config.grace().toMillis();
        if (over <= clock.millis()) {
            return false;
        }
        Candidates.schedule(transaction, candidate.kind(), candidate.repository(), candidate.digest(), over);
        return true;
    }

    private void remember(Transaction transaction, Candidate candidate) {
        transaction.update(
                "insert into collected (repository_id, digest, collected_at) values (?, ?, ?)"
                        + " on conflict (repository_id, digest) do update set collected_at = excluded.collected_at",
                candidate.repository(),
                candidate.digest(),
                clock.millis());
    }

    private static String name(Transaction transaction, Candidate candidate) {
        String repository = transaction
                .first("select name from repository where id = ?", row -> row.text(1), candidate.repository())
                .orElse("?");
        return candidate.kind() + " " + repository + "@" + candidate.digest();
    }
}
