package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Blobs;
import dev.berth.registry.PushedBlob;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;
import java.io.IOException;

/** {@code PUT <session>?digest=}: the last chunk, if any, and the end of the upload (end-6). */
final class FinishUpload {
    private final Blobs blobs;
    private final Uploads uploads;

    FinishUpload(Blobs blobs, Uploads uploads) {
        this.blobs = blobs;
        this.uploads = uploads;
    }

    /** @param asked what the client calls the repository, which may be a former name */
    void serve(Exchange exchange, RepositoryName asked, RepositoryName name, UploadId id, Caller caller)
            throws IOException {
        Digest digest = exchange.parameter("digest")
                .map(Digest::parse)
                .orElseThrow(() -> new RegistryFailure(
                        WireError.DIGEST_INVALID, "the closing PUT needs the blob's digest as ?digest="));
        try {
            uploads.finish(
                    name, id, exchange.body(), UploadAnswer.range(exchange), new PushedBlob(digest, caller.name()));
        } catch (RegistryFailure e) {
            if (e.error() == WireError.BLOB_UPLOAD_OUT_OF_ORDER) {
                UploadAnswer.with(exchange, asked, uploads.find(name, id));
            }
            if (e.error() != WireError.BLOB_UPLOAD_UNKNOWN || !isThere(name, digest)) {
                throw e;
            }
        }
        UploadAnswer.created(exchange, asked, digest);
    }

    /** Whether an earlier try, whose answer the client never saw, has finished the upload. */
    private boolean isThere(RepositoryName name, Digest digest) {
        try {
            blobs.findForPush(name, digest);
            return true;
        } catch (RegistryFailure e) {
            return false;
        }
    }
}
