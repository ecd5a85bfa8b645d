package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;

/** {@code GET <session>}: how far the upload has come (end-13). */
final class UploadStatus {
    private final Uploads uploads;

    UploadStatus(Uploads uploads) {
        this.uploads = uploads;
    }

    /** @param asked what the client calls the repository, which may be a former name */
    void serve(Exchange exchange, RepositoryName asked, RepositoryName name, UploadId id) {
        UploadAnswer.with(exchange, asked, uploads.find(name, id)).answer(204);
    }
}
