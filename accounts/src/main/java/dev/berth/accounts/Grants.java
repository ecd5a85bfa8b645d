package dev.berth.accounts;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import java.util.List;

/** What was given on repositories by their names, when these change. Called inside the transaction that changes them. */
public final class Grants {
    private static final List<String> TEAMS_AND_ROBOTS = List.of(
            "from team_grant where target = ?",
            "from token_grant where target = ? and token_id in (select id from robot)");
    private static final List<String> ALL = List.of(
            "from collaborator where repository = ?",
            "from team_grant where target = ?",
            "from token_grant where target = ?");

    private Grants() {}

    /**
     * Moves what was given on a repository to its new name. Teams and robots of an organisation that it leaves lose what they
     * had on it.
     */
    public static void rename(Transaction transaction, RepositoryName from, RepositoryName to) {
        // What was once given on the new name was given on another repository.
        forget(transaction, to);
        if (!from.namespace().equals(to.namespace())) {
            TEAMS_AND_ROBOTS.forEach(rows -> transaction.update("delete " + rows, from.value()));
        }
        transaction.update("update collaborator set repository = ? where repository = ?", to.value(), from.value());
        transaction.update("update team_grant set target = ? where target = ?", to.value(), from.value());
        transaction.update("update token_grant set target = ? where target = ?", to.value(), from.value());
    }

    /** Forgets what was given on a repository that is deleted, so that a later one of its name is nobody's by accident. */
    public static void forget(Transaction transaction, RepositoryName repository) {
        ALL.forEach(rows -> transaction.update("delete " + rows, repository.value()));
    }
}
