package dev.berth.accounts.http;

import dev.berth.accounts.EmailAddress;
import dev.berth.accounts.OrganisationInvitation;
import dev.berth.accounts.OrganisationInvitations;
import dev.berth.accounts.OrganisationInvitations.Invitee;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invitations into organisations. */
final class InvitationEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Invitations");
    private static final String ALL = "/api/v1/orgs/{org}/invitations";
    private static final String ONE = "/api/v1/orgs/{org}/invitations/{id}";
    private static final String KEY = "/api/v1/invitations/{code}";

    private final OrganisationInvitations invitations;
    private final Gate gate;

    InvitationEndpoints(OrganisationInvitations invitations, Gate gate) {
        this.invitations = invitations;
        this.gate = gate;
    }

    /** Who is to be invited: an account by its name, or whoever reads what is sent to an address. */
    record NewInvitation(Optional<String> username, Optional<String> email, Optional<String> team) {}

    /** An open invitation. */
    record InvitationView(
            String id,
            String organisation,
            Optional<String> username,
            Optional<String> email,
            Optional<String> team,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt) {
        static InvitationView of(OrganisationInvitation invitation) {
            return new InvitationView(
                    String.valueOf(invitation.id()),
                    invitation.organisation(),
                    invitation.username(),
                    invitation.email(),
                    invitation.team(),
                    invitation.invitedBy(),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }

    /**
     * An invitation that was just made, with the code that it is accepted by, which is told this once.
     *
     * @param mailed whether the code is sent to the address; otherwise it is to be handed on
     */
    record CreatedInvitation(InvitationView invitation, String code, boolean mailed) {}

    /** The organisation that was joined. */
    record JoinedOrganisation(String organisation) {}

    void addTo(Api api) {
        api.add(
                GROUP.post(ALL, NewInvitation.class, "create_invitation", "Invites somebody into an organisation")
                        .access(Access.PERSON)
                        .makes(CreatedInvitation.class, this::create),
                GROUP.get(ALL, "list_invitations", "The open invitations of an organisation")
                        .access(Access.PERSON)
                        .answersList(InvitationView.class, this::list),
                GROUP.delete(ONE, "revoke_invitation", "Takes an invitation back")
                        .access(Access.PERSON)
                        .does(call -> invitations.revoke(call.account(), call.path("org"), call.id())),
                GROUP.get("/api/v1/user/invitations", "list_own_invitations", "The open invitations for the caller")
                        .access(Access.PERSON)
                        .answersList(InvitationView.class, this::own),
                GROUP.post(
                                KEY + "/accept",
                                "accept_invitation",
                                "Joins an organisation, by an invitation's code, or by the id of one for the caller")
                        .access(Access.PERSON)
                        .answers(
                                JoinedOrganisation.class,
                                call -> new JoinedOrganisation(invitations.accept(call.account(), call.path("code")))),
                GROUP.post(KEY + "/decline", "decline_invitation", "Turns an invitation down")
                        .access(Access.PERSON)
                        .does(call -> invitations.decline(call.account(), call.path("code"))));
    }

    private CreatedInvitation create(Call<NewInvitation> call) {
        NewInvitation wanted = call.body();
        try {
            OrganisationInvitations.Created created =
                    invitations.invite(call.account(), call.path("org"), invitee(wanted), wanted.team());
            return new CreatedInvitation(InvitationView.of(created.invitation()), created.code(), created.mailed());
        } catch (SignInFailure e) {
            throw gate.refusals().tooMany(call.exchange(), e).orElseThrow(() -> e);
        }
    }

    private static Invitee invitee(NewInvitation wanted) {
        if (wanted.username().isPresent() == wanted.email().isPresent()) {
            throw Call.invalid("a username or an email is needed, and not both");
        }
        return wanted.username()
                .<Invitee>map(Invitee.ByName::new)
                .orElseGet(() ->
                        new Invitee.ByEmail(new EmailAddress(wanted.email().orElseThrow())));
    }

    private List<InvitationView> list(Call<Void> call) {
        return invitations.list(call.account(), call.path("org")).stream()
                .map(InvitationView::of)
                .toList();
    }

    private List<InvitationView> own(Call<Void> call) {
        return invitations.of(call.account()).stream().map(InvitationView::of).toList();
    }
}
