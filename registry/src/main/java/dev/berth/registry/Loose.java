package dev.berth.registry;

import dev.berth.database.Transaction;
import dev.berth.oci.Tag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What nothing would hold any more, if some tags of a repository were gone. */
final class Loose {
    private final Transaction transaction;
    private final long repository;
    private final Set<String> tags = new HashSet<>();
    private final Set<String> manifests = new LinkedHashSet<>();

    Loose(Transaction transaction, long repository, Collection<Tag> gone) {
        this.transaction = transaction;
        this.repository = repository;
        gone.forEach(tag -> tags.add(tag.name()));
    }

    /** Looks at these manifests, and at all that hangs on those of them which come loose. */
    void follow(Collection<String> digests) {
        Deque<String> open = new ArrayDeque<>(digests);
        while (!open.isEmpty()) {
            String digest = open.remove();
            if (!manifests.contains(digest) && exists(digest) && !isHeld(digest)) {
                manifests.add(digest);
                open.addAll(hangingOn(digest));
            }
        }
    }

    /** The manifests that come loose. */
    Set<String> manifests() {
        return manifests;
    }

    private boolean exists(String digest) {
        return transaction.exists("select 1 from manifest where repository_id = ? and digest = ?", repository, digest);
    }

    /** Whether a tag that stays points to it, or an index or a subject that stays has it. */
    private boolean isHeld(String digest) {
        boolean tagged = texts("select name from tag where repository_id = ? and digest = ?", digest).stream()
                .anyMatch(name -> !tags.contains(name));
        return tagged
                || texts(
                                "select manifest from manifest_reference where repository_id = ? and digest = ? and kind = 'child'",
                                digest)
                        .stream()
                        .anyMatch(index -> !manifests.contains(index))
                || texts(
                                "select subject from manifest where repository_id = ? and digest = ? and subject is not null",
                                digest)
                        .stream()
                        .anyMatch(subject -> !manifests.contains(subject) && exists(subject));
    }

    private List<String> hangingOn(String digest) {
        List<String> all = new ArrayList<>(texts(
                "select digest from manifest_reference where repository_id = ? and manifest = ? and kind = 'child'",
                digest));
        all.addAll(texts("select digest from manifest where repository_id = ? and subject = ?", digest));
        return all;
    }

    /** The bytes of the blobs that only these manifests name, and only this repository holds. */
    long bytes() {
        Set<String> blobs = new LinkedHashSet<>();
        for (String manifest : manifests) {
            blobs.addAll(texts(
                    "select digest from manifest_reference"
                            + " where repository_id = ? and manifest = ? and kind in ('config', 'layer')",
                    manifest));
        }
        return blobs.stream()
                .filter(blob -> !isNeeded(blob))
                .mapToLong(blob -> transaction.number("select size from blob where digest = ?", blob))
                .sum();
    }

    private boolean isNeeded(String blob) {
        boolean here = texts(
                        "select manifest from manifest_reference"
                                + " where repository_id = ? and digest = ? and kind in ('config', 'layer')",
                        blob)
                .stream()
                .anyMatch(manifest -> !manifests.contains(manifest));
        return here
                || transaction.exists(
                        "select 1 from repository_blob where digest = ? and repository_id <> ? limit 1",
                        blob,
                        repository);
    }

    private List<String> texts(String sql, String digest) {
        return transaction.list(sql, row -> row.text(1), repository, digest);
    }
}
