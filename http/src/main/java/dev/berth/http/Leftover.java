package dev.berth.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client still sends of a body that is refused. A connection that is closed with bytes unread is reset, and the client
 * never sees the answer (RFC 9112, section 9.6); so they are passed over for a while.
 */
record Leftover(Request request, InputStream body) {
    private static final Logger log = LoggerFactory.getLogger(Leftover.class);

    /** How much is read before the answer, so that the connection can carry the next request. */
    private static final long SHORT = 8L << 20;

    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** How long a client that has its answer may go on sending, and how long it may be silent meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration SILENCE = Duration.ofSeconds(5);

    /**
     * Passes over a body that ends soon.
     *
     * @param received how many bytes of it have been read before
     * @return false when there is more to come
     */
    boolean passOverShort(long received) {
        return request.getLength() - received <= SHORT && passOver(SHORT, AT_ONCE, AT_ONCE);
    }

    /** Writes the answer, which will be the connection's last; the exchange stays open. */
    void write(Response response, ByteBuffer content) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        try {
            Content.Sink.write(response, true, content);
        } catch (IOException e) {
            log.debug("the client went away while it was refused: {}", e.toString());
        }
    }

    /** Passes over what comes, until it ends or the patience does. */
    void passOver() {
        passOver(Long.MAX_VALUE, PATIENCE, SILENCE);
    }

    /** Answers whether nothing more can be read. */
    private boolean passOver(long most, Duration patience, Duration silence) {
        EndPoint connection = request.getConnectionMetaData().getConnection().getEndPoint();
        long idle = connection.getIdleTimeout();
        connection.setIdleTimeout(Math.min(idle, silence.toMillis()));
        // Bytes of the framing, as extensions of chunks are, keep a connection from being idle and a read from
        // returning.
        Scheduler.Task cut = request.getComponents()
                .getScheduler()
                .schedule(connection::close, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return readUpTo(most, System.nanoTime() + patience.toNanos());
        } catch (IOException | RuntimeException e) {
            log.debug("the rest of a refused body could not be read: {}", e.toString());
            return true;
        } finally {
            cut.cancel();
            connection.setIdleTimeout(idle);
        }
    }

    private boolean readUpTo(long most, long end) throws IOException {
        byte[] buffer = new byte[16 << 10];
        long left = most;
        while (left > 0 && System.nanoTime() < end) {
            int read = body.read(buffer);
            if (read < 0) {
                return true;
            }
            left -= read;
        }
        return false;
    }
}
