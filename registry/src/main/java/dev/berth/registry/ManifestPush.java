package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Descriptor;
import dev.berth.oci.Digest;
import dev.berth.oci.Manifest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a manifest in: its bytes, its edges and its tags, in one transaction (distribution-spec, "Pushing Manifests"). */
public final class ManifestPush {
    private final Database database;
    private final Repositories repositories;
    private final Candidates candidates;
    private final Journal journal;
    private final RegistryConfig config;
    private final InstantSource clock;

    public ManifestPush(
            Database database,
            Repositories repositories,
            Candidates candidates,
            Journal journal,
            RegistryConfig config,
            InstantSource clock) {
        this.database = database;
        this.repositories = repositories;
        this.candidates = candidates;
        this.journal = journal;
        this.config = config;
        this.clock = clock;
    }

    /**
     * What is pushed.
     *
     * @param digest the name of the bytes
     * @param manifest what they spell
     * @param content the bytes
     * @param tags the tags that shall point to it
     * @param condition what must be true of every one of these tags beforehand; of the manifest, where there are none
     * @param pusher the account that pushes
     */
    public record Push(
            Digest digest, Manifest manifest, byte[] content, List<Tag> tags, TagCondition condition, String pusher) {
        public Push {
            tags = List.copyOf(tags);
        }
    }

    /**
     * Stores the manifest and lets its tags point to it; answers what it names that the repository lacks.
     *
     * @throws RegistryFailure {@link WireError#MANIFEST_BLOB_UNKNOWN} when something is missing that may not be;
     *     {@link WireError#PRECONDITION_FAILED}
     */
    public List<String> store(RepositoryName name, Push push) {
        return database.write(transaction -> {
            long repository = repositories.ensure(transaction, name, push.pusher());
            List<String> missing = missing(transaction, repository, push.manifest());
            refuseMissing(transaction, repository, missing);
            if (push.tags().isEmpty()) {
                push.condition().check(Manifests.present(transaction, repository, push.digest()), push.digest());
            }
            insert(transaction, repository, push);
            for (Tag tag : push.tags()) {
                pointTag(transaction, repository, name, tag, push);
            }
            if (push.tags().isEmpty()) {
                candidates.addManifest(transaction, repository, push.digest().toString());
                journal.manifestPushed(
                        transaction,
                        new Journal.ManifestChange(
                                repository,
                                name,
                                push.digest(),
                                push.manifest().mediaType().value(),
                                push.pusher()));
            }
            return missing;
        });
    }

    private static List<String> missing(Transaction transaction, long repository, Manifest manifest) {
        List<String> missing = new ArrayList<>();
        List<Descriptor> blobs = new ArrayList<>(manifest.layers());
        manifest.config().ifPresent(blobs::add);
        for (Descriptor blob : blobs) {
            if (!blob.mediaType().isNondistributable() && !holdsBlob(transaction, repository, blob)) {
                missing.add(blob.digest().toString());
            }
        }
        for (Descriptor child : manifest.children()) {
            String digest = child.digest().toString();
            boolean there = transaction.exists(
                            "select 1 from manifest where repository_id = ? and digest = ?", repository, digest)
                    || mayBeBlob(child) && holdsBlob(transaction, repository, child);
            if (!there) {
                missing.add(digest);
            }
        }
        return missing;
    }

    /** Whether the repository can serve the blob, which it cannot while the blob is quarantined. */
    private static boolean holdsBlob(Transaction transaction, long repository, Descriptor blob) {
        return transaction.exists(
                "select 1 from repository_blob l join blob b on b.digest = l.digest"
                        + " where l.repository_id = ? and l.digest = ? and b.quarantined = 0",
                repository,
                blob.digest().toString());
    }

    /** Whether an index's entry may be a blob, as it is in the caches that BuildKit pushes. */
    private static boolean mayBeBlob(Descriptor child) {
        return child.mediaType().manifestKind().isEmpty();
    }

    /**
     * Content that was never here may be missing on purpose, in a sparse manifest. Content that the collection took away
     * after a client had seen it, or that the scrub found damaged, may not: the client counts on it, and is told to send
     * it again.
     */
    private void refuseMissing(Transaction transaction, long repository, List<String> missing) {
        for (String digest : missing) {
            boolean refused = config.missingReferences() == MissingReferences.REFUSE
                    || transaction.exists(
                            "select 1 from collected where repository_id = ? and digest = ?", repository, digest)
                    || transaction.exists(
                            "select 1 from repository_blob l join blob b on b.digest = l.digest"
                                    + " where l.repository_id = ? and l.digest = ? and b.quarantined = 1",
                            repository,
                            digest);
            if (refused) {
                throw new RegistryFailure(
                        WireError.MANIFEST_BLOB_UNKNOWN,
                        "the manifest refers to " + digest + ", which is not here: push it");
            }
        }
    }

    private void insert(Transaction transaction, long repository, Push push) {
        Manifest manifest = push.manifest();
        String digest = push.digest().toString();
        long now = clock.millis();
        transaction.update(
                "insert into manifest (repository_id, digest, media_type, referrer_type, subject, annotations, size, content,"
                        + " pushed_at, pushed_by, touched_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (repository_id, digest) do update set media_type = excluded.media_type,"
                        + " referrer_type = excluded.referrer_type, touched_at = excluded.touched_at",
                repository,
                digest,
                manifest.mediaType().value(),
                manifest.referrerType(),
                manifest.subject().map(it -> it.digest().toString()),
                AnnotationsJson.write(manifest.annotations()),
                push.content().length,
                push.content(),
                now,
                push.pusher(),
                now);
        manifest.config().ifPresent(it -> edge(transaction, repository, digest, Edges.CONFIG, it));
        manifest.layers().forEach(it -> edge(transaction, repository, digest, Edges.LAYER, it));
        manifest.children().forEach(it -> edge(transaction, repository, digest, Edges.CHILD, it));
        manifest.children().stream()
                .filter(ManifestPush::mayBeBlob)
                .forEach(it -> edge(transaction, repository, digest, Edges.LAYER, it));
        manifest.subject().ifPresent(it -> edge(transaction, repository, digest, Edges.SUBJECT, it));
        transaction.update("delete from collected where repository_id = ? and digest = ?", repository, digest);
        Images.note(transaction, repository, push.digest(), manifest);
    }

    private static void edge(Transaction transaction, long repository, String from, String kind, Descriptor to) {
        transaction.update(
                "insert into manifest_reference (repository_id, manifest, kind, digest) values (?, ?, ?, ?)"
                        + " on conflict (repository_id, digest, manifest, kind) do nothing",
                repository,
                from,
                kind,
                to.digest().toString());
    }

    private void pointTag(Transaction transaction, long repository, RepositoryName name, Tag tag, Push push) {
        Optional<String> before = Manifests.current(transaction, repository, tag);
        push.condition().check(before, tag);
        String digest = push.digest().toString();
        transaction.update(
                "insert into tag (repository_id, name, digest, updated_at, updated_by, version_key) values (?, ?, ?, ?, ?, ?)"
                        + " on conflict (repository_id, name) do update set digest = excluded.digest,"
                        + " updated_at = excluded.updated_at, updated_by = excluded.updated_by",
                repository,
                tag.name(),
                digest,
                clock.millis(),
                push.pusher(),
                VersionKey.of(tag.name()));
        before.filter(it -> !it.equals(digest)).ifPresent(it -> candidates.addManifest(transaction, repository, it));
        journal.tagged(
                transaction,
                new Journal.Tagged(
                        repository,
                        name,
                        tag,
                        push.digest(),
                        before.map(Digest::parse),
                        push.manifest().mediaType().value(),
                        push.pusher()));
    }
}
