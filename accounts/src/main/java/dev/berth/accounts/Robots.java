package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.RobotStore.OfOrganisation;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of organisations, which outlive whoever made them. They are the owners' to make, see, change and delete; nobody
 * else is told which there are.
 */
public final class Robots {
    private static final Logger log = LoggerFactory.getLogger(Robots.class);
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");
    private static final int LONGEST_LABEL = 50;
    private static final int MOST = 200;

    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;
    private final LastUses lastUses;

    Robots(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
        this.lastUses = new LastUses(database, clock, RobotStore::setLastUsed);
    }

    /**
     * A robot that was just made.
     *
     * @param secret what to log in with, told this once
     */
    public record Created(Robot robot, String secret) {
        /** Nothing of the secret, so that it gets into no log. */
        @Override
        public String toString() {
            return "Created[" + robot + "]";
        }
    }

    /** What is to change of a robot; what is absent stays. */
    public record Wish(Optional<List<TokenGrant>> grants, Optional<Boolean> enabled, Optional<Expiry> expiresAt) {}

    /**
     * Makes a robot of this organisation.
     *
     * @param grants what it may do with which repositories of the organisation
     * @param expiresAt when it stops being good; never when absent
     * @throws AccountFailure of any kind
     */
    public Created create(
            Account actor, String organisation, String label, List<TokenGrant> grants, Optional<Instant> expiresAt) {
        if (label.length() > LONGEST_LABEL || !LABEL.matcher(label).matches()) {
            throw TokenTerms.invalid("label: up to " + LONGEST_LABEL
                    + " lower-case letters and digits, with single '.', '_' or '-' between them, are needed");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String secret = Secrets.newRobotToken();
        Robot robot = new Robot(
                Secrets.newId(now.toEpochMilli()),
                label,
                grants(organisation, grants),
                true,
                actor.name(),
                now,
                TokenTerms.expiry(new Expiry(expiresAt), clock).at(),
                Optional.empty());
        database.write(transaction -> {
            Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
            if (RobotStore.list(transaction, owner.id()).size() >= MOST) {
                throw new AccountFailure(Kind.CONFLICT, organisation + " has " + MOST + " robots: delete one");
            }
            if (!RobotStore.add(transaction, owner.id(), robot, Secrets.hash(secret))) {
                throw new AccountFailure(Kind.TAKEN, organisation + " has a robot with the label " + label);
            }
            record(transaction, actor, Change.ROBOT_CREATED, organisation, robot);
            return true;
        });
        log.info("{} made the robot {}", actor.name(), RobotName.of(organisation, label));
        return new Created(robot, secret);
    }

    private static List<TokenGrant> grants(String organisation, List<TokenGrant> grants) {
        for (TokenGrant grant : grants) {
            if (!grant.target().namespace().equals(organisation)) {
                throw TokenTerms.invalid(
                        "repositories: " + Quoted.of(grant.target().text()) + " is none of " + organisation);
            }
        }
        return TokenTerms.grants(grants);
    }

    /**
     * The robots of this organisation, by their labels.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public List<Robot> list(Account actor, String organisation) {
        return database.read(transaction -> RobotStore.list(
                transaction,
                OrganisationAccess.owner(transaction, actor, organisation).id()));
    }

    /** One robot of this organisation; it throws as {@link #list} does. */
    public Robot get(Account actor, String organisation, long robot) {
        return database.read(transaction -> existing(transaction, actor, organisation, robot));
    }

    /**
     * Changes a robot of this organisation, and answers what it is then.
     *
     * @throws AccountFailure of any kind
     */
    public Robot change(Account actor, String organisation, long robot, Wish wish) {
        Optional<List<TokenGrant>> grants = wish.grants().map(wanted -> grants(organisation, wanted));
        Optional<Expiry> expiresAt = wish.expiresAt().map(wanted -> TokenTerms.expiry(wanted, clock));
        return database.write(transaction -> {
            Robot before = existing(transaction, actor, organisation, robot);
            Robot after = new Robot(
                    before.id(),
                    before.label(),
                    grants.orElse(before.grants()),
                    wish.enabled().orElse(before.enabled()),
                    before.createdBy(),
                    before.createdAt(),
                    expiresAt.map(Expiry::at).orElse(before.expiresAt()),
                    before.lastUsedAt());
            RobotStore.change(transaction, after);
            record(transaction, actor, Change.ROBOT_CHANGED, organisation, after);
            return after;
        });
    }

    /** Deletes a robot of this organisation; it throws as {@link #list} does. */
    public void delete(Account actor, String organisation, long robot) {
        database.write(transaction -> {
            Robot deleted = existing(transaction, actor, organisation, robot);
            RobotStore.remove(transaction, robot);
            record(transaction, actor, Change.ROBOT_DELETED, organisation, deleted);
            return true;
        });
        log.info("{} deleted the robot {} of {}", actor.name(), robot, organisation);
    }

    private static Robot existing(Transaction transaction, Account actor, String organisation, long robot) {
        Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
        return RobotStore.find(transaction, owner.id(), robot)
                .orElseThrow(
                        () -> new AccountFailure(Kind.UNKNOWN, organisation + " has no robot with the id " + robot));
    }

    private void record(Transaction transaction, Account actor, Change change, String organisation, Robot robot) {
        trail.record(
                transaction,
                Optional.of(actor.name()),
                change,
                organisation,
                Map.of("robot", RobotName.of(organisation, robot.label())));
    }

    /** Whoever has this name and this robot's secret; see {@link SignIn#verify}. */
    SignIn.SignedIn use(String name, String secret) {
        if (!Secrets.isRobotToken(secret)) {
            throw refused("the robot's token is cut off or mistyped", name);
        }
        String hash = Secrets.hash(secret);
        OfOrganisation found = database.read(transaction -> RobotStore.findBySecret(transaction, hash))
                .orElseThrow(() -> refused("no such robot", name));
        Robot robot = found.robot();
        RobotName given = RobotName.parse(name);
        if (!given.organisation().equals(found.organisation())
                || given.label().filter(label -> !label.equals(robot.label())).isPresent()) {
            throw refused("the token is that of " + RobotName.of(found.organisation(), robot.label()), name);
        }
        Instant now = clock.instant();
        Optional<String> defect = robot.defect(now);
        if (defect.isPresent()) {
            throw refused(defect.get(), name);
        }
        lastUses.add(robot.id(), robot.lastUsedAt());
        return new SignIn.SignedIn(
                found.authority(), robot.expiresAt().filter(expiry -> expiry.isBefore(now.plus(PersonalTokens.SOON))));
    }

    private static SignInFailure refused(String reason, String name) {
        return SignInFailure.refused(reason + ", used as " + Quoted.of(name));
    }
}
