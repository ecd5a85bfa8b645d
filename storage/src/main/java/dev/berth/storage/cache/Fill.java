package dev.berth.storage.cache;

import dev.berth.storage.BlobReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One fetch into the cache, and those who read along. It goes on when they have gone. */
final class Fill implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Fill.class);
    private static final int PIECE = 256 << 10;

    /** Who wants what is further away than this asks the store himself. */
    private static final long NEAR = 8 << 20;

    private final BlobReader source;
    private final CacheFolder.Partial partial;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private long written;
    private boolean failed;
    /** This fetch, until it ends, and the readers; the last one closes the file. */
    private int holders = 1;

    Fill(BlobReader source, CacheFolder.Partial partial) {
        this.source = source;
        this.partial = partial;
    }

    @Override
    public void run() {
        try (source) {
            MessageDigest hash = CacheFolder.hash();
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            while (written < partial.size()) {
                if (source.read(piece.clear(), written) < 0) {
                    throw new IOException("the store has fewer bytes than it said");
                }
                hash.update(piece.flip().duplicate());
                int length = piece.remaining();
                while (piece.hasRemaining()) {
                    partial.channel().write(piece, written + piece.position());
                }
                advance(length);
            }
            partial.keep(hash.digest());
        } catch (IOException | RuntimeException e) {
            log.warn("a blob is not cached: {}", e.toString());
            fail();
            partial.giveUp();
        } finally {
            letGo();
        }
    }

    private void advance(int length) {
        lock.lock();
        try {
            written += length;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void fail() {
        lock.lock();
        try {
            failed = written < partial.size();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void letGo() {
        lock.lock();
        try {
            holders--;
            if (holders == 0) {
                partial.close();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Reads along; empty when the fetch is over and the file closed. */
    Optional<BlobReader> reader(Source instead) {
        lock.lock();
        try {
            if (holders == 0 || failed) {
                return Optional.empty();
            }
            holders++;
            return Optional.of(new Reader(instead));
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes are there once there is one at this position; fewer when it will not come, or not soon. */
    private long awaitBeyond(long position) throws IOException {
        lock.lock();
        try {
            while (written <= position && !failed && position - written < NEAR) {
                progress.await();
            }
            return written;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a blob is fetched");
        } finally {
            lock.unlock();
        }
    }

    private final class Reader implements BlobReader {
        private final Source other;
        private Optional<BlobReader> instead = Optional.empty();
        private boolean closed;

        Reader(Source other) {
            this.other = other;
        }

        @Override
        public long size() {
            return partial.size();
        }

        @Override
        public int read(ByteBuffer buffer, long position) throws IOException {
            if (position >= partial.size()) {
                return -1;
            }
            if (instead.isEmpty()) {
                int count = readAlong(buffer, position, awaitBeyond(position));
                if (count >= 0) {
                    return count;
                }
                instead = Optional.of(other.open());
            }
            return instead.get().read(buffer, position);
        }

        /** Reads from the file what is there already; answers -1 when that is nothing. */
        private int readAlong(ByteBuffer buffer, long position, long there) {
            FileChannel file = partial.channel();
            int limit = buffer.limit();
            int count = (int) Math.min(buffer.remaining(), there - position);
            if (count <= 0) {
                return there > position ? 0 : -1;
            }
            try {
                return file.read(buffer.limit(buffer.position() + count), position);
            } catch (IOException e) {
                log.warn("the cache cannot be read: {}", e.toString());
                return -1;
            } finally {
                buffer.limit(limit);
            }
        }

        @Override
        public void close() throws IOException {
            if (closed) {
                return;
            }
            closed = true;
            letGo();
            if (instead.isPresent()) {
                instead.get().close();
            }
        }
    }
}
