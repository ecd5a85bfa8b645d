package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.AccountStore.StoredAccount;
import dev.berth.accounts.Member.Standing;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import dev.berth.oci.Quoted;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is in an organisation, and as what. It has one owner at least, always. */
public final class Members {
    private final Database database;
    private final AuditTrail trail;
    private final Clock clock;

    Members(Database database, AuditTrail trail, Clock clock) {
        this.database = database;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * The members of an organisation that the actor may see, by their names, behind this one.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}
     */
    public List<Member> list(Account actor, String organisation, String after, int limit) {
        return database.read(transaction -> {
            long id =
                    OrganisationAccess.member(transaction, actor, organisation).id();
            return OrganisationStore.members(transaction, id, after, limit).stream()
                    .map(member -> withTeams(transaction, id, member))
                    .toList();
        });
    }

    private static Member withTeams(Transaction transaction, long organisation, Member member) {
        return new Member(
                member.username(),
                member.role(),
                TeamStore.namesOf(transaction, organisation, member.username()),
                member.joinedAt());
    }

    /**
     * Makes a member an owner or the other way round. An administrator may make anybody a member; whoever else is wanted has to
     * be invited.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#CONFLICT} for the last owner
     */
    public void set(Account actor, String organisation, String username, Standing role) {
        database.write(transaction -> {
            Organisation found = OrganisationAccess.owner(transaction, actor, organisation);
            Account account =
                    actor.administrator() ? account(transaction, username) : member(transaction, found, username);
            Optional<Standing> before = OrganisationStore.standing(transaction, found.id(), account.id());
            if (before.equals(Optional.of(Standing.OWNER)) && role != Standing.OWNER) {
                requireAnotherOwner(transaction, found);
            }
            OrganisationStore.setMember(transaction, found.id(), account.id(), role, clock.millis());
            trail.record(
                    transaction,
                    Optional.of(actor.name()),
                    before.isPresent() ? Change.MEMBER_CHANGED : Change.MEMBER_JOINED,
                    organisation,
                    Map.of("member", username, "role", OrganisationStore.label(role)));
            return true;
        });
    }

    /**
     * Takes a member out of an organisation and its teams: its owners may, and each member himself.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#CONFLICT} for the last owner
     */
    public void remove(Account actor, String organisation, String username) {
        database.write(transaction -> {
            Organisation found = username.equals(actor.name())
                    ? OrganisationAccess.member(transaction, actor, organisation)
                    : OrganisationAccess.owner(transaction, actor, organisation);
            Account account = member(transaction, found, username);
            leave(transaction, found, account);
            trail.record(
                    transaction,
                    Optional.of(actor.name()),
                    Change.MEMBER_LEFT,
                    organisation,
                    Map.of("member", username));
            return true;
        });
    }

    /**
     * Takes an account that is about to be closed out of every organisation, team and repository of others.
     *
     * @throws AccountFailure {@link Kind#CONFLICT} when it is the last owner of one
     */
    void leaveAll(Transaction transaction, Account account) {
        for (OrganisationStore.OfAccount each : OrganisationStore.listOf(transaction, account.id())) {
            leave(transaction, each.organisation(), account);
            trail.record(
                    transaction,
                    Optional.of(account.name()),
                    Change.MEMBER_LEFT,
                    each.organisation().name(),
                    Map.of("member", account.name()));
        }
        CollaboratorStore.removeOfAccount(transaction, account.id());
        OrganisationInvitationStore.removeOfAccount(transaction, account.id());
    }

    private static void leave(Transaction transaction, Organisation organisation, Account account) {
        if (OrganisationStore.standing(transaction, organisation.id(), account.id())
                .equals(Optional.of(Standing.OWNER))) {
            requireAnotherOwner(transaction, organisation);
        }
        TeamStore.removeFromAll(transaction, organisation.id(), account.id());
        OrganisationStore.removeMember(transaction, organisation.id(), account.id());
    }

    private static void requireAnotherOwner(Transaction transaction, Organisation organisation) {
        if (OrganisationStore.owners(transaction, organisation.id()) < 2) {
            throw new AccountFailure(
                    Kind.CONFLICT,
                    "the last owner of " + organisation.name() + " cannot go: make somebody else an owner first");
        }
    }

    /** The account of this name, which is a member. */
    static Account member(Transaction transaction, Organisation organisation, String username) {
        return AccountStore.find(transaction, username)
                .map(StoredAccount::account)
                .filter(account -> OrganisationStore.standing(transaction, organisation.id(), account.id())
                        .isPresent())
                .orElseThrow(() -> new AccountFailure(
                        Kind.UNKNOWN,
                        organisation.name() + " has no member " + Quoted.of(username) + ": invite them first"));
    }

    /** The account of this name, which may be used. */
    static Account account(Transaction transaction, String username) {
        return AccountStore.find(transaction, username)
                .filter(StoredAccount::enabled)
                .map(StoredAccount::account)
                .orElseThrow(() -> new AccountFailure(Kind.UNKNOWN, "there is no account " + Quoted.of(username)));
    }
}
