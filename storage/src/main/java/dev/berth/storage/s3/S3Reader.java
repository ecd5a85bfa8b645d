package dev.berth.storage.s3;

import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.Location;
import dev.berth.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads one object. As long as each read begins where the one before ended they share one answer of the store; so reading
 * everything from the start is one request.
 */
final class S3Reader implements BlobReader {
    /** How often in a row an answer may break off without a byte. */
    private static final int ATTEMPTS = 3;

    private final Bucket bucket;
    private final Location location;
    private final String key;
    private final long size;
    private final byte[] piece = new byte[32 << 10];
    private @Nullable ResponseInputStream<GetObjectResponse> answer;
    private long position;

    /**
     * Asks for the whole object.
     *
     * @param location what the object belongs to
     * @throws BlobMissing when there is none
     */
    S3Reader(Bucket bucket, Location location, String key) throws IOException {
        this.bucket = bucket;
        this.location = location;
        this.key = key;
        ResponseInputStream<GetObjectResponse> first = open(0);
        this.answer = first;
        this.size = first.response().contentLength();
    }

    private ResponseInputStream<GetObjectResponse> open(long from) throws IOException {
        return bucket.get(key, from).orElseThrow(() -> new BlobMissing(location));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(ByteBuffer buffer, long from) throws IOException {
        if (from >= size) {
            return -1;
        }
        int wanted = (int) Math.min(buffer.remaining(), size - from);
        if (wanted == 0) {
            return 0;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                int count = transfer(at(from), buffer, wanted);
                position += count;
                bucket.figures().received(count);
                return count;
            } catch (BlobMissing | StorageUnavailable e) {
                throw e;
            } catch (IOException | SdkException e) {
                drop();
                if (attempt == ATTEMPTS) {
                    throw new StorageUnavailable("an object broke off while it was read", e);
                }
            }
        }
    }

    private ResponseInputStream<GetObjectResponse> at(long from) throws IOException {
        ResponseInputStream<GetObjectResponse> current = answer;
        if (current == null || position != from) {
            drop();
            current = open(from);
            answer = current;
            position = from;
        }
        return current;
    }

    private int transfer(ResponseInputStream<GetObjectResponse> from, ByteBuffer buffer, int wanted)
            throws IOException {
        int count;
        if (buffer.hasArray()) {
            count = from.read(buffer.array(), buffer.arrayOffset() + buffer.position(), wanted);
            if (count > 0) {
                buffer.position(buffer.position() + count);
            }
        } else {
            count = from.read(piece, 0, Math.min(piece.length, wanted));
            if (count > 0) {
                buffer.put(piece, 0, count);
            }
        }
        if (count <= 0) {
            throw new IOException("an object ended before its size");
        }
        return count;
    }

    /** Lets go of the answer. Bytes of it that nobody wants are not waited for. */
    private void drop() throws IOException {
        ResponseInputStream<GetObjectResponse> current = answer;
        answer = null;
        if (current == null) {
            return;
        }
        if (position == size) {
            current.close();
        } else {
            current.abort();
        }
    }

    @Override
    public void close() throws IOException {
        drop();
    }
}
