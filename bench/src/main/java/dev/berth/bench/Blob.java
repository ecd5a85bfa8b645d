package dev.berth.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A blob to push. */
record Blob(String digest, long size, Body body) {

    static Blob of(String text) {
        byte[] hash = BlobSource.sha256().digest(text.getBytes(StandardCharsets.US_ASCII));
        return new Blob(digest(hash), text.length(), new Body.Text(text));
    }

    static String digest(byte[] hash) {
        return "sha256:" + HexFormat.of().formatHex(hash);
    }

    /** Pushes the blob as Docker does: opens a session, streams into it, closes it. */
    void push(Connection connection, String repository) throws IOException {
        String bytes = "application/octet-stream";
        String session = connection
                .send("POST", "/v2/" + repository + "/blobs/uploads/", bytes, Body.NONE)
                .expect(202)
                .location();
        String end = connection.send("PATCH", session, bytes, body).expect(202).location("digest=" + digest);
        connection.send("PUT", end, bytes, Body.NONE).expect(201);
    }

    String descriptor(String mediaType) {
        return """
                {"mediaType":"%s","size":%d,"digest":"%s"}""".formatted(mediaType, size, digest);
    }
}
