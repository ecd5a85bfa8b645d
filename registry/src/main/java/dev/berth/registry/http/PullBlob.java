package dev.berth.registry.http;

import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.http.LongBody;
import dev.berth.http.Shortcut;
import dev.berth.oci.Digest;
import dev.berth.oci.RegistryFailure;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.WireError;
import dev.berth.registry.Blobs;
import dev.berth.registry.StoredBlob;
import dev.berth.storage.BlobMissing;
import dev.berth.storage.BlobReader;
import dev.berth.storage.BlobStore;
import dev.berth.storage.FileBacked;
import dev.berth.storage.Redirecting;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET} and {@code HEAD /v2/<name>/blobs/<digest>}, whole or a range of it (end-2). Where the blob store lets them,
 * clients are sent to it for the bytes; they leave their credentials behind when they follow to another host.
 */
final class PullBlob {
    private static final Logger log = LoggerFactory.getLogger(PullBlob.class);
    private static final String BINARY = "application/octet-stream";
    private static final int SMALL = SmallBlobs.LARGEST;

    /** Long enough for a client that fetches a few layers at a time to come to the last one. */
    private static final Duration VALIDITY = Duration.ofMinutes(20);

    private final Gate gate;
    private final Blobs blobs;
    private final BlobStore bytes;
    private final Optional<Redirecting> elsewhere;
    private final SmallBlobs small = new SmallBlobs();
    private final DirectBuffers buffers = new DirectBuffers();

    /** @param redirect whether clients are sent to the store, where it can have them */
    PullBlob(Gate gate, Blobs blobs, BlobStore bytes, boolean redirect) {
        this.gate = gate;
        this.blobs = blobs;
        this.bytes = bytes;
        this.elsewhere = redirect && bytes instanceof Redirecting able ? Optional.of(able) : Optional.empty();
    }

    void serve(Exchange exchange, RepositoryName name, Digest digest) throws IOException {
        StoredBlob blob = exchange.isHead() ? blobs.findForPush(name, digest) : blobs.find(name, digest);
        if (isAnsweredWithoutBytes(exchange, blob)) {
            return;
        }
        Optional<ByteRange> range = range(exchange, blob);
        if (elsewhere.isPresent() && isWorthTheWay(exchange, blob)) {
            exchange.with(
                            "Location",
                            elsewhere.get().addressOf(blob.location(), VALIDITY).toString())
                    .with("Cache-Control", "no-store")
                    .answer(307);
            return;
        }
        if (range.isEmpty() && blob.size() <= SmallBlobs.LARGEST) {
            exchange.answer(200, BINARY, whole(blob, exchange.isRepeated()));
            return;
        }
        ByteRange part = range.orElseGet(() -> new ByteRange(0, blob.size() - 1));
        int status = range.isPresent() ? 206 : 200;
        range.ifPresent(
                it -> exchange.with("Content-Range", "bytes " + it.first() + "-" + it.last() + "/" + blob.size()));
        try (BlobReader reader = open(blob)) {
            if (part.length() <= SMALL) {
                exchange.answer(status, BINARY, read(reader, part));
            } else if (reader instanceof FileBacked file && exchange.canSendFile()) {
                exchange.sendFile(status, BINARY, file.channel(), part.first(), part.length());
            } else {
                exchange.stream(status, BINARY, part.length(), sink -> copy(reader, part, sink));
            }
        }
    }

    /** Serves what is at hand; see {@link Shortcut#serve}. */
    boolean serveAtOnce(Exchange exchange, RepositoryName name, Digest digest) {
        if (!gate.letsPullAtOnce(exchange, name)) {
            return false;
        }
        if (exchange.isHead()) {
            Optional<StoredBlob> blob = blobs.findForPushAtOnce(name, digest);
            return blob.isPresent() && isAnsweredWithoutBytes(exchange, blob.get());
        }
        Optional<byte[]> content = small.find(digest);
        if (content.isEmpty() || exchange.header("Range").isPresent()) {
            return false;
        }
        Optional<StoredBlob> blob = blobs.findAtOnce(name, digest);
        if (blob.isPresent() && !isAnsweredWithoutBytes(exchange, blob.get())) {
            exchange.answer(200, BINARY, content.get());
        }
        return blob.isPresent();
    }

    /** Sets the headers that each answer has, and answers clients that have the bytes already or do not want them. */
    private static boolean isAnsweredWithoutBytes(Exchange exchange, StoredBlob blob) {
        exchange.with("Docker-Content-Digest", blob.digest().toString())
                .with("ETag", Preconditions.etag(blob.digest()))
                .with("Accept-Ranges", "bytes");
        if (Preconditions.isKnown(exchange, blob.digest())) {
            exchange.answer(304);
            return true;
        }
        if (exchange.isHead()) {
            // Ranges have a meaning for GET alone (RFC 9110, 14.2).
            exchange.answerHead(200, BINARY, blob.size());
            return true;
        }
        return false;
    }

    /** All bytes of a small blob, which are kept if they are asked for repeatedly. */
    private byte[] whole(StoredBlob blob, boolean repeatedly) throws IOException {
        Optional<byte[]> known = small.find(blob.digest());
        if (known.isPresent()) {
            return known.get();
        }
        try (BlobReader reader = open(blob)) {
            byte[] content = read(reader, new ByteRange(0, blob.size() - 1));
            if (repeatedly && !small.keep(blob.digest(), content)) {
                log.error("blob {} is damaged: scrub, then push it again", blob.digest());
                throw new RegistryFailure(WireError.BLOB_UNKNOWN);
            }
            return content;
        }
    }

    /** A small blob is here as fast as its address; and what a client has of it the store knows by another tag. */
    private static boolean isWorthTheWay(Exchange exchange, StoredBlob blob) {
        return blob.size() > SMALL && exchange.header("If-Range").isEmpty();
    }

    private static Optional<ByteRange> range(Exchange exchange, StoredBlob blob) {
        Optional<String> header = exchange.header("Range");
        boolean stale = exchange.header("If-Range")
                .filter(it -> !it.equals(Preconditions.etag(blob.digest())))
                .isPresent();
        if (header.isEmpty() || stale) {
            return Optional.empty();
        }
        try {
            return ByteRange.parse(header.get(), blob.size());
        } catch (RegistryFailure e) {
            exchange.with("Content-Range", "bytes */" + blob.size());
            throw e;
        }
    }

    private BlobReader open(StoredBlob blob) throws IOException {
        BlobReader reader;
        try {
            reader = bytes.read(blob.location());
        } catch (BlobMissing e) {
            log.error("the bytes of blob {} are gone: scrub, then push it again", blob.digest());
            throw new RegistryFailure(WireError.BLOB_UNKNOWN);
        }
        if (!hasSize(reader, blob)) {
            log.error("blob {} is damaged, its size is wrong: scrub, then push it again", blob.digest());
            throw new RegistryFailure(WireError.BLOB_UNKNOWN);
        }
        return reader;
    }

    private static boolean hasSize(BlobReader reader, StoredBlob blob) throws IOException {
        boolean right = false;
        try {
            right = reader.size() == blob.size();
            return right;
        } finally {
            if (!right) {
                reader.close();
            }
        }
    }

    private static byte[] read(BlobReader reader, ByteRange part) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) part.length());
        while (content.hasRemaining()) {
            if (reader.read(content, part.first() + content.position()) < 0) {
                throw new EOFException("a blob ended before its size");
            }
        }
        return content.array();
    }

    private void copy(BlobReader reader, ByteRange part, LongBody.Sink sink) throws IOException {
        ByteBuffer buffer = buffers.take();
        try {
            long at = part.first();
            while (at <= part.last()) {
                buffer.clear().limit((int) Math.min(buffer.capacity(), part.last() - at + 1));
                int read = reader.read(buffer, at);
                if (read < 0) {
                    throw new IOException("a blob ended before its size");
                }
                at += read;
                sink.write(buffer.flip(), at > part.last());
            }
        } finally {
            buffers.give(buffer);
        }
    }
}
