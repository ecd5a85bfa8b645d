package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;

/** {@code DELETE <session>}: gives the upload up (end-14). */
final class CancelUpload {
    private final Uploads uploads;

    CancelUpload(Uploads uploads) {
        this.uploads = uploads;
    }

    void serve(Exchange exchange, RepositoryName name, UploadId id) {
        uploads.cancel(name, id);
        exchange.answer(204);
    }
}
