package dev.berth.registry;

import dev.berth.database.Transaction;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import java.util.Optional;

/**
 * Is told what changes in a registry, inside the transaction that changes it: what it writes there stays exactly when the change
 * does. It does nothing but SQL, and little of it, since every push pays for it.
 */
public interface Journal {

    /** Writes nothing down. */
    Journal NONE = new Journal() {};

    /** A repository came to be. {@code by} is the account that made it, or whose push did. */
    default void repositoryMade(Transaction transaction, StoredRepository repository, String by) {}

    /** A push had a tag point to a manifest, which may be the one that it pointed to before. */
    default void tagged(Transaction transaction, Tagged change) {}

    /** Somebody had a tag point to a manifest that the repository has, without a push. */
    default void repointed(Transaction transaction, Tagged change) {}

    /** A tag is gone. */
    default void untagged(Transaction transaction, Untagged change) {}

    /** A manifest was pushed by its digest alone. */
    default void manifestPushed(Transaction transaction, ManifestChange change) {}

    /** A manifest was deleted by somebody; its tags, if it had any, are told of by themselves, before it. */
    default void manifestDeleted(Transaction transaction, ManifestChange change) {}

    /** Somebody had a collection begin: {@code by} is the account or the command. */
    default void collectionBegun(Transaction transaction, String by) {}

    /**
     * What a tag points to from now on.
     *
     * @param repository the id of its repository
     * @param previous what it pointed to before
     * @param by the account that did it
     */
    record Tagged(
            long repository,
            RepositoryName name,
            Tag tag,
            Digest digest,
            Optional<Digest> previous,
            String mediaType,
            String by) {}

    /**
     * A tag that is gone.
     *
     * @param repository the id of its repository
     * @param previous what it pointed to
     * @param by the account that did it
     */
    record Untagged(long repository, RepositoryName name, Tag tag, Digest previous, String by) {}

    /**
     * A manifest that came or went.
     *
     * @param repository the id of its repository
     * @param by the account that did it
     */
    record ManifestChange(long repository, RepositoryName name, Digest digest, String mediaType, String by) {}
}
