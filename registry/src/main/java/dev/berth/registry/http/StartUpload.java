package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.accounts.http.MountAnswer;
import dev.berth.http.Exchange;
import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Blobs;
import dev.berth.registry.PushedBlob;
import dev.berth.registry.UploadSession;
import dev.berth.registry.Uploads;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code POST /v2/<name>/blobs/uploads/}: opens a session, takes a whole blob with {@code ?digest=}, or mounts one with
 * {@code ?mount=} (end-4a, end-4b, end-4c, end-11).
 */
final class StartUpload {
    private final Gate gate;
    private final Blobs blobs;
    private final Uploads uploads;

    StartUpload(Gate gate, Blobs blobs, Uploads uploads) {
        this.gate = gate;
        this.blobs = blobs;
        this.uploads = uploads;
    }

    void serve(Exchange exchange, RepositoryName name, Caller caller) throws IOException {
        Optional<Digest> mount = exchange.parameter("mount").map(Digest::parse);
        if (mount.isPresent() && mount(exchange, caller, name, mount.get())) {
            UploadAnswer.created(exchange, name, mount.get());
            return;
        }
        Optional<Digest> digest = exchange.parameter("digest").map(Digest::parse);
        if (digest.isPresent() && mount.isEmpty()) {
            uploads.takeWhole(name, exchange.body(), new PushedBlob(digest.get(), caller.name()));
            UploadAnswer.created(exchange, name, digest.get());
            return;
        }
        UploadSession session = uploads.open(name, digest.map(Digest::algorithm).orElseGet(() -> algorithm(exchange)));
        UploadAnswer.with(exchange, name, session).answer(202);
    }

    /** Lets the request pass; one that mounts and has yet to log in is asked for a token of both repositories at once. */
    Caller admit(Exchange exchange, RepositoryName name) {
        try {
            return gate.require(exchange, name, Right.PUSH);
        } catch (RegistryFailure e) {
            Optional<RepositoryName> from = from(exchange);
            boolean wrongPassword = exchange.header("Authorization")
                    .filter(it -> it.startsWith("Basic"))
                    .isPresent();
            if (e.error() == WireError.UNAUTHORIZED && from.isPresent() && !wrongPassword) {
                throw gate.challenge(exchange, bothScopes(name, from.get()));
            }
            throw e;
        }
    }

    private static Map<RepositoryName, Set<Right>> bothScopes(RepositoryName name, RepositoryName from) {
        Map<RepositoryName, Set<Right>> scopes = new LinkedHashMap<>();
        scopes.put(name, Set.of(Right.PULL, Right.PUSH));
        scopes.putIfAbsent(from, Set.of(Right.PULL));
        return scopes;
    }

    private static Optional<RepositoryName> from(Exchange exchange) {
        return exchange.parameter("from").filter(it -> !it.isEmpty()).map(RepositoryName::parse);
    }

    private static Algorithm algorithm(Exchange exchange) {
        return exchange.parameter("digest-algorithm")
                .map(it -> Algorithm.named(it)
                        .orElseThrow(() -> new RegistryFailure(
                                WireError.DIGEST_INVALID,
                                "the algorithms are sha256 and sha512, not " + Quoted.of(it))))
                .orElse(Algorithm.SHA256);
    }

    private boolean mount(Exchange exchange, Caller caller, RepositoryName name, Digest digest) {
        PushedBlob blob = new PushedBlob(digest, caller.name());
        Optional<RepositoryName> from = from(exchange);
        if (from.isEmpty()) {
            return blobs.mountFromAnywhere(name, blob, caller.sees());
        }
        MountAnswer answer = gate.mayMountFrom(exchange, caller, from.get());
        return switch (answer) {
            case YES -> blobs.mount(name, blob, from.get());
            case NO -> false;
            case ASK_AGAIN -> throw gate.challenge(exchange, bothScopes(name, from.get()));
        };
    }
}
