package dev.berth.accounts;

import dev.berth.accounts.AccountFailure.Kind;
import dev.berth.accounts.Member.Standing;
import dev.berth.accounts.OrganisationInvitationStore.Stored;
import dev.berth.database.Database;
import dev.berth.database.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Invitations into organisations: owners make them, and whom they are for accepts or declines them. */
public final class OrganisationInvitations {
    private static final Duration LIFETIME = Duration.ofDays(7);
    private static final int MOST = 500;

    private final Database database;
    private final Optional<Letters> letters;
    private final SignUpThrottle throttle;
    private final AuditTrail trail;
    private final Clock clock;

    OrganisationInvitations(Database database, Optional<Letters> letters, AuditTrail trail, Clock clock) {
        this.database = database;
        this.letters = letters;
        this.throttle = new SignUpThrottle(clock);
        this.trail = trail;
        this.clock = clock;
    }

    /** Whom an invitation is for. */
    public sealed interface Invitee {
        /** The account of this name. */
        record ByName(String username) implements Invitee {}

        /** Whoever gets what is sent to this address. */
        record ByEmail(EmailAddress address) implements Invitee {}
    }

    /**
     * An invitation that was just made.
     *
     * @param code what it is accepted by, told this once
     * @param mailed whether the code is sent to the address that the invitation is for
     */
    public record Created(OrganisationInvitation invitation, String code, boolean mailed) {
        /** Nothing of the code, so that it gets into no log. */
        @Override
        public String toString() {
            return "Created[" + invitation + "]";
        }
    }

    /**
     * Invites somebody into an organisation, and into one of its teams where one is named. Where mail is sent, it goes to the
     * address; or to that of the account, if it is proved.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN}, {@link Kind#NOT_ALLOWED}, or {@link Kind#CONFLICT} for who is in it
     * @throws SignInFailure when the actor had too many mails sent
     */
    public Created invite(Account actor, String organisation, Invitee invitee, Optional<String> team) {
        if (letters.isPresent()) {
            throttle.take(actor.name());
        }
        Created created = make(actor, organisation, invitee, team);
        letters.ifPresent(letter -> address(created.invitation())
                .ifPresent(to -> letter.join(to, organisation, actor.name(), created.code())));
        return created;
    }

    private Optional<String> address(OrganisationInvitation invitation) {
        return invitation.email().or(() -> invitation.username().flatMap(this::provedAddress));
    }

    private Optional<String> provedAddress(String username) {
        return database.read(transaction -> ProfileStore.findOpen(transaction, username))
                .filter(Profile::emailVerified)
                .flatMap(Profile::email);
    }

    private Created make(Account actor, String organisation, Invitee invitee, Optional<String> team) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String code = Secrets.random();
        return database.write(transaction -> {
            Organisation owner = OrganisationAccess.owner(transaction, actor, organisation);
            if (OrganisationInvitationStore.listOf(transaction, owner.id(), now.toEpochMilli())
                            .size()
                    >= MOST) {
                throw new AccountFailure(Kind.CONFLICT, organisation + " has " + MOST + " open invitations");
            }
            Optional<Account> account = invitee instanceof Invitee.ByName(String username)
                    ? Optional.of(outsider(transaction, owner, username))
                    : Optional.empty();
            Optional<Team> into = team.map(name -> Teams.team(transaction, owner, name));
            OrganisationInvitation invitation = new OrganisationInvitation(
                    Secrets.newId(now.toEpochMilli()),
                    organisation,
                    account.map(Account::name),
                    invitee instanceof Invitee.ByEmail(EmailAddress address)
                            ? Optional.of(address.value())
                            : Optional.empty(),
                    team,
                    actor.name(),
                    now,
                    now.plus(LIFETIME));
            OrganisationInvitationStore.add(
                    transaction,
                    new Stored(invitation, owner.id(), account.map(Account::id), into.map(Team::id)),
                    Secrets.hash(code));
            record(transaction, actor, Change.INVITATION_CREATED, invitation);
            return new Created(
                    invitation, code, letters.isPresent() && invitation.email().isPresent());
        });
    }

    private static Account outsider(Transaction transaction, Organisation organisation, String username) {
        Account account = Members.account(transaction, username);
        if (OrganisationStore.standing(transaction, organisation.id(), account.id())
                .isPresent()) {
            throw new AccountFailure(Kind.CONFLICT, username + " is in " + organisation.name() + " already");
        }
        return account;
    }

    /**
     * The open invitations of an organisation, the newest first.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public List<OrganisationInvitation> list(Account actor, String organisation) {
        return database.read(transaction -> OrganisationInvitationStore.listOf(
                transaction,
                OrganisationAccess.owner(transaction, actor, organisation).id(),
                clock.millis()));
    }

    /**
     * Takes an invitation back.
     *
     * @throws AccountFailure {@link Kind#UNKNOWN} or {@link Kind#NOT_ALLOWED}
     */
    public void revoke(Account actor, String organisation, long invitation) {
        database.write(transaction -> {
            long owner =
                    OrganisationAccess.owner(transaction, actor, organisation).id();
            Stored stored = OrganisationInvitationStore.find(transaction, invitation)
                    .filter(found -> found.organisation() == owner)
                    .orElseThrow(() -> new AccountFailure(
                            Kind.UNKNOWN, organisation + " has no invitation with the id " + invitation));
            OrganisationInvitationStore.remove(transaction, invitation);
            record(transaction, actor, Change.INVITATION_REVOKED, stored.invitation());
            return true;
        });
    }

    /** The open invitations for this account, the newest first. */
    public List<OrganisationInvitation> of(Account account) {
        return database.read(
                transaction -> OrganisationInvitationStore.listFor(transaction, account.id(), clock.millis()));
    }

    /**
     * Makes the account a member of the organisation that invited it, and answers with the organisation's name.
     *
     * @param key the invitation's code; or its id, where it is for this very account
     * @throws AccountFailure {@link Kind#UNKNOWN}, or {@link Kind#NOT_ALLOWED} where it was sent to an address that is not
     *     proved to be this account's
     */
    public String accept(Account account, String key) {
        return database.write(transaction -> {
            Stored stored = open(transaction, account, key);
            long organisation = stored.organisation();
            long now = clock.millis();
            if (OrganisationStore.standing(transaction, organisation, account.id())
                    .isEmpty()) {
                OrganisationStore.setMember(transaction, organisation, account.id(), Standing.MEMBER, now);
                trail.record(
                        transaction,
                        Optional.of(account.name()),
                        Change.MEMBER_JOINED,
                        stored.invitation().organisation(),
                        Map.of(
                                "member", account.name(),
                                "role", OrganisationStore.label(Standing.MEMBER),
                                "invited_by", stored.invitation().invitedBy()));
            }
            // The team may have been deleted meanwhile; then there is none to join.
            stored.team()
                    .filter(team -> TeamStore.name(transaction, team).isPresent())
                    .ifPresent(team -> TeamStore.addMember(transaction, team, account.id(), now));
            OrganisationInvitationStore.remove(transaction, stored.invitation().id());
            return stored.invitation().organisation();
        });
    }

    /** Turns an invitation down; see {@link #accept}. */
    public void decline(Account account, String key) {
        database.write(transaction -> {
            Stored stored = open(transaction, account, key);
            OrganisationInvitationStore.remove(transaction, stored.invitation().id());
            record(transaction, account, Change.INVITATION_DECLINED, stored.invitation());
            return true;
        });
    }

    private Stored open(Transaction transaction, Account account, String key) {
        Optional<Stored> byCode = OrganisationInvitationStore.findByCode(transaction, Secrets.hash(key))
                .filter(stored -> stored.account().isEmpty() || isFor(transaction, stored, account))
                .filter(this::isOpen);
        // Where no mail is sent, nobody can prove an address: who has the code was given it.
        if (letters.isPresent()
                && byCode.filter(stored -> !isFor(transaction, stored, account)).isPresent()) {
            throw new AccountFailure(
                    Kind.NOT_ALLOWED,
                    "the invitation is for another e-mail address than yours, or you have not verified yours yet");
        }
        return byCode.or(() -> id(key).flatMap(id -> OrganisationInvitationStore.find(transaction, id))
                        .filter(this::isOpen)
                        .filter(stored -> isFor(transaction, stored, account)))
                .orElseThrow(() -> new AccountFailure(
                        Kind.UNKNOWN, "the invitation is not for you, or it is used, revoked or expired"));
    }

    private boolean isOpen(Stored stored) {
        return stored.invitation().expiresAt().isAfter(clock.instant());
    }

    /** Whether it is for this account, by name or by the address that it has proved to be its own. */
    private static boolean isFor(Transaction transaction, Stored stored, Account account) {
        return stored.account().isPresent()
                ? stored.account().get() == account.id()
                : ProfileStore.find(transaction, account.id())
                        .filter(Profile::emailVerified)
                        .flatMap(Profile::email)
                        .equals(stored.invitation().email());
    }

    private static Optional<Long> id(String key) {
        try {
            return Optional.of(Long.parseLong(key));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void record(Transaction transaction, Account actor, Change change, OrganisationInvitation invitation) {
        trail.record(
                transaction,
                Optional.of(actor.name()),
                change,
                invitation.organisation(),
                invitation
                        .username()
                        .or(invitation::email)
                        .<Map<String, Object>>map(whom -> Map.of("invitee", whom))
                        .orElse(Map.of()));
    }
}
