package dev.berth.accounts;

import dev.berth.database.Transaction;
import dev.berth.oci.RepositoryName;
import java.util.List;

/** The table {@code team_grant}. */
final class TeamGrantStore {
    private TeamGrantStore() {}

    /** The grants of a team, by what they are about, behind this one. */
    static List<RoleGrant> list(Transaction transaction, long team, String after, int limit) {
        return transaction.list(
                "select target, role from team_grant where team_id = ? and target > ? order by target limit ?",
                row -> new RoleGrant(
                        Target.parse(row.text(1)), Role.named(row.text(2)).orElseThrow()),
                team,
                after,
                limit);
    }

    static void set(Transaction transaction, long team, RoleGrant grant) {
        transaction.update(
                "insert into team_grant (team_id, target, role) values (?, ?, ?)"
                        + " on conflict (team_id, target) do update set role = excluded.role",
                team,
                grant.target().text(),
                grant.role().label());
    }

    /** Whether the team had a grant about this. */
    static boolean remove(Transaction transaction, long team, Target target) {
        return transaction.update("delete from team_grant where team_id = ? and target = ?", team, target.text()) == 1;
    }

    /** A team's grant that is about a repository. */
    record OfTeam(String team, RoleGrant grant) {}

    /** The grants about this repository, by their teams. */
    static List<OfTeam> about(Transaction transaction, RepositoryName repository) {
        return transaction.list(
                "select t.name, g.target, g.role from organisation o join team t on t.organisation_id = o.id"
                        + " join team_grant g on g.team_id = t.id"
                        + " where o.name = ? and o.closed_at is null and g.target in (?, ?) order by t.name, g.target",
                row -> new OfTeam(
                        row.text(1),
                        new RoleGrant(
                                Target.parse(row.text(2)),
                                Role.named(row.text(3)).orElseThrow())),
                repository.namespace(),
                repository.value(),
                repository.namespace() + Target.ALL);
    }
}
