package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.http.Routes;

/** The token server, and the endpoint that makes accounts. */
public final class AccountRoutes {
    private final GetToken getToken;
    private final PostToken postToken;
    private final CreateAccount createAccount;

    /** @param gate what lets requests pass that need an account */
    public AccountRoutes(Accounts accounts, Gate gate) {
        this.getToken = new GetToken(accounts, gate.callers(), gate.refusals());
        this.postToken = new PostToken(accounts, gate.callers(), gate.refusals());
        this.createAccount = new CreateAccount(accounts, gate);
    }

    /** Adds {@code /token} and {@code /api/v1/users} to these routes. */
    public Routes addTo(Routes routes) {
        return routes.add("GET", "/token", "get_token", (exchange, path) -> getToken.serve(exchange))
                .add("POST", "/token", "post_token", (exchange, path) -> postToken.serve(exchange))
                .add("POST", "/api/v1/users", "create_account", (exchange, path) -> createAccount.serve(exchange));
    }
}
