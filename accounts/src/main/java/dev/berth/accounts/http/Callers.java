package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.BearerFailure;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Sessions;
import dev.berth.accounts.SignIn.SignedIn;
import dev.berth.accounts.SignInFailure;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Tells who sent a request, by its header {@code Authorization} or by its cookie. */
final class Callers {
    private final Accounts accounts;
    private final Optional<URI> externalUrl;

    Callers(Accounts accounts, Optional<URI> externalUrl) {
        this.accounts = accounts;
        this.externalUrl = externalUrl;
    }

    /**
     * Whoever sent this request to the REST API: as {@link #of}, or by the cookie of a session where there is no header
     * {@code Authorization}. A cookie that is not good any more is as good as none.
     *
     * @throws Problem with status 403, when a session is about to change something and the request may be a page's of
     *     another site
     */
    Caller ofApi(Exchange exchange) {
        if (exchange.header("Authorization").isPresent()) {
            return of(exchange);
        }
        Optional<String> secret = SessionCookie.of(exchange);
        Optional<Sessions.Found> session = secret.flatMap(accounts.sessions()::find);
        if (session.isEmpty()) {
            return Caller.ANONYMOUS;
        }
        Caller caller = accounts.rights().caller(session.get().authority());
        exchange.identify(caller.name());
        CrossSite.requireOwnPage(exchange, secret.get(), externalUrl);
        if (session.get().awaitsVerification() && !isBeforeVerification(exchange)) {
            exchange.refuse("the e-mail address is not verified");
            throw new Problem(
                    403,
                    "E-mail not verified",
                    "open the link in the mail that was sent to you first, or have it sent again");
        }
        return caller;
    }

    /** What may be done while the address is not proved: looking around, and what leads to a proved one or out again. */
    private static boolean isBeforeVerification(Exchange exchange) {
        String path = exchange.path();
        return CrossSite.isSafe(exchange)
                || path.equals("/api/v1/session")
                || path.startsWith("/api/v1/sessions")
                || path.equals("/api/v1/user")
                || path.startsWith("/api/v1/user/");
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
            case Credentials.Basic(String name, String secret) ->
                accounts.rights().caller(signIn(exchange, name, secret));
            case Credentials.Unusable(String reason) -> throw SignInFailure.refused(reason);
        };
        exchange.identify(caller.name());
        return caller;
    }

    /** Whoever sent this request, noted for the log, where nothing has to be checked for that; otherwise empty. */
    Optional<Caller> remembered(Exchange exchange) {
        Optional<Caller> caller = switch (Credentials.parse(exchange.header("Authorization"))) {
            case Credentials.None none -> Optional.of(Caller.ANONYMOUS);
            case Credentials.Bearer(String token) -> accounts.bearerTokens().remembered(token);
            case Credentials.Basic basic -> Optional.empty();
            case Credentials.Unusable unusable -> Optional.empty();
        };
        caller.ifPresent(it -> exchange.identify(it.name()));
        return caller;
    }

    /**
     * Whoever has this name and secret, warned when it is a token that expires soon.
     *
     * @throws SignInFailure when nobody has
     */
    Authority signIn(Exchange exchange, String name, String secret) {
        SignedIn signedIn = accounts.signIn().verify(name, secret, exchange.remoteAddress());
        String what = signedIn.authority() instanceof Authority.ByRobot ? "robot's" : "personal";
        signedIn.expiresSoon().ifPresent(expiry -> warn(exchange, what, expiry));
        return signedIn.authority();
    }

    private static void warn(Exchange exchange, String what, Instant expiry) {
        exchange.warning("the " + what + " token expires on "
                + expiry.atOffset(ZoneOffset.UTC).toLocalDate() + ": make a new one");
    }
}
