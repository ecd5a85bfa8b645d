package dev.berth.http;

import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that hands parts of files to the kernel (sendfile). Jetty counts and schedules what is sent by its buffers, so
 * a part of a file goes through it as a buffer that has the part's length and no memory: only this class ever looks behind
 * it, and moves its position on as the kernel takes the bytes.
 */
final class SendfileEndPoint extends SocketChannelEndPoint {
    /** As much as one buffer can stand for, rounded down. */
    private static final long LARGEST_PART = 1L << 30;

    private volatile @Nullable Part part;
    private volatile @Nullable Duration farewell;

    /** How many requests are being served: two, while the thread of one that was answered has not come to its end. */
    private final AtomicInteger served = new AtomicInteger();

    private final Haste haste = new Haste();

    /** A buffer, and what it stands for: the bytes of the file from this position on. */
    private record Part(ByteBuffer standIn, FileChannel file, long position) {}

    SendfileEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** The connection that this request came over, be it plain or below the encryption. */
    static Optional<SendfileEndPoint> of(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        while (endPoint instanceof EndPoint.Wrapper wrapper) {
            endPoint = wrapper.unwrap();
        }
        return endPoint instanceof SendfileEndPoint it ? Optional.of(it) : Optional.empty();
    }

    /** Whether the request's answer can be sent with {@link #send(Request, Response, FileChannel, long, long)}: not through encryption. */
    static boolean serves(Request request) {
        return request.getConnectionMetaData().getConnection().getEndPoint() instanceof SendfileEndPoint;
    }

    /** Sends these bytes of the file as the last of the answer, and returns when the kernel has taken them all. */
    static void send(Request request, Response response, FileChannel file, long position, long length)
            throws IOException {
        SendfileEndPoint connection = (SendfileEndPoint)
                request.getConnectionMetaData().getConnection().getEndPoint();
        long sent = 0;
        while (sent < length) {
            long next = Math.min(length - sent, LARGEST_PART);
            ByteBuffer standIn = connection.standIn(file, position + sent, next);
            sent += next;
            Content.Sink.write(response, sent == length, standIn);
        }
    }

    /** Notes that a request is being served. */
    void use() {
        served.incrementAndGet();
    }

    /** Notes that the request was served. */
    void rest() {
        served.decrementAndGet();
        endIfUnused();
    }

    /** Who reads the next request. */
    Haste haste() {
        return haste;
    }

    @Override
    public @Nullable Runnable onSelected() {
        Runnable task = super.onSelected();
        // What arrives for a request that is being served is for whoever serves it.
        return task == null || served.get() > 0 ? task : haste.reading(task);
    }

    /** Has the connection end once no request is being served and it is silent for this long. */
    void endWhenUnused(Duration silence) {
        farewell = silence;
        endIfUnused();
    }

    private void endIfUnused() {
        Duration silence = farewell;
        if (silence != null && served.get() == 0) {
            setIdleTimeout(silence.toMillis());
        }
    }

    /**
     * A buffer to write to this connection that stands for these bytes of the file. One at a time; the file stays open until
     * the write is complete.
     *
     * @param length how many bytes, {@link #LARGEST_PART} at most
     */
    @SuppressWarnings("restricted") // the memory behind the buffer is never touched: there is none
    private ByteBuffer standIn(FileChannel file, long position, long length) {
        ByteBuffer standIn = MemorySegment.NULL.reinterpret(length).asByteBuffer();
        part = new Part(standIn, file, position);
        return standIn;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // comparing contents would read the stand-in
    public boolean flush(ByteBuffer... buffers) throws IOException {
        Part current = part;
        if (current == null) {
            return super.flush(buffers);
        }
        for (int i = 0; i < buffers.length; i++) {
            if (buffers[i] == current.standIn()) {
                return (i == 0 || super.flush(Arrays.copyOf(buffers, i))) && send(current);
            }
        }
        return super.flush(buffers);
    }

    private boolean send(Part current) throws IOException {
        ByteBuffer standIn = current.standIn();
        long from = current.position() + standIn.position();
        long sent = current.file().transferTo(from, standIn.remaining(), getChannel());
        if (sent == 0 && from >= current.file().size()) {
            throw new EOFException("a file ended before the part of it that was to be sent");
        }
        if (sent > 0) {
            notIdle();
            standIn.position(standIn.position() + (int) sent);
        }
        if (standIn.hasRemaining()) {
            return false;
        }
        part = null;
        return true;
    }
}
