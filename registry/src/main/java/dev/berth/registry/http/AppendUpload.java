package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;
import java.io.IOException;

/** {@code PATCH <session>}: the next chunk, or the whole blob as one stream (end-5). */
final class AppendUpload {
    private final Uploads uploads;

    AppendUpload(Uploads uploads) {
        this.uploads = uploads;
    }

    /** @param asked what the client calls the repository, which may be a former name */
    void serve(Exchange exchange, RepositoryName asked, RepositoryName name, UploadId id) throws IOException {
        try {
            UploadAnswer.with(exchange, asked, uploads.append(name, id, exchange.body(), UploadAnswer.range(exchange)))
                    .answer(202);
        } catch (RegistryFailure e) {
            if (e.error() == WireError.BLOB_UPLOAD_OUT_OF_ORDER) {
                UploadAnswer.with(exchange, asked, uploads.find(name, id));
            }
            throw e;
        }
    }
}
