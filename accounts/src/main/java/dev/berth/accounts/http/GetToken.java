package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Scope;
import dev.berth.accounts.SignInFailure;
import dev.berth.http.Exchange;
import java.util.List;
import java.util.Optional;

/** {@code GET /token}: a token for whoever logs in, or for a stranger (Docker token authentication, "Requesting a Token"). */
final class GetToken {
    private final Accounts accounts;
    private final Callers callers;
    private final Refusals refusals;

    GetToken(Accounts accounts, Callers callers, Refusals refusals) {
        this.accounts = accounts;
        this.callers = callers;
        this.refusals = refusals;
    }

    void serve(Exchange exchange) {
        TokenRequest.checkService(exchange.parameter("service"));
        List<Scope> scopes = Scope.parse(exchange.parameters("scope"));
        Authority authority = authority(exchange);
        boolean offline =
                exchange.parameter("offline_token").filter("true"::equals).isPresent();
        Optional<String> refreshToken = offline
                ? accounts.tokenServer().refreshToken(authority, TokenRequest.clientId(exchange.parameter("client_id")))
                : Optional.empty();
        new TokenAnswer(accounts.tokenServer().issue(authority, scopes), refreshToken).send(exchange);
    }

    private Authority authority(Exchange exchange) {
        try {
            return switch (Credentials.parse(exchange.header("Authorization"))) {
                case Credentials.None none -> Caller.ANONYMOUS.authority();
                case Credentials.Basic(String name, String secret) -> {
                    Authority authority = callers.signIn(exchange, name, secret);
                    exchange.identify(name);
                    yield authority;
                }
                case Credentials.Bearer bearer ->
                    throw SignInFailure.refused("a token came where a name and a password are needed");
                case Credentials.Unusable(String reason) -> throw SignInFailure.refused(reason);
            };
        } catch (SignInFailure e) {
            throw refusals.wrongLogin(exchange, e);
        }
    }
}
