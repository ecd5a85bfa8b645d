package dev.berth.registry.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;

/** {@code GET <session>}: how far the upload has come (end-13). */
final class UploadStatus {
    private final Gate gate;
    private final Uploads uploads;

    UploadStatus(Gate gate, Uploads uploads) {
        this.gate = gate;
        this.uploads = uploads;
    }

    void serve(Exchange exchange, RepositoryName name, UploadId id) {
        gate.require(exchange, name, Right.PUSH);
        UploadAnswer.with(exchange, uploads.find(name, id)).answer(204);
    }
}
