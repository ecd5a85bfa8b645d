package dev.berth.accounts.api;

import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import java.util.Optional;

/** Tells who calls an endpoint, and sends away who may not. */
@FunctionalInterface
public interface Doorkeeper {
    /**
     * The caller.
     *
     * @throws dev.berth.http.Problem with status 401 or 403, when this access is not for it
     */
    Caller admit(Exchange exchange, Access access);

    /** The name of the repository that once had this one, where this caller may know of it; empty where there is none. */
    default Optional<RepositoryName> movedTo(Caller caller, RepositoryName former) {
        return Optional.empty();
    }
}
