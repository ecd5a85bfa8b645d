package dev.berth.storage.s3;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Bytes that a request carries to the store.
 *
 * @param checksum their CRC-32C as the store's protocol writes it, in Base64
 */
record Payload(RequestBody body, int size, String checksum) {
    static final String CONTENT_TYPE = "application/octet-stream";

    static Payload of(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        return new Payload(RequestBody.fromBytes(bytes), bytes.length, text(sum));
    }

    /** The bytes of these buffers, one after the other; they must stay until the request has ended. */
    static Payload of(List<ByteBuffer> buffers, int size, CRC32C sum) {
        RequestBody body = RequestBody.fromContentProvider(() -> new BufferStream(buffers), size, CONTENT_TYPE);
        return new Payload(body, size, text(sum));
    }

    private static String text(CRC32C sum) {
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES).putInt((int) sum.getValue());
        return Base64.getEncoder().encodeToString(value.array());
    }

    /** The same bytes with a checksum that is not theirs. */
    Payload withWrongChecksum() {
        CRC32C sum = new CRC32C();
        sum.update(checksum.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return new Payload(body, size, text(sum));
    }
}
