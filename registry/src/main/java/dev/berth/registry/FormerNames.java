package dev.berth.registry;

import dev.berth.database.Transaction;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.util.Optional;

/**
 * The names that repositories had before they were renamed. A repository can be pulled by them, and nothing else of that name
 * comes to be by a push. No name is both that of a repository and a former one, so they are asked for only where the
 * repository was not found.
 */
public final class FormerNames {
    private FormerNames() {}

    /** The name that the repository has now that once had this one; empty where none had it, or one has it. */
    public static Optional<RepositoryName> now(Transaction transaction, RepositoryName former) {
        return transaction.first(
                "select r.name from repository_alias a join repository r on r.id = a.repository_id where a.name = ?",
                row -> new RepositoryName(row.text(1)),
                former.value());
    }

    /**
     * Passes where nothing is found because there is nothing, and not because the repository has another name now.
     *
     * @throws RegistryFailure {@link WireError#NAME_UNKNOWN}
     */
    static void requireNone(Transaction transaction, RepositoryName name) {
        if (Repositories.id(transaction, name).isEmpty()
                && now(transaction, name).isPresent()) {
            throw new RegistryFailure(WireError.NAME_UNKNOWN);
        }
    }

    /** Keeps a name that the repository has no more. */
    static void add(Transaction transaction, RepositoryName former, long repository, long now) {
        transaction.update(
                "insert into repository_alias (name, repository_id, moved_at) values (?, ?, ?)",
                former.value(),
                repository,
                now);
    }

    /** Lets the name lead nowhere any more, so that another repository can have it. */
    public static void end(Transaction transaction, RepositoryName former) {
        transaction.update("delete from repository_alias where name = ?", former.value());
    }
}
