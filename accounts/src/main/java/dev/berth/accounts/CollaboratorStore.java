package dev.berth.accounts;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import java.time.Instant;
import java.util.List;

/** The table {@code collaborator}. */
final class CollaboratorStore {
    private CollaboratorStore() {}

    /** The collaborators of a repository by their names, behind this one. */
    static List<Collaborator> list(Transaction transaction, RepositoryName repository, String after, int limit) {
        return transaction.list(
                "select a.name, c.role, c.added_at from collaborator c join account a on a.id = c.account_id"
                        + " where c.repository = ? and a.name > ? order by a.name limit ?",
                row -> new Collaborator(
                        row.text(1), Role.named(row.text(2)).orElseThrow(), Instant.ofEpochMilli(row.number(3))),
                repository.value(),
                after,
                limit);
    }

    static void set(Transaction transaction, RepositoryName repository, long account, Role role, long now) {
        transaction.update(
                "insert into collaborator (repository, account_id, role, added_at) values (?, ?, ?, ?)"
                        + " on conflict (repository, account_id) do update set role = excluded.role",
                repository.value(),
                account,
                role.label(),
                now);
    }

    /** Whether the account was one. */
    static boolean remove(Transaction transaction, RepositoryName repository, long account) {
        return transaction.update(
                        "delete from collaborator where repository = ? and account_id = ?", repository.value(), account)
                == 1;
    }

    static void removeOfAccount(Transaction transaction, long account) {
        transaction.update("delete from collaborator where account_id = ?", account);
    }
}
