package dev.berth.accounts.http;

import dev.berth.accounts.Authority;
import dev.berth.accounts.BearerFailure;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Limits;
import dev.berth.accounts.Right;
import dev.berth.accounts.Rights;
import dev.berth.accounts.Scope;
import dev.berth.accounts.SignInFailure;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns requests away: with words that a person understands, since Docker prints them; with the reason in the log; and in the
 * same way whether a repository is private or does not exist.
 */
final class Refusals {
    private static final String LOGIN = "Basic realm=\"Berth\", charset=\"UTF-8\"";

    /** A challenge that no browser knows: to the other one it would ask for a password in a window of its own. */
    private static final String SIGN_IN = "Session realm=\"Berth\"";

    private final Rights rights;
    private final Optional<URI> externalUrl;

    /** @param rights what tells who could have come with what he lacks */
    Refusals(Rights rights, Optional<URI> externalUrl) {
        this.rights = rights;
        this.externalUrl = externalUrl;
    }

    /** Answers credentials that let nobody in, where a token of these scopes would. */
    RegistryFailure wrongCredentials(Exchange exchange, SignInFailure failure, Collection<Scope> scopes) {
        RegistryFailure refused = wrongCredentials(exchange, failure);
        if (refused.error() == WireError.UNAUTHORIZED) {
            challenge(exchange, new Challenge(scopes, Optional.empty()));
        }
        return refused;
    }

    /** Answers a name and secret that let nobody in, where only another name and secret would. */
    RegistryFailure wrongLogin(Exchange exchange, SignInFailure failure) {
        RegistryFailure refused = wrongCredentials(exchange, failure);
        if (refused.error() == WireError.UNAUTHORIZED) {
            exchange.with(Challenge.HEADER, LOGIN);
        }
        return refused;
    }

    /** Answers a refresh token that is not good any more. */
    RegistryFailure loginEnded(Exchange exchange, SignInFailure failure) {
        exchange.refuse(failure.reason());
        exchange.with(Challenge.HEADER, LOGIN);
        return new RegistryFailure(
                WireError.UNAUTHORIZED, "the login is not valid any more: docker login " + host(exchange));
    }

    private static RegistryFailure wrongCredentials(Exchange exchange, SignInFailure failure) {
        exchange.refuse(failure.reason());
        Optional<Duration> wait = failure.retryAfter();
        if (wait.isEmpty()) {
            return new RegistryFailure(
                    WireError.UNAUTHORIZED, failure.advice().orElse("wrong username, password or token"));
        }
        long seconds = Math.max(1, wait.get().plusMillis(999).toSeconds());
        exchange.with("Retry-After", String.valueOf(seconds));
        return new RegistryFailure(WireError.TOOMANYREQUESTS, failure.reason() + ": try again in " + seconds + " s");
    }

    /** Answers a token that lets nobody in. */
    RegistryFailure wrongToken(Exchange exchange, BearerFailure failure, Collection<Scope> scopes) {
        exchange.refuse(failure.reason());
        String message = "the token is not valid, or not any more";
        challenge(exchange, new Challenge(scopes, Optional.of(new Challenge.Problem("invalid_token", message))));
        return new RegistryFailure(WireError.UNAUTHORIZED, message);
    }

    /** Answers a caller who may not do this. */
    RegistryFailure lacking(Exchange exchange, Caller caller, RepositoryName repository, Right... rights) {
        Right right = foremost(rights);
        exchange.refuse(caller.name() + " lacks the right to " + right.action());
        String message = explanation(exchange, caller, repository, right)
                + (right == Right.PULL ? "" : presentName(caller, repository));
        List<Scope> scopes = List.of(new Scope.OfRepository(repository, toAskFor(right)));
        return switch (caller.authority()) {
            case Authority.Anonymous anonymous -> {
                challenge(exchange, new Challenge(scopes, Optional.empty()));
                yield new RegistryFailure(WireError.UNAUTHORIZED, message);
            }
            case Authority.ByGrants token -> insufficient(exchange, scopes, message);
            default -> new RegistryFailure(WireError.DENIED, message);
        };
    }

    /** Answers a caller whose token is not good for what it asks, but who may get one that is. */
    RegistryFailure insufficient(Exchange exchange, Collection<Scope> scopes, String message) {
        challenge(exchange, new Challenge(scopes, Optional.of(new Challenge.Problem("insufficient_scope", message))));
        return new RegistryFailure(WireError.UNAUTHORIZED, message);
    }

    /** Answers somebody who has to say first who he is. */
    RegistryFailure needsLogin(Exchange exchange, Collection<Scope> scopes, String what) {
        exchange.refuse("no credentials");
        challenge(exchange, new Challenge(scopes, Optional.empty()));
        return new RegistryFailure(WireError.UNAUTHORIZED, what + " needs a login: docker login " + host(exchange));
    }

    /** Answers somebody without an account where the REST API needs one. */
    Problem needsAccount(Exchange exchange) {
        exchange.refuse("no account");
        if (isBrowser(exchange)) {
            exchange.with(Challenge.HEADER, SIGN_IN);
            return new Problem(401, "Authentication required", "you are not signed in, or not any more");
        }
        exchange.with(Challenge.HEADER, LOGIN);
        return new Problem(401, "Authentication required", "send a username and a password, or a personal token");
    }

    /** Answers somebody who wants to sign in in a browser, and does not get in. */
    Problem notSignedIn(Exchange exchange, SignInFailure failure) {
        exchange.with(Challenge.HEADER, SIGN_IN);
        return tooMany(exchange, failure)
                .orElseGet(() -> new Problem(401, "Wrong login", "wrong username or password"));
    }

    /** Answers somebody whose password is right where a code is needed besides. */
    Problem secondFactorNeeded(Exchange exchange, String detail) {
        exchange.refuse("no right code of the second factor");
        exchange.with(Challenge.HEADER, SIGN_IN);
        return new Problem(401, "Second factor needed", detail);
    }

    /** Notes why somebody did not get in, and answers him who has to wait; empty when what he sent is simply wrong. */
    Optional<Problem> tooMany(Exchange exchange, SignInFailure failure) {
        RegistryFailure refused = wrongCredentials(exchange, failure);
        return refused.error() == WireError.TOOMANYREQUESTS
                ? Optional.of(new Problem(429, "Too many requests", refused.explanation()))
                : Optional.empty();
    }

    private static boolean isBrowser(Exchange exchange) {
        return exchange.header("User-Agent")
                        .filter(it -> it.startsWith("Mozilla/"))
                        .isPresent()
                || exchange.header("Cookie").isPresent();
    }

    /** The rights that one asks for who needs this one: pushing begins with looking what is there. */
    static Set<Right> toAskFor(Right right) {
        return right == Right.PUSH ? Set.of(Right.PULL, Right.PUSH) : Set.of(right);
    }

    static Right foremost(Right... rights) {
        Right foremost = Right.PULL;
        for (Right right : rights) {
            foremost = right.compareTo(foremost) > 0 ? right : foremost;
        }
        return foremost;
    }

    /** Where to log in, as {@code docker login} wants it. */
    String host(Exchange exchange) {
        String url = Challenge.baseUrl(exchange, externalUrl);
        return url.substring(url.indexOf("//") + 2);
    }

    private String explanation(Exchange exchange, Caller caller, RepositoryName repository, Right right) {
        Optional<String> subject = caller.authority().subject();
        if (subject.isEmpty()) {
            String doing = switch (right) {
                // A push begins with a look at what is there.
                case PULL -> "";
                case PUSH -> "pushing to ";
                case DELETE -> "deleting from ";
            };
            return doing + repository + " needs a login: docker login " + host(exchange);
        }
        String name = subject.get();
        Authority origin = caller.authority() instanceof Authority.ByGrants token ? token.origin() : caller.authority();
        if (!Limits.of(caller.authority()).contains(right)) {
            String whose = origin instanceof Authority.ByRobot ? "the robot " : "the personal token of ";
            return whose + name + " has no scope to " + right.action();
        }
        if (origin instanceof Authority.ByPersonalToken token
                && !Limits.of(token, repository).contains(right)) {
            return "the personal token of " + name + " is not made to " + right.action()
                    + (right == Right.PULL ? " " : right == Right.PUSH ? " to " : " from ") + repository;
        }
        if (rights.given(origin, repository).contains(right)) {
            return "the token of " + name + " does not cover " + repository
                    + ": ask the token server for one that does";
        }
        return switch (right) {
            case PULL -> name + " has no access to " + repository + ", or there is no such repository";
            case PUSH -> name + " may not push to " + repository;
            case DELETE -> name + " may not delete from " + repository;
        };
    }

    /** Where else to push to, for a caller who may know. */
    private String presentName(Caller caller, RepositoryName repository) {
        return rights.movedTo(repository)
                .filter(now -> rights.allow(caller.authority(), repository, now, Right.PULL))
                .map(now -> "; it is called " + now + " now")
                .orElse("");
    }

    private void challenge(Exchange exchange, Challenge challenge) {
        challenge.set(exchange, Challenge.baseUrl(exchange, externalUrl));
    }
}
