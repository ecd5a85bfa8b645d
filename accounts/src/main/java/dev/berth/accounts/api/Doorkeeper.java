package dev.berth.accounts.api;

import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;

/** Tells who calls an endpoint, and sends away who may not. */
@FunctionalInterface
public interface Doorkeeper {
    /**
     * The caller.
     *
     * @throws dev.berth.http.Problem with status 401 or 403, when this access is not for it
     */
    Caller admit(Exchange exchange, Access access);
}
