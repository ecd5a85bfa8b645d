package dev.berth.registry;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import java.time.InstantSource;

/** Takes whole repositories away, or gives them another name. Always a part of a larger change. */
public final class RepositoryChanges {
    private final InstantSource clock;

    RepositoryChanges(InstantSource clock) {
        this.clock = clock;
    }

    /** Deletes the repository. Its blobs are left to the collection, which need not wait: nobody can push to it any more. */
    public void delete(Transaction transaction, long repository) {
        long now = clock.millis();
        for (String table : new String[] {"tag", "manifest", "manifest_reference", "image", "collected"}) {
            transaction.update("delete from " + table + " where repository_id = ?", repository);
        }
        transaction.update("delete from collection_candidate where repository_id = ?", repository);
        transaction.update("update repository_blob set touched_at = 0 where repository_id = ?", repository);
        transaction.update(
                "insert into collection_candidate (kind, repository_id, digest, due_at)"
                        + " select 'blob', repository_id, digest, cast(? as bigint) from repository_blob where repository_id = ?",
                now,
                repository);
        transaction.update("delete from repository_alias where repository_id = ?", repository);
        transaction.update("delete from repository where id = ?", repository);
    }

    /**
     * Gives the repository another name, which nobody else's has; pulls by the former ones go on, and so do uploads.
     *
     * @param takesFormer whether the name may be one that another repository had before, which is not found by it any more
     * @return false where the name is taken, or this repository was renamed meanwhile
     */
    public boolean rename(
            Transaction transaction, StoredRepository repository, RepositoryName to, boolean takesFormer) {
        boolean taken = transaction.exists("select 1 from repository where name = ?", to.value())
                || !takesFormer
                        && transaction.exists(
                                "select 1 from repository_alias where name = ? and repository_id <> ?",
                                to.value(),
                                repository.id());
        if (taken) {
            return false;
        }
        RepositoryName from = repository.name();
        int renamed = transaction.update(
                "update repository set name = ?, namespace = ? where id = ? and name = ?",
                to.value(),
                to.namespace(),
                repository.id(),
                from.value());
        if (renamed == 0) {
            return false;
        }
        FormerNames.end(transaction, to);
        FormerNames.add(transaction, from, repository.id(), clock.millis());
        // Sessions of uploads belong to a name.
        transaction.update("update upload set repository = ? where repository = ?", to.value(), from.value());
        return true;
    }
}
