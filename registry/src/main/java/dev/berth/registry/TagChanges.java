package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes tags by hand, without a push: points one to another manifest of its repository, or deletes many at once. */
public final class TagChanges {
    private final Database database;
    private final Candidates candidates;
    private final Journal journal;
    private final boolean collects;
    private final InstantSource clock;

    /** @param collects whether manifests without a tag are collected */
    TagChanges(Database database, Candidates candidates, Journal journal, boolean collects, InstantSource clock) {
        this.database = database;
        this.candidates = candidates;
        this.journal = journal;
        this.collects = collects;
        this.clock = clock;
    }

    /**
     * Points the tag to a manifest that the repository has.
     *
     * @param by the account that does it
     * @throws RegistryFailure {@link WireError#MANIFEST_UNKNOWN}, {@link WireError#NAME_UNKNOWN} or
     *     {@link WireError#REPOSITORY_ARCHIVED}
     */
    public void point(RepositoryName name, Tag tag, Digest digest, String by) {
        database.write(transaction -> {
            long repository = writable(transaction, name);
            String mediaType = transaction
                    .first(
                            "update manifest set touched_at = ? where repository_id = ? and digest = ? returning media_type",
                            row -> row.text(1),
                            clock.millis(),
                            repository,
                            digest.toString())
                    .orElseThrow(() -> new RegistryFailure(
                            WireError.MANIFEST_UNKNOWN, name + " does not have " + digest + " any more"));
            Optional<String> before = Manifests.current(transaction, repository, tag);
            transaction.update(
                    "insert into tag (repository_id, name, digest, updated_at, updated_by, version_key)"
                            + " values (?, ?, ?, ?, ?, ?) on conflict (repository_id, name) do update set"
                            + " digest = excluded.digest, updated_at = excluded.updated_at, updated_by = excluded.updated_by",
                    repository,
                    tag.name(),
                    digest.toString(),
                    clock.millis(),
                    by,
                    VersionKey.of(tag.name()));
            before.filter(it -> !it.equals(digest.toString()))
                    .ifPresent(it -> candidates.addManifest(transaction, repository, it));
            journal.repointed(
                    transaction,
                    new Journal.Tagged(repository, name, tag, digest, before.map(Digest::parse), mediaType, by));
            return true;
        });
    }

    private static long writable(Transaction transaction, RepositoryName name) {
        return Repositories.writable(transaction, name).orElseThrow(() -> new RegistryFailure(WireError.NAME_UNKNOWN));
    }

    /**
     * What a deletion of tags takes.
     *
     * @param tags those that there were
     * @param manifests how many manifests nothing holds afterwards
     * @param bytes of blobs that nothing in any repository needs afterwards
     */
    public record Deletion(List<Tag> tags, int manifests, long bytes) {
        public Deletion {
            tags = List.copyOf(tags);
        }
    }

    /** What the deletion of these tags would take; nothing is deleted. */
    public Deletion rehearse(RepositoryName name, List<Tag> tags) {
        return database.snapshot(transaction -> {
            long repository =
                    Repositories.id(transaction, name).orElseThrow(() -> new RegistryFailure(WireError.NAME_UNKNOWN));
            return deletion(transaction, repository, tags);
        });
    }

    /**
     * Deletes those of the tags that there are, all or none.
     *
     * @param by the account that does it
     * @throws RegistryFailure {@link WireError#NAME_UNKNOWN} or {@link WireError#REPOSITORY_ARCHIVED}
     */
    public Deletion delete(RepositoryName name, List<Tag> tags, String by) {
        return database.write(transaction -> {
            long repository = writable(transaction, name);
            Deletion deletion = deletion(transaction, repository, tags);
            for (Tag tag : deletion.tags()) {
                Digest previous = Manifests.current(transaction, repository, tag)
                        .map(Digest::parse)
                        .orElseThrow();
                transaction.update("delete from tag where repository_id = ? and name = ?", repository, tag.name());
                candidates.addManifest(transaction, repository, previous.toString());
                journal.untagged(transaction, new Journal.Untagged(repository, name, tag, previous, by));
            }
            return deletion;
        });
    }

    private Deletion deletion(Transaction transaction, long repository, List<Tag> tags) {
        List<Tag> present = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (Tag tag : tags.stream().distinct().toList()) {
            Manifests.current(transaction, repository, tag).ifPresent(digest -> {
                present.add(tag);
                digests.add(digest);
            });
        }
        if (!collects) {
            return new Deletion(present, 0, 0);
        }
        Loose loose = new Loose(transaction, repository, present);
        loose.follow(digests);
        return new Deletion(present, loose.manifests().size(), loose.bytes());
    }
}
