package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.oci.Reference;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Manifests;

/** {@code DELETE /v2/<name>/manifests/<reference>}: a tag alone, or a manifest with all its tags (end-9). */
final class DeleteManifest {
    private final Manifests manifests;

    DeleteManifest(Manifests manifests) {
        this.manifests = manifests;
    }

    void serve(Exchange exchange, RepositoryName name, Reference reference, Caller caller) {
        manifests.delete(name, reference, Preconditions.onTag(exchange), caller.name());
        exchange.answer(202);
    }
}
