package dev.berth.server.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;

/**
 * One file of the pages, as it was built.
 *
 * @param contentType its content type
 * @param hash tells it from every other content it may have in another build
 * @param compressed whether the bytes are compressed by gzip
 * @param bytes what is in the jar
 */
record PageFile(String contentType, String hash, boolean compressed, byte[] bytes) {
    /** The bytes for clients that understand no compression. */
    byte[] plain() {
        if (!compressed) {
            return bytes;
        }
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the pages is damaged in the jar", e);
        }
    }
}
