package dev.berth.registry;

import dev.berth.database.Transaction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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

    private record Candidate(String kind, long repository, String digest) {
        boolean isManifest() {
            return kind.equals("manifest");
        }
    }

    /** Looks at this many candidates at most, those that have waited longest. */
    Collected collectBatch(Transaction transaction, int limit) {
        List<Candidate> due = transaction.list(
                "select kind, repository_id, digest from collection_candidate where due_at <= ? order by due_at limit ?",
                row -> new Candidate(row.text(1), row.number(2), row.text(3)),
                clock.millis(),
                limit);
        Collected total = new Collected(due.size(), 0, 0, 0, List.of());
        for (Candidate candidate : due) {
            transaction.update(
                    "delete from collection_candidate where repository_id = ? and kind = ? and digest = ?",
                    candidate.repository(),
                    candidate.kind(),
                    candidate.digest());
            total = total.plus(
                    candidate.isManifest() ? manifest(transaction, candidate) : blob(transaction, candidate));
        }
        return total;
    }

    private Collected manifest(Transaction transaction, Candidate candidate) {
        record Found(long touchedAt, Optional<String> subject) {}
        Optional<Found> found = transaction.first(
                "select touched_at, subject from manifest where repository_id = ? and digest = ?",
                row -> new Found(row.number(1), row.optionalText(2)),
                candidate.repository(),
                candidate.digest());
        if (found.isEmpty()
                || config.untagged() == CollectionConfig.Untagged.KEEP
                || isInGrace(transaction, candidate, found.get().touchedAt())
                || isTaggedOrChild(transaction, candidate.repository(), candidate.digest())
                || isSubjectOfKept(transaction, candidate)
                || hasSubject(transaction, candidate, found.get().subject())) {
            return Collected.NOTHING;
        }
        candidates.collectManifest(transaction, candidate.repository(), candidate.digest());
        remember(transaction, candidate);
        return new Collected(0, 1, 0, 0, List.of(name(transaction, candidate)));
    }

    private static boolean isTaggedOrChild(Transaction transaction, long repository, String digest) {
        return transaction.exists(
                        "select 1 from tag where repository_id = ? and digest = ? limit 1", repository, digest)
                || transaction.exists(
                        "select 1 from manifest_reference where repository_id = ? and digest = ? and kind = 'child' limit 1",
                        repository,
                        digest);
    }

    /**
     * Whether this manifest is the subject, or the subject's subject and so on, of a referrer that is tagged, part of an
     * index, or in its own grace.
     */
    private boolean isSubjectOfKept(Transaction transaction, Candidate candidate) {
        return transaction.exists(
                "with recursive referrer (repository_id, digest) as ("
                        + " select repository_id, manifest from manifest_reference"
                        + " where repository_id = ? and digest = ? and kind = 'subject'"
                        + " union select e.repository_id, e.manifest from referrer r join manifest_reference e"
                        + " on e.repository_id = r.repository_id and e.digest = r.digest and e.kind = 'subject')"
                        + " select 1 from referrer r"
                        + " join manifest m on m.repository_id = r.repository_id and m.digest = r.digest"
                        + " where m.touched_at > ?"
                        + " or exists (select 1 from tag t where t.repository_id = r.repository_id and t.digest = r.digest)"
                        + " or exists (select 1 from manifest_reference e where e.repository_id = r.repository_id"
                        + " and e.digest = r.digest and e.kind = 'child') limit 1",
                candidate.repository(),
                candidate.digest(),
                clock.millis() - config.grace().toMillis());
    }

    /**
     * Whether the manifest that this one refers to is there, and so keeps it. That one may have been kept by this one alone,
     * so it is looked at again; when it goes, this one becomes a candidate again.
     */
    private boolean hasSubject(Transaction transaction, Candidate candidate, Optional<String> subject) {
        if (subject.isEmpty()
                || !transaction.exists(
                        "select 1 from manifest where repository_id = ? and digest = ?",
                        candidate.repository(),
                        subject.get())) {
            return false;
        }
        if (!isTaggedOrChild(transaction, candidate.repository(), subject.get())) {
            candidates.addManifest(transaction, candidate.repository(), subject.get());
        }
        return true;
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
