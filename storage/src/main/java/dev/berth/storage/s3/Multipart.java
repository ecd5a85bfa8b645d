package dev.berth.storage.s3;

import dev.berth.storage.Location;
import dev.berth.storage.StorageUnavailable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A multipart upload as one writer sees it: the parts that the store has, and those on their way. Parts are sent on threads
 * of their own while the next one fills; what counts are always the first ones without a gap.
 */
final class Multipart {
    /** How many parts of one writer are on their way at most; more would not be faster, but take others' memory. */
    static final int MOST_UNDER_WAY = 3;

    /** How often a completion is tried whose failure may pass, beyond what each request tries by itself. */
    private static final int COMPLETIONS = 3;

    /** S3 copies 5 GiB at most, and takes its time for it. */
    private static final long LARGEST_COPY = 512L << 20;

    private final Bucket bucket;
    private final Location location;
    private final String key;
    private final String id;
    private final List<Bucket.Part> parts;
    private final Deque<Sending> underWay = new ArrayDeque<>();
    private long partBytes;
    private long bytes;
    private int next;

    private record Sending(Thread thread, CompletableFuture<Bucket.Part> part) {}

    /**
     * @param location where the object is going to be
     * @param id the upload's id
     * @param parts what it has already
     * @param next the number of the next part
     */
    Multipart(Bucket bucket, Location location, String id, List<Bucket.Part> parts, int next) {
        this.bucket = bucket;
        this.location = location;
        this.key = new Keys(bucket.config().prefix()).object(location);
        this.id = id;
        this.parts = new ArrayList<>(parts);
        this.next = next;
        this.partBytes = parts.stream().mapToLong(Bucket.Part::size).sum();
        this.bytes = partBytes;
    }

    Location location() {
        return location;
    }

    String key() {
        return key;
    }

    /** The number that the next part is going to have. */
    int next() {
        return next;
    }

    /** How many bytes its parts have, those on their way included. */
    long bytes() {
        return bytes;
    }

    /** How many bytes the parts have that the store has confirmed, up to the first that it has not. */
    long partBytes() {
        takeFinished();
        return partBytes;
    }

    /** What a mark says that covers the confirmed parts, and this tail. */
    WriterState.Parts state(Optional<String> tail) {
        BitSet numbers = new BitSet();
        parts.forEach(part -> numbers.set(part.number()));
        return new WriterState.Parts(id, numbers, partBytes, tail);
    }

    /** Has the store copy the first bytes of an object, as parts of their own; nothing was sent before. */
    void copy(String source, long length) throws IOException {
        int count = Math.toIntExact(Math.ceilDiv(length, LARGEST_COPY));
        for (int i = 0; i < count; i++) {
            long from = length * i / count;
            add(bucket.copy(key, id, next++, source, from, length * (i + 1) / count - from));
        }
        bytes = partBytes;
    }

    /** Sends the part off; waits where too many are on their way. Its memory comes back when the store has it. */
    void send(PartBuffer part) throws IOException {
        if (next > PartSizes.MOST_PARTS) {
            throw new IOException("the blob is too large: it would have more parts than S3 takes");
        }
        while (underWay.size() >= MOST_UNDER_WAY) {
            awaitFirst();
        }
        int number = next++;
        int size = part.size();
        bytes += size;
        part.depart();
        CompletableFuture<Bucket.Part> sent = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("s3-part-" + number).unstarted(() -> {
            try {
                sent.complete(bucket.upload(key, id, number, part.payload()));
            } catch (Throwable e) {
                sent.completeExceptionally(e);
            } finally {
                part.release();
            }
        });
        underWay.add(new Sending(thread, sent));
        thread.start();
    }

    private void takeFinished() {
        while (!underWay.isEmpty() && underWay.getFirst().part().state() == Future.State.SUCCESS) {
            add(underWay.removeFirst().part().resultNow());
        }
    }

    private void add(Bucket.Part part) {
        parts.add(part);
        partBytes += part.size();
    }

    private void awaitFirst() throws IOException {
        try {
            add(underWay.getFirst().part().get());
            underWay.removeFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a part is sent");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException("a part could not be sent", e.getCause());
        }
    }

    /** Returns when the store has every part. */
    void awaitAll() throws IOException {
        while (!underWay.isEmpty()) {
            awaitFirst();
        }
    }

    /** Makes it an object of exactly the parts that were sent, and returns when it is known to stand. */
    void complete() throws IOException {
        awaitAll();
        for (int attempt = 1; !isCompleted(attempt == COMPLETIONS); attempt++) {
            pause(attempt);
        }
    }

    /**
     * Whatever is answered, the object decides: an earlier answer may have been lost, a store may fail with a status of
     * success when an earlier attempt is still under way, and somebody who took the upload over has completed it with fewer
     * parts.
     */
    private boolean isCompleted(boolean last) throws IOException {
        StorageUnavailable failure = null;
        try {
            bucket.complete(key, id, parts);
        } catch (StorageUnavailable e) {
            failure = e;
        }
        long size = bucket.size(key).orElse(-1);
        if (size == bytes) {
            return true;
        }
        if (failure != null && !last) {
            return false;
        }
        throw failure != null
                ? failure
                : new IOException("the completed upload has " + size + " bytes instead of " + bytes
                        + "; perhaps somebody else went on with it");
    }

    private static void pause(int attempt) throws IOException {
        try {
            Thread.sleep(Duration.ofMillis(300L * attempt));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an upload is completed");
        }
    }

    /** Stops what is on its way, and returns when nothing is any more. */
    void stop() {
        underWay.forEach(sending -> sending.thread().interrupt());
        boolean interrupted = false;
        while (!underWay.isEmpty()) {
            try {
                underWay.getFirst().thread().join();
                underWay.removeFirst();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
