package dev.berth.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer that ends a connection whose client may still be sending (RFC 9112, section 9.6). A connection that is closed
 * with bytes unread is reset, and the client never sees the answer; so this end of it says that nothing more will come, and
 * what still arrives is passed over for a while.
 */
record LastAnswer(Request request, Response response, Callback callback) {
    private static final Logger log = LoggerFactory.getLogger(LastAnswer.class);

    /** How long a client may go on sending, and how long it may be silent meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** Writes this answer and returns when the connection has come to its end. */
    void write(ByteBuffer content, InputStream rest) {
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONNECTION, "close");
        try {
            Content.Sink.write(response, true, content);
            EndPoint connection =
                    request.getConnectionMetaData().getConnection().getEndPoint();
            connection.shutdownOutput();
            connection.setIdleTimeout(Math.min(connection.getIdleTimeout(), SILENCE.toMillis()));
            passOver(rest);
        } catch (IOException | RuntimeException e) {
            log.debug("the client went away while it was refused: {}", e.toString());
        }
        callback.succeeded();
    }

    private static void passOver(InputStream rest) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        byte[] buffer = new byte[16 << 10];
        int read;
        do {
            read = rest.read(buffer);
        } while (read >= 0 && System.nanoTime() < end);
    }
}
