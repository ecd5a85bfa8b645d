package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.http.Routes;

/** The token server. */
public final class AccountRoutes {
    private final GetToken getToken;
    private final PostToken postToken;

    /** @param gate what lets requests pass that need an account */
    public AccountRoutes(Accounts accounts, Gate gate) {
        this.getToken = new GetToken(accounts, gate.callers(), gate.refusals());
        this.postToken = new PostToken(accounts, gate.callers(), gate.refusals());
    }

    /** Adds {@code /token} to these routes. */
    public Routes addTo(Routes routes) {
        return routes.add("GET", "/token", "get_token", (exchange, path) -> getToken.serve(exchange))
                .add("POST", "/token", "post_token", (exchange, path) -> postToken.serve(exchange));
    }
}
