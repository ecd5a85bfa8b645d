package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The teams of organisations, and who is in them. Members see them, owners change them. */
public final class Teams {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
    private static final int LONGEST_NAME = 50;
    private static final int LONGEST_DESCRIPTION = 200;

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    Teams(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /** The teams of an organisation, by their names, behind this one; it throws {@link Kind#UNKNOWN}. */
    public List<Team> list(Account actor, String organisation, String after, int limit) {
        return database.read(transaction -> TeamStore.list(
                transaction,
                OrganisationAccess.member(transaction, actor, organisation).id(),
                after,
                limit));
    }

    /** A team; it throws {@link Kind#UNKNOWN}. */
    public Team get(Account actor, String organisation, String team) {
        return database.read(
                transaction -> team(transaction, OrganisationAccess.member(transaction, actor, organisation), team));
    }

    /**
     * Makes a team.
     *
     * @throws AccountFailure of any kind
     */
    public Team create(Account actor, String organisation, String name, String description) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Team team = new Team(Secrets.newId(now.toEpochMilli()), name(name), description(description), 0, 0, now);
        return database.write(transaction -> {
            Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
            if (!TeamStore.add(transaction, owner.id(), team)) {
                throw taken(organisation, name);
            }
            record(transaction, actor, Change.TEAM_CREATED, organisation, name, Map.of());
            return team;
        });
    }

    /**
     * Changes what is present of a team's name and description.
     *
     * @throws AccountFailure of any kind
     */
    public Team change(
            Account actor, String organisation, String team, Optional<String> name, Optional<String> description) {
        Optional<String> newName = name.map(Teams::name);
        Optional<String> newDescription = description.map(Teams::description);
        return database.write(transaction -> {
            Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
            Team before = team(transaction, owner, team);
            String after = newName.orElse(team);
            if (!after.equals(team)
                    && TeamStore.find(transaction, owner.id(), after).isPresent()) {
                throw taken(organisation, after);
            }
            TeamStore.change(transaction, before.id(), after, newDescription.orElse(before.description()));
            record(transaction, actor, Change.TEAM_CHANGED, organisation, after, Map.of("before", team));
            return team(transaction, owner, after);
        });
    }

    /** Deletes a team with its grants; it throws {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}. */
    public void delete(Account actor, String organisation, String team) {
        database.write(transaction -> {
            Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
            TeamStore.remove(transaction, team(transaction, owner, team).id());
            record(transaction, actor, Change.TEAM_DELETED, organisation, team, Map.of());
            return true;
        });
    }

    /** The names of the accounts in a team, in order, behind this one; it throws {@link Kind#UNKNOWN}. */
    public List<String> members(Account actor, String organisation, String team, String after, int limit) {
        return database.read(transaction -> {
            Organisation found = OrganisationAccess.member(transaction, actor, organisation);
            return TeamStore.members(transaction, team(transaction, found, team).id(), after, limit);
        });
    }

    /**
     * Adds a member of the organisation to a team.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public void addMember(Account actor, String organisation, String team, String username) {
        database.write(transaction -> {
            Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
            Account account = Members.member(transaction, owner, username);
            TeamStore.addMember(transaction, team(transaction, owner, team).id(), account.id(), clock.millis());
            record(transaction, actor, Change.TEAM_MEMBER_ADDED, organisation, team, Map.of("member", username));
            return true;
        });
    }

    /**
     * Takes somebody out of a team: owners may, and each member himself.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public void removeMember(Account actor, String organisation, String team, String username) {
        database.write(transaction -> {
            Organisation found = username.equals(actor.name())
                    ? OrganisationAccess.member(transaction, actor, organisation)
                    : OrganisationAccess.owner(transaction, actor, organisation);
            Account account = Members.member(transaction, found, username);
            if (!TeamStore.removeMember(
                    transaction, team(transaction, found, team).id(), account.id())) {
                throw new AccountFailure(Kind.UNKNOWN, Quoted.of(username) + " is not in the team");
            }
            record(transaction, actor, Change.TEAM_MEMBER_REMOVED, organisation, team, Map.of("member", username));
            return true;
        });
    }

    /** The team of this name; it throws {@link Kind#UNKNOWN}. */
    static Team team(Transaction transaction, Organisation organisation, String name) {
        return TeamStore.find(transaction, organisation.id(), name)
                .orElseThrow(() ->
                        new AccountFailure(Kind.UNKNOWN, organisation.name() + " has no team " + Quoted.of(name)));
    }

    private void record(
            Transaction transaction,
            Account actor,
            Change change,
            String organisation,
            String team,
            Map<String, Object> details) {
        Map<String, Object> all = new HashMap<>(details);
        all.put("team", team);
        trail.record(transaction, Optional.of(actor.name()), change, organisation, all);
    }

    private static AccountFailure taken(String organisation, String name) {
        return new AccountFailure(Kind.TAKEN, organisation + " has a team " + name);
    }

    private static String name(String name) {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new AccountFailure(
                    Kind.INVALID,
                    "name: up to " + LONGEST_NAME
                            + " lower-case letters and digits, with single '.', '_' or '-' between them, are needed");
        }
        return name;
    }

    private static String description(String description) {
        String stripped = description.strip();
        if (stripped.length() > LONGEST_DESCRIPTION || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new AccountFailure(
                    Kind.INVALID, "description: up to " + LONGEST_DESCRIPTION + " printable characters are needed");
        }
        return stripped;
    }
}
