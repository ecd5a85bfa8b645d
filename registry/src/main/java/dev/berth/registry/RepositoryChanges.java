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
     * Gives the repository another name, under which nobody else's is; pulls by the former ones go on.
     *
     * @return false where the name is taken, or leads to another repository
     */
    public boolean rename(Transaction transaction, StoredRepository repository, RepositoryName to) {
        boolean taken = transaction.exists("select 1 from repository where name = ?", to.value())
                || transaction.exists(
                        "select 1 from repository_alias where name = ? and repository_id <> ?",
                        to.value(),
                        repository.id());
        if (taken) {
            return false;
        }
        transaction.update("delete from repository_alias where name = ?", to.value());
        transaction.update(
                "update repository set name = ?, namespace = ? where id = ?",
                to.value(),
                to.namespace(),
                repository.id());
        transaction.update(
                "insert into repository_alias (name, repository_id, moved_at) values (?, ?, ?)",
                repository.name().value(),
                repository.id(),
                clock.millis());
        // Sessions of uploads belong to a name.
        transaction.update(
                "update upload set repository = ? where repository = ?",
                to.value(),
                repository.name().value());
        return true;
    }
}
