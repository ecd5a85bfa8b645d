package dev.berth.accounts;

import dev.berth.database.Row;
import dev.berth.database.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code organisation_invitation}, by the hash of the code. */
final class OrganisationInvitationStore {
    private static final String INVITATIONS =
            "select i.id, o.name, a.name, i.email, t.name, i.invited_by, i.created_at,"
                    + " i.expires_at, i.organisation_id, i.account_id, i.team_id"
                    + " from organisation_invitation i join organisation o on o.id = i.organisation_id"
                    + " left join account a on a.id = i.account_id left join team t on t.id = i.team_id where ";

    private OrganisationInvitationStore() {}

    /**
     * An invitation as it is stored.
     *
     * @param account for which account it is; absent where it is for an address
     * @param team the id of the team, which may be gone
     */
    record Stored(OrganisationInvitation invitation, long organisation, Optional<Long> account, Optional<Long> team) {}

    /** Those that are good now, the newest first. */
    static List<OrganisationInvitation> listOf(Transaction transaction, long organisation, long now) {
        return transaction.list(
                INVITATIONS + "i.organisation_id = ? and i.expires_at > ? order by i.id desc",
                row -> stored(row).invitation(),
                organisation,
                now);
    }

    /** Those for this account, or for the address that it has proved, that are good now, the newest first. */
    static List<OrganisationInvitation> listFor(Transaction transaction, long account, long now) {
        return transaction.list(
                INVITATIONS + "(i.account_id = ? or i.email = (select own.email from account own"
                        + " where own.id = ? and own.email_verified = 1)) and i.expires_at > ? order by i.id desc",
                row -> stored(row).invitation(),
                account,
                account,
                now);
    }

    static Optional<Stored> findByCode(Transaction transaction, String codeHash) {
        return transaction.first(INVITATIONS + "i.code_hash = ?", OrganisationInvitationStore::stored, codeHash);
    }

    static Optional<Stored> find(Transaction transaction, long invitation) {
        return transaction.first(INVITATIONS + "i.id = ?", OrganisationInvitationStore::stored, invitation);
    }

    /** Adds one in the place of others for the same account or address, and takes expired ones away. */
    static void add(Transaction transaction, Stored stored, String codeHash) {
        OrganisationInvitation invitation = stored.invitation();
        transaction.update(
                "delete from organisation_invitation where organisation_id = ?"
                        + " and (expires_at <= ? or account_id = ? or email = ?)",
                stored.organisation(),
                invitation.createdAt().toEpochMilli(),
                stored.account().orElse(-1L),
                invitation.email().orElse(""));
        transaction.update(
                "insert into organisation_invitation"
                        + " (id, organisation_id, account_id, email, team_id, code_hash, invited_by, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                invitation.id(),
                stored.organisation(),
                stored.account(),
                invitation.email(),
                stored.team(),
                codeHash,
                invitation.invitedBy(),
                invitation.createdAt().toEpochMilli(),
                invitation.expiresAt().toEpochMilli());
    }

    static void remove(Transaction transaction, long invitation) {
        transaction.update("delete from organisation_invitation where id = ?", invitation);
    }

    static void removeOfOrganisation(Transaction transaction, long organisation) {
        transaction.update("delete from organisation_invitation where organisation_id = ?", organisation);
    }

    static void removeOfAccount(Transaction transaction, long account) {
        transaction.update("delete from organisation_invitation where account_id = ?", account);
    }

    private static Stored stored(Row row) {
        OrganisationInvitation invitation = new OrganisationInvitation(
                row.number(1),
                row.text(2),
                row.optionalText(3),
                row.optionalText(4),
                row.optionalText(5),
                row.text(6),
                Instant.ofEpochMilli(row.number(7)),
                Instant.ofEpochMilli(row.number(8)));
        return new Stored(invitation, row.number(9), row.optionalNumber(10), row.optionalNumber(11));
    }
}
