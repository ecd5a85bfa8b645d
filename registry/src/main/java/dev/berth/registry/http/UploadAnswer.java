package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.ChunkRange;
import dev.berth.registry.UploadSession;
import java.util.Optional;

/** What the operations on an upload say and hear alike. */
final class UploadAnswer {
    /**
     * The parameter of a session's address with the position where it goes on. What the session has noted of its way may be lost
     * with a database that is killed; then a request to the former address says where that was, as {@code Content-Range} does.
     */
    private static final String AT = "at";

    private UploadAnswer() {}

    /**
     * Sets where the session goes on and how far it has come; a session without bytes says {@code 0-0} like its peers.
     *
     * @param asked what the client calls the repository: what lets it in is for that name, even if it is a former one
     */
    static Exchange with(Exchange exchange, RepositoryName asked, UploadSession session) {
        String at = session.size() == 0 ? "" : "?" + AT + "=" + session.size();
        return exchange.with("Location", "/v2/" + asked + "/blobs/uploads/" + session.id() + at)
                .with("Range", "0-" + Math.max(0, session.size() - 1))
                .with("Docker-Upload-UUID", session.id().value());
    }

    /** Answers that the blob is there now. */
    static void created(Exchange exchange, RepositoryName name, Digest digest) {
        exchange.with("Location", "/v2/" + name + "/blobs/" + digest)
                .with("Docker-Content-Digest", digest.toString())
                .answer(201);
    }

    /**
     * Which bytes the client says that it sends, by the header or by the session's address.
     *
     * @throws RegistryFailure {@link WireError#SIZE_INVALID} when they are not as many as the body has
     */
    static Optional<ChunkRange> range(Exchange exchange) {
        Optional<ChunkRange> range = exchange.header("Content-Range").map(ChunkRange::parse);
        long announced = exchange.contentLength();
        if (range.isPresent() && announced >= 0 && range.get().length() != announced) {
            throw new RegistryFailure(
                    WireError.SIZE_INVALID,
                    "Content-Range has " + range.get().length() + " bytes, Content-Length says " + announced);
        }
        return range.isPresent() ? range : exchange.parameter(AT).map(ChunkRange::from);
    }
}
