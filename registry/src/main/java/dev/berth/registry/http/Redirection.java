package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.http.Operation;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Repositories;
import java.io.IOException;
import java.util.Optional;

/**
 * Leads requests on whose repository has another name now. By the former name it can be pulled, and an upload that has begun
 * goes on; pushing and deleting need the present one. All that is asked only after the repository was not found.
 */
final class Redirection {
    private final Gate gate;
    private final Repositories repositories;

    Redirection(Gate gate, Repositories repositories) {
        this.gate = gate;
        this.repositories = repositories;
    }

    /** What is done with a repository by any of its names. */
    @FunctionalInterface
    interface Followed {
        /** Serves the request of this caller, who has passed the gate. */
        void serve(Exchange exchange, RepositoryName repository, Caller caller) throws IOException;
    }

    /** What changes a repository. */
    @FunctionalInterface
    interface Change {
        /** Serves the request of this caller. */
        void serve(Exchange exchange, Caller caller) throws IOException;
    }

    /** What lets the caller of a change pass. */
    @FunctionalInterface
    interface Admission {
        /** The caller; it throws as {@link Gate#require} does. */
        Caller admit(Exchange exchange);
    }

    /** Does this with the repository of this name, or with the one that had it. */
    Operation following(RepositoryName name, Right right, Followed operation) {
        return exchange -> {
            Caller caller = gate.require(exchange, name, right);
            try {
                operation.serve(exchange, name, caller);
            } catch (RegistryFailure failure) {
                RepositoryName now = movedTo(name, failure)
                        .filter(it -> gate.letsFollow(caller, name, it, right))
                        .orElseThrow(() -> failure);
                operation.serve(exchange, now, caller);
            }
        };
    }

    /** Does this to the repository of this name, and tells a caller who may know what it is called now, if it is not there. */
    Operation changing(RepositoryName name, Admission admission, Change operation) {
        return exchange -> {
            Caller caller = admission.admit(exchange);
            try {
                operation.serve(exchange, caller);
            } catch (RegistryFailure failure) {
                throw movedTo(name, failure)
                        .filter(it -> gate.letsFollow(caller, name, it, Right.PULL))
                        .map(now -> new RegistryFailure(
                                WireError.REPOSITORY_MOVED,
                                name + " is called " + now
                                        + " now: it can still be pulled by its former name, but only " + now
                                        + " can be pushed to and deleted from"))
                        .orElse(failure);
            }
        };
    }

    private Optional<RepositoryName> movedTo(RepositoryName name, RegistryFailure failure) {
        return switch (failure.error()) {
            case NAME_UNKNOWN, BLOB_UPLOAD_UNKNOWN, REPOSITORY_MOVED -> repositories.movedTo(name);
            default -> Optional.empty();
        };
    }
}
