package dev.berth.registry;

import dev.berth.database.Database;
import dev.berth.database.ReadCache;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import dev.berth.oci.Digest;
import dev.berth.oci.Reference;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.oci.WireError;
import java.util.List;
import java.util.Optional;

/** Reads and deletes manifests and tags. */
public final class Manifests {
    private static final String BY_TAG = " from repository r join tag t on t.repository_id = r.id"
            + " join manifest m on m.repository_id = r.id and m.digest = t.digest where r.name = ? and t.name = ?";
    private static final String BY_DIGEST =
            " from repository r join manifest m on m.repository_id = r.id" + " where r.name = ? and m.digest = ?";
    /** Long manifests are read and sent in parts of this size: many at once would fill the memory. */
    private static final int PART = 128 << 10;

    private static final int AT_HAND = 256;
    private static final int LONGEST_AT_HAND = 16 << 10;

    private static final String START = "select m.digest, m.media_type, m.size, substr(m.content, 1, " + PART + ")";
    private static final String MIDDLE = "select substr(m.content, cast(? as integer), " + PART + ")";
    private static final String HEAD = "select m.digest, m.media_type, m.size";

    private static final String START_BY_TAG = START + BY_TAG;
    private static final String START_BY_DIGEST = START + BY_DIGEST;
    private static final String MIDDLE_BY_DIGEST = MIDDLE + BY_DIGEST;
    private static final String HEAD_BY_TAG = HEAD + BY_TAG;
    private static final String HEAD_BY_DIGEST = HEAD + BY_DIGEST;

    private final Database database;
    private final Repositories repositories;
    private final Candidates candidates;
    private final Journal journal;
    private final ReadCache<Named, StoredManifest> wholeAtHand;
    private final ReadCache<Named, ManifestHead> headsAtHand;

    /** What a client asks for. */
    private record Named(RepositoryName name, Reference reference) {}

    public Manifests(Database database, Repositories repositories, Candidates candidates, Journal journal) {
        this.database = database;
        this.repositories = repositories;
        this.candidates = candidates;
        this.journal = journal;
        this.wholeAtHand = new ReadCache<>(database, AT_HAND, it -> it.isWhole() && it.size() <= LONGEST_AT_HAND);
        this.headsAtHand = new ReadCache<>(database, AT_HAND, any -> true);
    }

    /**
     * The manifest that the reference names now.
     *
     * @throws RegistryFailure {@link WireError#MANIFEST_UNKNOWN} or {@link WireError#NAME_UNKNOWN}
     */
    public StoredManifest pull(RepositoryName name, Reference reference) {
        return database.read(transaction -> pull(transaction, name, reference))
                .orElseThrow(() -> unknown(name, reference));
    }

    /** The same; empty when there is no such manifest, or that would take waiting. */
    public Optional<StoredManifest> pullAtOnce(RepositoryName name, Reference reference) {
        return wholeAtHand.readAtOnce(new Named(name, reference), transaction -> pull(transaction, name, reference));
    }

    private static Optional<StoredManifest> pull(Transaction transaction, RepositoryName name, Reference reference) {
        return transaction.first(
                reference instanceof Tag ? START_BY_TAG : START_BY_DIGEST,
                row -> new StoredManifest(Digest.parse(row.text(1)), row.text(2), row.number(3), row.bytes(4)),
                name.value(),
                reference.toString());
    }

    /**
     * More bytes of a manifest.
     *
     * @param from how many bytes come before them
     * @return the next bytes, none at its end; empty when it has been deleted
     */
    public Optional<byte[]> part(RepositoryName name, Digest digest, long from) {
        return database.read(transaction -> part(transaction, name, digest, from)
                // It may have been renamed since the first part was sent.
                .or(() -> FormerNames.now(transaction, name).flatMap(now -> part(transaction, now, digest, from))));
    }

    private static Optional<byte[]> part(Transaction transaction, RepositoryName name, Digest digest, long from) {
        return transaction.first(MIDDLE_BY_DIGEST, row -> row.bytes(1), from + 1, name.value(), digest.toString());
    }

    /**
     * The same without the bytes.
     *
     * @throws RegistryFailure {@link WireError#MANIFEST_UNKNOWN} or {@link WireError#NAME_UNKNOWN}
     */
    public ManifestHead head(RepositoryName name, Reference reference) {
        return database.read(transaction -> head(transaction, name, reference))
                .orElseThrow(() -> unknown(name, reference));
    }

    /** The same; empty when there is no such manifest, or that would take waiting. */
    public Optional<ManifestHead> headAtOnce(RepositoryName name, Reference reference) {
        return headsAtHand.readAtOnce(new Named(name, reference), transaction -> head(transaction, name, reference));
    }

    private static Optional<ManifestHead> head(Transaction transaction, RepositoryName name, Reference reference) {
        return transaction.first(
                reference instanceof Tag ? HEAD_BY_TAG : HEAD_BY_DIGEST,
                row -> new ManifestHead(Digest.parse(row.text(1)), row.text(2), row.number(3)),
                name.value(),
                reference.toString());
    }

    private RegistryFailure unknown(RepositoryName name, Reference reference) {
        RegistryFailure failure = repositories.unknown(name, WireError.MANIFEST_UNKNOWN);
        if (failure.error() == WireError.NAME_UNKNOWN) {
            return failure;
        }
        return new RegistryFailure(WireError.MANIFEST_UNKNOWN, name + " has no manifest " + reference);
    }

    /**
     * One page of the repository's tags, in byte order, all behind {@code last}.
     *
     * @throws RegistryFailure {@link WireError#NAME_UNKNOWN}
     */
    public List<String> tags(RepositoryName name, String last, int limit) {
        return database.read(transaction -> {
            long repository =
                    Repositories.id(transaction, name).orElseThrow(() -> new RegistryFailure(WireError.NAME_UNKNOWN));
            return transaction.list(
                    "select name from tag where repository_id = ? and name > ? order by name limit ?",
                    (Row row) -> row.text(1),
                    repository,
                    last,
                    limit);
        });
    }

    /** Whether the repository with this id has the manifest. */
    public boolean has(long repository, Digest digest) {
        return database.read(transaction -> present(transaction, repository, digest))
                .isPresent();
    }

    /** Some of the repositories that hold a manifest whose digest begins so or, where none does, such a blob. */
    public List<Long> holders(Transaction transaction, String digest, int limit) {
        // No digit of a digest is behind this letter.
        String end = digest + "g";
        List<Long> holders = transaction.list(
                "select distinct repository_id from manifest where digest >= ? and digest < ? limit ?",
                row -> row.number(1),
                digest,
                end,
                limit);
        return !holders.isEmpty()
                ? holders
                : transaction.list(
                        "select distinct repository_id from repository_blob where digest >= ? and digest < ? limit ?",
                        row -> row.number(1),
                        digest,
                        end,
                        limit);
    }

    /**
     * Deletes a tag, whose manifest and other tags stay; or a manifest, with every tag that points to it.
     *
     * @param condition what must be true of the tag's present state
     * @param by the account that does it
     * @throws RegistryFailure {@link WireError#MANIFEST_UNKNOWN}, {@link WireError#NAME_UNKNOWN} or
     *     {@link WireError#PRECONDITION_FAILED}
     */
    public void delete(RepositoryName name, Reference reference, TagCondition condition, String by) {
        boolean deleted = database.write(transaction -> {
            Optional<Long> repository = Repositories.writable(transaction, name);
            return repository.isPresent()
                    && switch (reference) {
                        case Tag tag -> deleteTag(transaction, new Place(repository.get(), name), tag, condition, by);
                        case Digest digest ->
                            deleteManifest(transaction, new Place(repository.get(), name), digest, condition, by);
                    };
        });
        if (!deleted) {
            throw unknown(name, reference);
        }
    }

    private record Place(long repository, RepositoryName name) {}

    private boolean deleteTag(Transaction transaction, Place place, Tag tag, TagCondition condition, String by) {
        long repository = place.repository();
        Optional<String> current = current(transaction, repository, tag);
        condition.check(current, tag);
        if (current.isEmpty()) {
            return false;
        }
        transaction.update("delete from tag where repository_id = ? and name = ?", repository, tag.name());
        candidates.addManifest(transaction, repository, current.get());
        untagged(transaction, place, tag, Digest.parse(current.get()), by);
        return true;
    }

    /** The digest that the tag points to, as text. */
    static Optional<String> current(Transaction transaction, long repository, Tag tag) {
        return transaction.first(
                "select digest from tag where repository_id = ? and name = ?",
                row -> row.text(1),
                repository,
                tag.name());
    }

    /** The digest as text, where the repository has its manifest. */
    static Optional<String> present(Transaction transaction, long repository, Digest digest) {
        return transaction.first(
                "select digest from manifest where repository_id = ? and digest = ?",
                row -> row.text(1),
                repository,
                digest.toString());
    }

    private void untagged(Transaction transaction, Place place, Tag tag, Digest previous, String by) {
        journal.untagged(transaction, new Journal.Untagged(place.repository(), place.name(), tag, previous, by));
    }

    private boolean deleteManifest(
            Transaction transaction, Place place, Digest digest, TagCondition condition, String by) {
        long repository = place.repository();
        condition.check(present(transaction, repository, digest), digest);
        List<Tag> tags = transaction.list(
                "delete from tag where repository_id = ? and digest = ? returning name",
                row -> Tag.parse(row.text(1)),
                repository,
                digest.toString());
        tags.forEach(tag -> untagged(transaction, place, tag, digest, by));
        Optional<String> mediaType = transaction.first(
                "select media_type from manifest where repository_id = ? and digest = ?",
                row -> row.text(1),
                repository,
                digest.toString());
        mediaType.ifPresent(type -> journal.manifestDeleted(
                transaction, new Journal.ManifestChange(repository, place.name(), digest, type, by)));
        return candidates.removeManifest(transaction, repository, digest.toString());
    }
}
