package dev.berth.server.wire;

import dev.berth.oci.Digest;

/**
 * A repository, and the pushes that tests begin with.
 *
 * @param wire the way to the server
 * @param name its name
 */
record Repository(Wire wire, String name) {
    private static final String BINARY = "application/octet-stream";

    /** The path below the repository. */
    String path(String rest) {
        return "/v2/" + name + "/" + rest;
    }

    Ask ask(String method, String rest) {
        return wire.ask(method, path(rest));
    }

    Ask get(String rest) {
        return ask("GET", rest);
    }

    Ask head(String rest) {
        return ask("HEAD", rest);
    }

    Ask put(String rest) {
        return ask("PUT", rest);
    }

    Ask post(String rest) {
        return ask("POST", rest);
    }

    Ask delete(String rest) {
        return ask("DELETE", rest);
    }

    /** Pushes a blob in one request, and tells its digest. */
    Digest push(byte[] blob) {
        Digest digest = Digest.of(blob);
        post("blobs/uploads/?digest=" + digest)
                .with("Content-Type", BINARY)
                .sending(blob)
                .answers(201);
        return digest;
    }

    /** Opens an upload, and tells its path. */
    String open() {
        return post("blobs/uploads/").with("Content-Length", "0").answers(202).header("Location");
    }

    /** Pushes a manifest under this tag or digest. */
    Answer push(String reference, Document manifest) {
        return put("manifests/" + reference)
                .with("Content-Type", manifest.type())
                .sending(manifest.json())
                .answers(201);
    }
}
