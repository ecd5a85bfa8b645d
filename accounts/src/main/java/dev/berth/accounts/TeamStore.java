package dev.berth.accounts;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The tables {@code team} and {@code team_member}. */
final class TeamStore {
    private static final String TEAMS = "select t.id, t.name, t.description,"
            + " (select count(*) from team_member p where p.team_id = t.id),"
            + " (select count(*) from team_grant g where g.team_id = t.id), t.created_at"
            + " from team t where t.organisation_id = ? ";

    private TeamStore() {}

    static Optional<Team> find(Transaction transaction, long organisation, String name) {
        return transaction.first(TEAMS + "and t.name = ?", TeamStore::team, organisation, name);
    }

    static Optional<String> name(Transaction transaction, long team) {
        return transaction.first("select name from team where id = ?", row -> row.text(1), team);
    }

    static List<Team> list(Transaction transaction, long organisation, String after, int limit) {
        return transaction.list(
                TEAMS + "and t.name > ? order by t.name limit ?", TeamStore::team, organisation, after, limit);
    }

    static long count(Transaction transaction, long organisation) {
        return transaction.number("select count(*) from team where organisation_id = ?", organisation);
    }

    /** Whether it was added; not when the organisation has one of this name. */
    static boolean add(Transaction transaction, long organisation, Team team) {
        return transaction.update(
                        "insert into team (id, organisation_id, name, description, created_at) values (?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
                        team.id(),
                        organisation,
                        team.name(),
                        team.description(),
                        team.createdAt().toEpochMilli())
                == 1;
    }

    static void change(Transaction transaction, long team, String name, String description) {
        transaction.update("update team set name = ?, description = ? where id = ?", name, description, team);
    }

    static void remove(Transaction transaction, long team) {
        transaction.update("delete from team_member where team_id = ?", team);
        transaction.update("delete from team_grant where team_id = ?", team);
        transaction.update("delete from team where id = ?", team);
    }

    static void removeOfOrganisation(Transaction transaction, long organisation) {
        transaction
                .list("select id from team where organisation_id = ?", row -> row.number(1), organisation)
                .forEach(team -> remove(transaction, team));
    }

    /** The names of the accounts in a team, in order, behind this one. */
    static List<String> members(Transaction transaction, long team, String after, int limit) {
        return transaction.list(
                "select a.name from team_member p join account a on a.id = p.account_id"
                        + " where p.team_id = ? and a.name > ? order by a.name limit ?",
                row -> row.text(1),
                team,
                after,
                limit);
    }

    static boolean hasMember(Transaction transaction, long team, long account) {
        return transaction.exists("select 1 from team_member where team_id = ? and account_id = ?", team, account);
    }

    static void addMember(Transaction transaction, long team, long account, long now) {
        transaction.update(
                "insert into team_member (team_id, account_id, added_at) values (?, ?, ?) on conflict do nothing",
                team,
                account,
                now);
    }

    /** Whether the account was in the team. */
    static boolean removeMember(Transaction transaction, long team, long account) {
        return transaction.update("delete from team_member where team_id = ? and account_id = ?", team, account) == 1;
    }

    static void removeFromAll(Transaction transaction, long organisation, long account) {
        transaction.update(
                "delete from team_member where account_id = ?"
                        + " and team_id in (select id from team where organisation_id = ?)",
                account,
                organisation);
    }

    /** The names of an organisation's teams that an account is in, in order. */
    static List<String> namesOf(Transaction transaction, long organisation, String username) {
        return transaction.list(
                "select t.name from team_member p join team t on t.id = p.team_id join account a on a.id = p.account_id"
                        + " where a.name = ? and t.organisation_id = ? order by t.name",
                row -> row.text(1),
                username,
                organisation);
    }

    private static Team team(Row row) {
        return new Team(
                row.number(1),
                row.text(2),
                row.text(3),
                row.number(4),
                row.number(5),
                Instant.ofEpochMilli(row.number(6)));
    }
}
