package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What teams may do with which repositories of their organisation. Owners decide; who is in the team is told. */
public final class TeamGrants {
    private final Database database;
    private final Visibilities visibilities;
    private final AuditTrail trail;

    TeamGrants(Database database, Visibilities visibilities, AuditTrail trail) {
        this.database = database;
        this.visibilities = visibilities;
        this.trail = trail;
    }

    /**
     * The grants of a team, by what they are about, behind this one.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, or {@link Kind#NOT_ALLOWED} to members who are not in the team
     */
    public List<RoleGrant> list(Account actor, String organisation, String team, String after, int limit) {
        return database.read(transaction -> {
            Organisation found = OrganisationAccess.member(transaction, actor, organisation);
            long id = Teams.team(transaction, found, team).id();
            if (!OrganisationAccess.owns(transaction, actor, found)
                    && !TeamStore.hasMember(transaction, id, actor.id())) {
                throw new AccountFailure(
                        Kind.NOT_ALLOWED, "this is for the owners of " + organisation + " and the team's members");
            }
            return TeamGrantStore.list(transaction, id, after, limit);
        });
    }

    /**
     * Gives a team a role on a repository, which has to exist, or on all of the organisation's.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#INVALID}
     */
    public void set(Account actor, String organisation, String team, RoleGrant grant) {
        Target target = grant.target();
        boolean exists = !(target instanceof Target.OfRepository one)
                || visibilities.isPublic(one.repository()).isPresent();
        database.write(transaction -> {
            long id = ownedTeam(transaction, actor, organisation, team);
            if (!target.namespace().equals(organisation)) {
                throw new AccountFailure(
                        Kind.INVALID, Quoted.of(target.text()) + " is no repository of " + organisation);
            }
            if (!exists) {
                throw new AccountFailure(Kind.UNKNOWN, "there is no repository " + target.text());
            }
            TeamGrantStore.set(transaction, id, grant);
            record(
                    transaction,
                    actor,
                    Change.TEAM_GRANT_SET,
                    organisation,
                    Map.of(
                            "team", team,
                            "repository", target.text(),
                            "role", grant.role().label()));
            return true;
        });
    }

    /**
     * Takes a grant from a team.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public void remove(Account actor, String organisation, String team, Target target) {
        database.write(transaction -> {
            if (!TeamGrantStore.remove(transaction, ownedTeam(transaction, actor, organisation, team), target)) {
                throw new AccountFailure(Kind.UNKNOWN, "the team has no role on " + Quoted.of(target.text()));
            }
            record(
                    transaction,
                    actor,
                    Change.TEAM_GRANT_REMOVED,
                    organisation,
                    Map.of("team", team, "repository", target.text()));
            return true;
        });
    }

    private static long ownedTeam(Transaction transaction, Account actor, String organisation, String team) {
        Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
        return Teams.team(transaction, owner, team).id();
    }

    private void record(
            Transaction transaction, Account actor, Change change, String organisation, Map<String, Object> details) {
        trail.record(transaction, Optional.of(actor.name()), change, organisation, details);
    }
}
