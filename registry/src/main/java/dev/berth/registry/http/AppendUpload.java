package dev.berth.registry.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.UploadId;
import dev.berth.registry.Uploads;
import java.io.IOException;

/** {@code PATCH <session>}: the next chunk, or the whole blob as one stream (end-5). */
final class AppendUpload {
    private final Gate gate;
    private final Uploads uploads;

    AppendUpload(Gate gate, Uploads uploads) {
        this.gate = gate;
        this.uploads = uploads;
    }

    void serve(Exchange exchange, RepositoryName name, UploadId id) throws IOException {
        gate.require(exchange, name, Right.PUSH);
        try {
            UploadAnswer.with(exchange, uploads.append(name, id, exchange.body(), UploadAnswer.range(exchange)))
                    .answer(202);
        } catch (RegistryFailure e) {
            if (e.error() == WireError.BLOB_UPLOAD_OUT_OF_ORDER) {
                UploadAnswer.with(exchange, uploads.find(name, id));
            }
            throw e;
        }
    }
}
