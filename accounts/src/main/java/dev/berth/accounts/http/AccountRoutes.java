package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.http.Routes;

/** The endpoints of accounts, personal tokens and the token server. */
public final class AccountRoutes {
    private final GetToken getToken;
    private final PostToken postToken;
    private final CreateAccount createAccount;
    private final PersonalTokenOperations personalTokens;

    /** @param gate what lets requests pass that need an account */
    public AccountRoutes(Accounts accounts, Gate gate) {
        this.getToken = new GetToken(accounts, gate.callers(), gate.refusals());
        this.postToken = new PostToken(accounts, gate.callers(), gate.refusals());
        this.createAccount = new CreateAccount(accounts, gate);
        this.personalTokens = new PersonalTokenOperations(accounts, gate);
    }

    /** Adds {@code /token}, {@code /api/v1/users} and {@code /api/v1/tokens} to these routes. */
    public Routes addTo(Routes routes) {
        return routes.add("GET", "/token", "get_token", (exchange, path) -> getToken.serve(exchange))
                .add("POST", "/token", "post_token", (exchange, path) -> postToken.serve(exchange))
                .add("POST", "/api/v1/users", "create_account", (exchange, path) -> createAccount.serve(exchange))
                .add(
                        "POST",
                        "/api/v1/tokens",
                        "create_personal_token",
                        (exchange, path) -> personalTokens.create(exchange))
                .add("GET", "/api/v1/tokens", "list_personal_tokens", (exchange, path) -> personalTokens.list(exchange))
                .add(
                        "DELETE",
                        "/api/v1/tokens/{id}",
                        "revoke_personal_token",
                        (exchange, path) -> personalTokens.revoke(exchange, path.getOrDefault("id", "")));
    }
}
