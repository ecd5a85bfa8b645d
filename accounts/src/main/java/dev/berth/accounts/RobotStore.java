package dev.berth.accounts;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code robot}, by the hash of the secret. */
final class RobotStore {
    private static final String COLUMNS =
            "r.id, r.label, r.enabled, r.created_by, r.created_at, r.expires_at, r.last_used_at";
    private static final String OF_ORGANISATION = "select o.name, " + COLUMNS
            + " from robot r join organisation o on o.id = r.organisation_id where o.closed_at is null and ";

    private RobotStore() {}

    /** A robot with the name of the organisation that it belongs to. */
    record OfOrganisation(String organisation, Robot robot) {
        /** The robot, acting. */
        Authority authority() {
            return new Authority.ByRobot(organisation, robot.id(), robot.label(), robot.grants());
        }
    }

    static Optional<OfOrganisation> findBySecret(Transaction transaction, String secretHash) {
        return transaction
                .first(OF_ORGANISATION + "r.secret_hash = ?", RobotStore::ofOrganisation, secretHash)
                .map(found -> withGrants(transaction, found));
    }

    /** The robot of this whole name; none where the name lacks the label. */
    static Optional<OfOrganisation> find(Transaction transaction, RobotName name) {
        return transaction
                .first(
                        OF_ORGANISATION + "o.name = ? and r.label = ?",
                        RobotStore::ofOrganisation,
                        name.organisation(),
                        name.label().orElse(""))
                .map(found -> withGrants(transaction, found));
    }

    static Optional<Robot> find(Transaction transaction, long organisation, long robot) {
        return transaction
                .first(
                        "select " + COLUMNS + " from robot r where r.id = ? and r.organisation_id = ?",
                        row -> robot(row, 1),
                        robot,
                        organisation)
                .map(found -> found.with(TokenGrantStore.list(transaction, robot)));
    }

    static List<Robot> list(Transaction transaction, long organisation) {
        return transaction
                .list(
                        "select " + COLUMNS + " from robot r where r.organisation_id = ? order by r.label",
                        row -> robot(row, 1),
                        organisation)
                .stream()
                .map(found -> found.with(TokenGrantStore.list(transaction, found.id())))
                .toList();
    }

    /** Whether it was added; not when the organisation has one of this label. */
    static boolean add(Transaction transaction, long organisation, Robot robot, String secretHash) {
        boolean added = transaction.update(
                        "insert into robot"
                                + " (id, organisation_id, label, secret_hash, enabled, created_by, created_at, expires_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        robot.id(),
                        organisation,
                        robot.label(),
                        secretHash,
                        robot.enabled(),
                        robot.createdBy(),
                        robot.createdAt().toEpochMilli(),
                        robot.expiresAt().map(Instant::toEpochMilli))
                == 1;
        if (added) {
            TokenGrantStore.set(transaction, robot.id(), robot.grants());
        }
        return added;
    }

    /** Sets what may change of a robot. */
    static void change(Transaction transaction, Robot robot) {
        transaction.update(
                "update robot set enabled = ?, expires_at = ? where id = ?",
                robot.enabled(),
                robot.expiresAt().map(Instant::toEpochMilli),
                robot.id());
        TokenGrantStore.set(transaction, robot.id(), robot.grants());
    }

    static void remove(Transaction transaction, long robot) {
        transaction.update("delete from robot where id = ?", robot);
        TokenGrantStore.remove(transaction, robot);
    }

    static void removeOfOrganisation(Transaction transaction, long organisation) {
        transaction.update(
                "delete from token_grant where token_id in (select id from robot where organisation_id = ?)",
                organisation);
        transaction.update("delete from robot where organisation_id = ?", organisation);
    }

    static boolean setLastUsed(Transaction transaction, long robot, long now) {
        return transaction.update("update robot set last_used_at = ? where id = ?", now, robot) == 1;
    }

    private static OfOrganisation ofOrganisation(Row row) {
        return new OfOrganisation(row.text(1), robot(row, 2));
    }

    private static OfOrganisation withGrants(Transaction transaction, OfOrganisation found) {
        return new OfOrganisation(
                found.organisation(),
                found.robot()
                        .with(TokenGrantStore.list(transaction, found.robot().id())));
    }

    private static Robot robot(Row row, int first) {
        return new Robot(
                row.number(first),
                row.text(first + 1),
                List.of(),
                row.flag(first + 2),
                row.text(first + 3),
                Instant.ofEpochMilli(row.number(first + 4)),
                row.optionalNumber(first + 5).map(Instant::ofEpochMilli),
                row.optionalNumber(first + 6).map(Instant::ofEpochMilli));
    }
}
