package dev.berth.registry.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;

/** {@code DELETE <session>}: gives the upload up (end-14). */
final class CancelUpload {
    private final Gate gate;
    private final Uploads uploads;

    CancelUpload(Gate gate, Uploads uploads) {
        this.gate = gate;
        this.uploads = uploads;
    }

    void serve(Exchange exchange, RepositoryName name, UploadId id) {
        gate.require(exchange, name, Right.PUSH);
        uploads.cancel(name, id);
        exchange.answer(204);
    }
}
