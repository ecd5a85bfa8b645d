package dev.berth.accounts;

import dev.berth.accounts.Member.Standing;
import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tables {@code organisation} and {@code membership}. */
final class OrganisationStore {
    private static final String COLUMNS = "o.id, o.name, o.display_name, o.created_at";

    private OrganisationStore() {}

    /** The organisation of this name, unless it is closed. */
    static Optional<Organisation> find(Transaction transaction, String name) {
        return transaction.first(
                "select " + COLUMNS + " from organisation o where o.name = ? and o.closed_at is null",
                OrganisationStore::organisation,
                name);
    }

    /** Whether there is or was an organisation of this name. */
    static boolean isTaken(Transaction transaction, String name) {
        return transaction.exists("select 1 from organisation where name = ?", name);
    }

    static void add(Transaction transaction, Organisation organisation) {
        transaction.update(
                "insert into organisation (id, name, display_name, created_at) values (?, ?, ?, ?)",
                organisation.id(),
                organisation.name(),
                organisation.displayName(),
                organisation.createdAt().toEpochMilli());
    }

    static void setDisplayName(Transaction transaction, long organisation, String displayName) {
        transaction.update("update organisation set display_name = ? where id = ?", displayName, organisation);
    }

    /** Keeps the name, and nothing else. */
    static void close(Transaction transaction, long organisation, long now) {
        transaction.update("delete from membership where organisation_id = ?", organisation);
        transaction.update("update organisation set closed_at = ?, display_name = '' where id = ?", now, organisation);
    }

    /** All, by their names, behind this one. */
    static List<Organisation> list(Transaction transaction, String after, int limit) {
        return transaction.list(
                "select " + COLUMNS + " from organisation o where o.closed_at is null and o.name > ?"
                        + " order by o.name limit ?",
                OrganisationStore::organisation,
                after,
                limit);
    }

    /** An organisation, and what an account is in it. */
    record OfAccount(Organisation organisation, Standing role) {}

    /** Those that the account is in, by their names. */
    static List<OfAccount> listOf(Transaction transaction, long account) {
        return transaction.list(
                "select " + COLUMNS + ", m.role from membership m join organisation o on o.id = m.organisation_id"
                        + " where m.account_id = ? and o.closed_at is null order by o.name",
                row -> new OfAccount(organisation(row), standing(row.text(5))),
                account);
    }

    static Optional<Standing> standing(Transaction transaction, long organisation, long account) {
        return transaction.first(
                "select role from membership where organisation_id = ? and account_id = ?",
                row -> standing(row.text(1)),
                organisation,
                account);
    }

    static long owners(Transaction transaction, long organisation) {
        return transaction.number(
                "select count(*) from membership where organisation_id = ? and role = 'owner'", organisation);
    }

    static long members(Transaction transaction, long organisation) {
        return transaction.number("select count(*) from membership where organisation_id = ?", organisation);
    }

    /** The members by their names, behind this one, without their teams. */
    static List<Member> members(Transaction transaction, long organisation, String after, int limit) {
        return transaction.list(
                "select a.name, m.role, m.joined_at from membership m join account a on a.id = m.account_id"
                        + " where m.organisation_id = ? and a.name > ? order by a.name limit ?",
                row -> new Member(row.text(1), standing(row.text(2)), List.of(), Instant.ofEpochMilli(row.number(3))),
                organisation,
                after,
                limit);
    }

    /** Makes the account a member, or what a member it is. */
    static void setMember(Transaction transaction, long organisation, long account, Standing role, long now) {
        transaction.update(
                "insert into membership (organisation_id, account_id, role, joined_at) values (?, ?, ?, ?)"
                        + " on conflict (organisation_id, account_id) do update set role = excluded.role",
                organisation,
                account,
                label(role),
                now);
    }

    static void removeMember(Transaction transaction, long organisation, long account) {
        transaction.update(
                "delete from membership where organisation_id = ? and account_id = ?", organisation, account);
    }

    private static Organisation organisation(Row row) {
        return new Organisation(row.number(1), row.text(2), row.text(3), Instant.ofEpochMilli(row.number(4)));
    }

    private static Standing standing(String label) {
        return Standing.valueOf(label.toUpperCase(Locale.ROOT));
    }

    static String label(Standing role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
