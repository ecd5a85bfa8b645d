package dev.berth.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * An invitation into an organisation, without its code. It is for one account, or for the owner of an address; where no mail is
 * sent, for whoever has the code.
 *
 * @param organisation the name of the organisation
 * @param team the name of the team that it leads into besides
 * @param invitedBy the name of the account that made it
 */
public record OrganisationInvitation(
        long id,
        String organisation,
        Optional<String> username,
        Optional<String> email,
        Optional<String> team,
        String invitedBy,
        Instant createdAt,
        Instant expiresAt) {}
