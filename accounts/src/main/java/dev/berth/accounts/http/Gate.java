package dev.berth.accounts.http;

import dev.berth.accounts.Accounts;
import dev.berth.accounts.Caller;
import dev.berth.accounts.Right;
import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lets requests pass that may, and sends the others away, with what they need to come back with. */
public final class Gate {
    private final Accounts accounts;
    private final Optional<URI> externalUrl;

    /** @param externalUrl where clients reach Berth; otherwise each request says */
    public Gate(Accounts accounts, Optional<URI> externalUrl) {
        this.accounts = accounts;
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
        return identify(exchange);
    }

    /**
     * Who is asking, for {@code /v2/} and {@code /v2/_catalog}, which both need credentials.
     *
     * @throws RegistryFailure as {@link #require} does
     */
    public Caller identify(Exchange exchange) {
        if (accounts.config().open()) {
            exchange.identify(Caller.OPEN.name());
            return Caller.OPEN;
        }
        throw challenge(exchange, Map.of());
    }

    /** Whether the caller may have blobs of {@code from} mounted into another repository, which it does by pulling them. */
    public MountAnswer mayMountFrom(Exchange exchange, Caller caller, RepositoryName from) {
        return MountAnswer.YES;
    }

    /**
     * The failure that asks the caller for a token of these scopes, with its challenge set on the answer.
     *
     * @param scopes the rights to ask for; one challenge names them all
     */
    public RegistryFailure challenge(Exchange exchange, Map<RepositoryName, Set<Right>> scopes) {
        String realm = externalUrl.map(URI::toString).orElseGet(exchange::baseUrl) + "/token";
        exchange.with("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"berth\"");
        return new RegistryFailure(WireError.UNAUTHORIZED);
    }

    /**
     * The caller, who has an account; for the REST API.
     *
     * @throws dev.berth.http.Problem with status 401 or 429
     */
    public Caller requireAccount(Exchange exchange) {
        return identify(exchange);
    }
}
