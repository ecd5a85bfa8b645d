package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.api.Api;

/** The endpoints of the REST API about accounts. */
public final class AccountEndpoints {
    private final Accounts accounts;
    private final Gate gate;

    /** @param gate what tells who calls */
    public AccountEndpoints(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /** Adds them. */
    public void addTo(Api api) {
        new SessionEndpoints(accounts, gate).addTo(api);
        new TokenEndpoints(accounts.personalTokens()).addTo(api);
        new OrganisationEndpoints(accounts.organisations()).addTo(api);
        new MemberEndpoints(accounts.members()).addTo(api);
        new TeamEndpoints(accounts.teams(), accounts.teamGrants()).addTo(api);
        new InvitationEndpoints(accounts.organisationInvitations(), gate).addTo(api);
        new RobotEndpoints(accounts.robots()).addTo(api);
        new PermissionEndpoints(accounts.collaborators(), accounts.namespaces()).addTo(api);
        new SignUpEndpoint(accounts, gate).addTo(api);
        new UserEndpoints(accounts, gate).addTo(api);
        new CodeEndpoints(accounts, gate).addTo(api);
        new SecondFactorEndpoints(accounts, gate).addTo(api);
        new AdministrationEndpoints(accounts, gate).addTo(api);
    }
}
