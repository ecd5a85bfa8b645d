package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Blobs;

/** {@code DELETE /v2/<name>/blobs/<digest>} (end-10). */
final class DeleteBlob {
    private final Blobs blobs;

    DeleteBlob(Blobs blobs) {
        this.blobs = blobs;
    }

    void serve(Exchange exchange, RepositoryName name, Digest digest) {
        try {
            blobs.delete(name, digest);
        } catch (RegistryFailure e) {
            if (e.error() == WireError.BLOB_IN_USE) {
                exchange.with("Allow", "GET, HEAD");
            }
            throw e;
        }
        exchange.answer(202);
    }
}
