package dev.berth.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The body of a request, which is read once. */
final class RequestBody {
    private static final int PIECE = 8192;

    private final Request request;
    private @Nullable InputStream stream;

    RequestBody(Request request) {
        this.request = request;
    }

    InputStream stream() {
        InputStream known = stream;
        if (known == null) {
            InputStream content = Content.Source.asInputStream(request);
            known = request.getHeaders().contains("Expect") ? new AwaitedBody(content) : content;
            stream = known;
        }
        return known;
    }

    /** Whether the client has sent no byte yet, and will not before one is read (RFC 9110, section 10.1.1). */
    private boolean isAwaited() {
        return stream() instanceof AwaitedBody awaited && awaited.isAwaited();
    }

    /** Passes over what is left, if that is short; null but for a client that is still sending then. */
    @Nullable
    Leftover passOver() {
        Leftover rest = new Leftover(request, stream());
        boolean ended =
                request.getLength() == 0 || isAwaited() || rest.passOverShort(Request.getContentBytesRead(request));
        return ended ? null : rest;
    }

    /**
     * All of it.
     *
     * @param limit how many bytes it may have
     * @param tooLarge what answers a body that has more
     */
    byte[] whole(int limit, WireError tooLarge) throws IOException {
        long announced = request.getLength();
        if (announced > limit) {
            throw refusal(limit, tooLarge);
        }
        if (announced >= 0) {
            byte[] bytes = stream().readNBytes((int) announced);
            if (bytes.length != announced) {
                throw new RegistryFailure(WireError.SIZE_INVALID, "the body ended before its Content-Length");
            }
            return bytes;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(PIECE);
        byte[] buffer = new byte[PIECE];
        for (int read = stream().read(buffer); read >= 0; read = stream().read(buffer)) {
            if (bytes.size() + read > limit) {
                throw refusal(limit, tooLarge);
            }
            bytes.write(buffer, 0, read);
        }
        return bytes.toByteArray();
    }

    private static RegistryFailure refusal(int limit, WireError tooLarge) {
        return new RegistryFailure(tooLarge, tooLarge.message() + ": at most " + limit + " bytes");
    }
}
