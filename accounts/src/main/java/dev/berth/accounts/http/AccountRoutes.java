package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.http.Routes;

/** The endpoints of accounts, personal tokens and the token server. */
@SuppressWarnings("UnusedVariable") // until its endpoints are written
public final class AccountRoutes {
    private final Accounts accounts;
    private final Gate gate;

    public AccountRoutes(Accounts accounts, Gate gate) {
        this.accounts = accounts;
        this.gate = gate;
    }

    /** Adds {@code /token}, {@code /api/v1/users} and {@code /api/v1/tokens} to these routes. */
    public Routes addTo(Routes routes) {
        return routes;
    }
}
