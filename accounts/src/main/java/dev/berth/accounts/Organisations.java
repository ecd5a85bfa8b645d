package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.Member.Standing;
import dev.berth.accounts.OrganisationStore.OfAccount;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, shows, changes and closes organisations. */
public final class Organisations {
    private static final Logger log = LoggerFactory.getLogger(Organisations.class);
    private static final int LONGEST_DISPLAY_NAME = 100;
    private static final int MOST_OF_ONE_ACCOUNT = 100;

    private final Database database;
    private final HasRepositories hasRepositories;
    private final AuditTrail trail;
    private final Clock clock;

    Organisations(Database database, HasRepositories hasRepositories, AuditTrail trail, Clock clock) {
        this.database = database;
        this.hasRepositories = hasRepositories;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * An organisation as somebody sees it.
     *
     * @param role what he is in it; empty for an administrator who is not in it
     * @param members how many are in it
     * @param teams how many teams it has
     */
    public record View(Organisation organisation, Optional<Standing> role, long members, long teams) {}

    /**
     * Makes an organisation, which the actor owns.
     *
     * @throws AccountFailure {@link Kind#TAKEN} when anybody has or had the name, or it is a word of Berth's own
     */
    public View create(Account actor, OrganisationName name, String displayName) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Organisation organisation = new Organisation(
                Secrets.newId(now.toEpochMilli()), name.value(), displayName(displayName, name.value()), now);
        database.write(transaction -> {
            if (name.isReserved() || Namespaces.isTaken(transaction, name.value())) {
                throw new AccountFailure(Kind.TAKEN, "the name " + name + " is taken");
            }
            if (OrganisationStore.listOf(transaction, actor.id()).size() >= MOST_OF_ONE_ACCOUNT) {
                throw new AccountFailure(
                        Kind.CONFLICT, "you are in " + MOST_OF_ONE_ACCOUNT + " organisations: leave one first");
            }
            OrganisationStore.add(transaction, organisation);
            OrganisationStore.setMember(transaction, organisation.id(), actor.id(), Standing.OWNER, now.toEpochMilli());
            record(transaction, actor, Change.ORGANISATION_CREATED, name.value(), Map.of());
            return true;
        });
        log.info("{} made the organisation {}", actor.name(), name);
        return new View(organisation, Optional.of(Standing.OWNER), 1, 0);
    }

    private static String displayName(String text, String otherwise) {
        String stripped = text.strip();
        if (stripped.length() > LONGEST_DISPLAY_NAME || stripped.chars().anyMatch(Character::isISOControl)) {
            throw new AccountFailure(
                    Kind.INVALID, "display_name: up to " + LONGEST_DISPLAY_NAME + " printable characters are needed");
        }
        return stripped.isEmpty() ? otherwise : stripped;
    }

    /** The organisations that this account is in, by their names. */
    public List<View> of(Account actor) {
        return database.read(transaction -> OrganisationStore.listOf(transaction, actor.id()).stream()
                .map(found -> view(transaction, found))
                .toList());
    }

    private static View view(Transaction transaction, OfAccount found) {
        return view(transaction, found.organisation(), Optional.of(found.role()));
    }

    private static View view(Transaction transaction, Organisation organisation, Optional<Standing> role) {
        return new View(
                organisation,
                role,
                OrganisationStore.members(transaction, organisation.id()),
                TeamStore.count(transaction, organisation.id()));
    }

    /**
     * The organisations that the actor may see, by their names, behind this one: all for an administrator, for others those that
     * they are in.
     */
    public List<View> list(Account actor, String after, int limit) {
        if (!actor.administrator()) {
            return of(actor).stream()
                    .filter(view -> view.organisation().name().compareTo(after) > 0)
                    .limit(limit)
                    .toList();
        }
        return database.read(transaction -> OrganisationStore.list(transaction, after, limit).stream()
                .map(found -> view(transaction, found, OrganisationStore.standing(transaction, found.id(), actor.id())))
                .toList());
    }

    /**
     * An organisation that the actor may see.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}
     */
    public View show(Account actor, String name) {
        return database.read(transaction -> {
            Organisation organisation = OrganisationAccess.member(transaction, actor, name);
            return view(
                    transaction, organisation, OrganisationStore.standing(transaction, organisation.id(), actor.id()));
        });
    }

    /** The organisation of this name, whoever may see it; empty where there is none. */
    public Optional<Organisation> named(String name) {
        return database.read(transaction -> OrganisationStore.find(transaction, name));
    }

    /** What this account is in the organisation of this name; empty when it is not in it, or there is none. */
    public Optional<Standing> standing(Account account, String name) {
        return database.read(transaction -> OrganisationStore.find(transaction, name)
                .flatMap(organisation -> OrganisationStore.standing(transaction, organisation.id(), account.id())));
    }

    /**
     * Gives an organisation that the actor owns another name for people.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#INVALID}
     */
    public View change(Account actor, String name, String displayName) {
        String wanted = displayName(displayName, name);
        database.write(transaction -> {
            Organisation organisation = OrganisationAccess.owner(transaction, actor, name);
            OrganisationStore.setDisplayName(transaction, organisation.id(), wanted);
            record(transaction, actor, Change.ORGANISATION_CHANGED, name, Map.of("display_name", wanted));
            return true;
        });
        return show(actor, name);
    }

    /**
     * Closes an organisation that the actor owns, with its teams, invitations and robots. Nobody gets its name again.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#CONFLICT} while it has
     *     repositories
     */
    public void close(Account actor, String name) {
        database.write(transaction -> {
            Organisation organisation = OrganisationAccess.owner(transaction, actor, name);
            if (hasRepositories.in(transaction, name)) {
                throw new AccountFailure(
                        Kind.CONFLICT, name + " still has repositories: delete or transfer them first");
            }
            RobotStore.removeOfOrganisation(transaction, organisation.id());
            TeamStore.removeOfOrganisation(transaction, organisation.id());
            OrganisationInvitationStore.removeOfOrganisation(transaction, organisation.id());
            OrganisationStore.close(transaction, organisation.id(), clock.millis());
            record(transaction, actor, Change.ORGANISATION_DELETED, name, Map.of());
            return true;
        });
        log.info("{} closed the organisation {}", actor.name(), name);
    }

    private void record(
            Transaction transaction, Account actor, Change change, String name, Map<String, Object> details) {
        trail.record(transaction, Optional.of(actor.name()), change, name, details);
    }
}
