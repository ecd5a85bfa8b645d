package dev.berth.accounts.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.Scope;
import dev.berth.accounts.SignInFailure;
import dev.berth.http.Exchange;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code POST /token}: a token for a password or a refresh token (Docker token authentication, "OAuth 2"). */
final class PostToken {
    private final Accounts accounts;
    private final Callers callers;
    private final Refusals refusals;

    PostToken(Accounts accounts, Callers callers, Refusals refusals) {
        this.accounts = accounts;
        this.callers = callers;
        this.refusals = refusals;
    }

    void serve(Exchange exchange) throws IOException {
        FormParameters form = FormParameters.of(exchange);
        TokenRequest.checkService(form.value("service"));
        List<Scope> scopes = Scope.parse(form.values("scope"));
        boolean offline = form.value("access_type").filter("offline"::equals).isPresent();
        TokenAnswer answer = switch (form.required("grant_type")) {
            case "password" -> byPassword(exchange, form, scopes, offline);
            case "refresh_token" -> byRefreshToken(exchange, form, scopes, offline);
            case String other ->
                throw new RegistryFailure(
                        WireError.PARAMETER_INVALID,
                        "the grant_type is password or refresh_token, not '" + Quoted.of(other) + "'");
        };
        answer.send(exchange);
    }

    private TokenAnswer byPassword(Exchange exchange, FormParameters form, List<Scope> scopes, boolean offline) {
        String name = form.required("username");
        String password = form.required("password");
        try {
            Authority authority = callers.signIn(exchange, name, password);
            exchange.identify(name);
            Optional<String> refreshToken = offline
                    ? accounts.tokenServer().refreshToken(authority, TokenRequest.clientId(form.value("client_id")))
                    : Optional.empty();
            return new TokenAnswer(accounts.tokenServer().issue(authority, scopes), refreshToken);
        } catch (SignInFailure e) {
            throw refusals.wrongLogin(exchange, e);
        }
    }

    private TokenAnswer byRefreshToken(Exchange exchange, FormParameters form, List<Scope> scopes, boolean offline) {
        String refreshToken = form.required("refresh_token");
        try {
            Authority authority = accounts.tokenServer().refresh(refreshToken);
            authority.behind().map(Account::name).ifPresent(exchange::identify);
            // The same one again: it stays good until it expires.
            return new TokenAnswer(
                    accounts.tokenServer().issue(authority, scopes),
                    offline ? Optional.of(refreshToken) : Optional.empty());
        } catch (SignInFailure e) {
            throw refusals.loginEnded(exchange, e);
        }
    }
}
