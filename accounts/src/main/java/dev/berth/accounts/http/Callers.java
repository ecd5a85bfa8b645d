package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.BearerFailure;
import dev.berth.accounts.Caller;
import dev.berth.accounts.SignIn.SignedIn;
import dev.berth.accounts.SignInFailure;
import dev.berth.http.Exchange;
import java.time.Instant;
import java.time.ZoneOffset;

/** Tells who sent a request, by its header {@code Authorization}. */
final class Callers {
    private final Accounts accounts;

    Callers(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Whoever sent this request, noted for the log; {@link Caller#ANONYMOUS} when there are no credentials.
     *
     * @throws BearerFailure when its token is not good
     * @throws SignInFailure when its other credentials are not
     */
    Caller of(Exchange exchange) {
        Caller caller = switch (Credentials.parse(exchange.header("Authorization"))) {
            case Credentials.None none -> Caller.ANONYMOUS;
            case Credentials.Bearer(String token) -> accounts.bearerTokens().verify(token);
            case Credentials.Basic(String name, String secret) -> Caller.by(signIn(exchange, name, secret));
            case Credentials.Unusable(String reason) -> throw SignInFailure.refused(reason);
        };
        exchange.identify(caller.name());
        return caller;
    }

    /**
     * Whoever has this name and secret, warned when it is a personal token that expires soon.
     *
     * @throws SignInFailure when nobody has
     */
    Authority signIn(Exchange exchange, String name, String secret) {
        SignedIn signedIn = accounts.signIn().verify(name, secret, exchange.remoteAddress());
        signedIn.expiresSoon().ifPresent(expiry -> warn(exchange, expiry));
        return signedIn.authority();
    }

    private static void warn(Exchange exchange, Instant expiry) {
        exchange.warning("the personal token expires on "
                + expiry.atOffset(ZoneOffset.UTC).toLocalDate() + ": make a new one");
    }
}
