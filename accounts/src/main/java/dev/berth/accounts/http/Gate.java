package dev.berth.accounts.http;

import dev.berth.accounts.Account;
import dev.berth.accounts.Accounts;
import dev.berth.accounts.Authority;
import dev.berth.accounts.BearerFailure;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Right;
import dev.berth.accounts.Scope;
import dev.berth.accounts.SignInFailure;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Doorkeeper;
import dev.berth.http.Exchange;
import dev.berth.http.Problem;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets requests pass that may, and sends the others away, with what they need to come back with. */
public final class Gate implements Doorkeeper {
    private final Accounts accounts;
    private final Callers callers;
    private final Refusals refusals;
    private final Optional<URI> externalUrl;

    /** @param externalUrl where clients reach Berth; otherwise each request says */
    public Gate(Accounts accounts, Optional<URI> externalUrl) {
        this.accounts = accounts;
        this.callers = new Callers(accounts, externalUrl);
        this.refusals = new Refusals(accounts.rights(), externalUrl);
        this.externalUrl = externalUrl;
    }

    /**
     * The caller, who has all of these rights on the repository.
     *
     * @throws RegistryFailure {@link WireError#UNAUTHORIZED} with a challenge in the answer's headers,
     *     {@link WireError#DENIED}, or {@link WireError#TOOMANYREQUESTS} with {@code Retry-After}; the same for a repository
     *     that does not exist as for one that the caller may not know of
     */
    public Caller require(Exchange exchange, RepositoryName repository, Right... rights) {
        if (accounts.config().open()) {
            return open(exchange);
        }
        Caller caller;
        try {
            caller = callers.of(exchange);
        } catch (SignInFailure e) {
            throw refusals.wrongCredentials(exchange, e, scopes(repository, rights));
        } catch (BearerFailure e) {
            throw refusals.wrongToken(exchange, e, scopes(repository, rights));
        }
        if (!accounts.rights().allow(caller.authority(), repository, rights)) {
            throw refusals.lacking(exchange, caller, repository, rights);
        }
        return caller;
    }

    /** Whether the caller, who has this right by the former name of a repository, has it on that repository as it is now. */
    public boolean letsFollow(Caller caller, RepositoryName former, RepositoryName now, Right right) {
        return accounts.rights().allow(caller.authority(), former, now, right);
    }

    /** Whether the request may pull from the repository, where that is known without waiting; false says nothing. */
    public boolean letsPullAtOnce(Exchange exchange, RepositoryName repository) {
        if (accounts.config().open()) {
            open(exchange);
            return true;
        }
        return callers.remembered(exchange)
                .filter(caller -> accounts.rights().allowPullAtOnce(caller.authority(), repository))
                .isPresent();
    }

    /**
     * Who is asking, for {@code /v2/} and {@code /v2/_catalog}, which both need credentials.
     *
     * @throws RegistryFailure as {@link #require} does
     */
    public Caller identify(Exchange exchange) {
        if (accounts.config().open()) {
            return open(exchange);
        }
        boolean listing = exchange.path().endsWith("/_catalog");
        List<Scope> scopes = listing ? List.of(new Scope.OfCatalogue()) : List.of();
        Caller caller;
        try {
            caller = callers.of(exchange);
        } catch (SignInFailure e) {
            throw refusals.wrongCredentials(exchange, e, scopes);
        } catch (BearerFailure e) {
            throw refusals.wrongToken(exchange, e, scopes);
        }
        return switch (caller.authority()) {
            case Authority.Anonymous anonymous -> throw refusals.needsLogin(exchange, scopes, "this registry");
            case Authority.ByGrants token
            when listing && !token.catalogue() -> {
                exchange.refuse("the token does not cover the list of repositories");
                throw refusals.insufficient(exchange, scopes, "the token does not cover the list of repositories");
            }
            default -> caller;
        };
    }

    /** Whether the caller may have blobs of {@code from} mounted into another repository, which it does by pulling them. */
    public MountAnswer mayMountFrom(Exchange exchange, Caller caller, RepositoryName from) {
        if (accounts.rights().allow(caller.authority(), from, Right.PULL)) {
            return MountAnswer.YES;
        }
        if (caller.authority() instanceof Authority.ByGrants token) {
            boolean current =
                    token.account().map(accounts::now).map(Optional::isPresent).orElse(true);
            if (current && accounts.rights().couldPull(token, from)) {
                return MountAnswer.ASK_AGAIN;
            }
        }
        return MountAnswer.NO;
    }

    /**
     * The failure that asks the caller for a token of these scopes, with its challenge set on the answer.
     *
     * @param scopes the rights to ask for; one challenge names them all
     */
    public RegistryFailure challenge(Exchange exchange, Map<RepositoryName, Set<Right>> scopes) {
        List<Scope> wanted = new ArrayList<>();
        for (Map.Entry<RepositoryName, Set<Right>> scope : scopes.entrySet()) {
            wanted.add(new Scope.OfRepository(scope.getKey(), scope.getValue()));
        }
        wanted.sort((one, other) -> one.text().compareTo(other.text()));
        exchange.refuse("the token does not cover " + Scope.text(wanted));
        return refusals.insufficient(exchange, wanted, "a token is needed that covers " + Scope.text(wanted));
    }

    /**
     * The caller, who has an account; for the REST API.
     *
     * @throws Problem with status 401
     * @throws RegistryFailure {@link WireError#UNAUTHORIZED} or {@link WireError#TOOMANYREQUESTS} for wrong credentials
     */
    public Caller requireAccount(Exchange exchange) {
        Caller caller;
        try {
            caller = callers.ofApi(exchange);
        } catch (SignInFailure e) {
            throw refusals.wrongLogin(exchange, e);
        } catch (BearerFailure e) {
            throw refusals.wrongToken(exchange, e, List.of());
        }
        if (caller.authority() instanceof Authority.BySession) {
            return caller;
        }
        if (isRobots(caller.authority())) {
            exchange.refuse("a robot cannot do this");
            throw new Problem(403, "Not allowed", "this is not for the robots of organisations");
        }
        // A token is good for minutes; here it is worth a look whether its account still is.
        if (caller.authority().behind().flatMap(accounts::now).isEmpty()) {
            throw refusals.needsAccount(exchange);
        }
        return caller;
    }

    /**
     * The caller of an endpoint of the REST API.
     *
     * @throws Problem with status 401 or 403
     * @throws RegistryFailure as {@link #requireAccount} does
     */
    @Override
    public Caller admit(Exchange exchange, Access access) {
        if (access == Access.STRANGER) {
            CrossSite.requireOwnOrigin(exchange, externalUrl);
            return Caller.ANONYMOUS;
        }
        if (access == Access.ANYBODY) {
            return anybody(exchange);
        }
        Caller caller = requireAccount(exchange);
        if (access == Access.ACCOUNT) {
            return caller;
        }
        if (!caller.inPerson()) {
            exchange.refuse("a token cannot do this");
            throw new Problem(403, "Not allowed", "this is done by a person with a password, not with a token");
        }
        if (access == Access.ADMINISTRATOR
                && !caller.authority().behind().map(Account::administrator).orElse(false)) {
            exchange.refuse(caller.name() + " is no administrator");
            throw new Problem(403, "Not allowed", "this is for administrators");
        }
        return caller;
    }

    @Override
    public Optional<RepositoryName> movedTo(Caller caller, RepositoryName former) {
        return accounts.rights().movedTo(former).filter(now -> letsFollow(caller, former, now, Right.PULL));
    }

    private static boolean isRobots(Authority authority) {
        return authority instanceof Authority.ByRobot
                || authority instanceof Authority.ByGrants token && isRobots(token.origin());
    }

    private Caller anybody(Exchange exchange) {
        try {
            Caller caller = callers.ofApi(exchange);
            return caller.authority() instanceof Authority.Anonymous
                            && accounts.config().open()
                    ? open(exchange)
                    : caller;
        } catch (SignInFailure e) {
            throw refusals.wrongLogin(exchange, e);
        } catch (BearerFailure e) {
            throw refusals.wrongToken(exchange, e, List.of());
        }
    }

    /** What tells who sent a request, for the endpoints beside the gate. */
    Callers callers() {
        return callers;
    }

    /** What turns requests away, for the endpoints beside the gate. */
    Refusals refusals() {
        return refusals;
    }

    /** Where clients reach Berth; otherwise each request says. */
    Optional<URI> externalUrl() {
        return externalUrl;
    }

    private static Caller open(Exchange exchange) {
        exchange.identify(Caller.OPEN.name());
        return Caller.OPEN;
    }

    private static List<Scope> scopes(RepositoryName repository, Right... rights) {
        return List.of(new Scope.OfRepository(repository, Refusals.toAskFor(Refusals.foremost(rights))));
    }
}
