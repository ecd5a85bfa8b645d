package dev.berth.http;

import dev.berth.oci.RegistryFailure;
import dev.berth.oci.WireError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Used by one thread. */
public final class Exchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final String requestId;
    private final boolean repeated;
    private final Query query;
    private final RequestBody body;
    private boolean answered;
    private @Nullable Leftover leftover;
    private String caller = "-";
    private String refusal = "";

    Exchange(Request request, Response response, Callback callback, String requestId, boolean repeated) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.requestId = requestId;
        this.repeated = repeated;
        this.query = new Query(request);
        this.body = new RequestBody(request);
    }

    /** The request's method, in capitals. */
    public String method() {
        return request.getMethod();
    }

    /** Whether the client wants the headers alone. */
    public boolean isHead() {
        return "HEAD".equals(method());
    }

    /** The path, decoded, from its first slash on. */
    public String path() {
        return path(request);
    }

    /** The query as it was sent, from its question mark on; empty where there is none. */
    public String query() {
        return query.text();
    }

    static String path(Request request) {
        String path = request.getHttpURI().getCanonicalPath();
        return path == null ? "/" : path;
    }

    /** Whether the path has a slash that was written as {@code %2F}; it stands there like that. */
    boolean hasEncodedSlash() {
        return request.getHttpURI().hasViolation(UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);
    }

    /** Whether the same was asked and answered not long ago, so that what it takes is probably in memory. */
    public boolean isRepeated() {
        return repeated;
    }

    /** The value of this header, its first where there are several. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /** Every value of this header, as the client sent them. */
    public List<String> headers(String name) {
        return request.getHeaders().getValuesList(name);
    }

    /**
     * The value of this query parameter, its first where there are several.
     *
     * @throws RegistryFailure {@link WireError#PARAMETER_INVALID} when the query cannot be decoded
     */
    public Optional<String> parameter(String name) {
        return query.first(name);
    }

    /** Every value of this query parameter, in order. */
    public List<String> parameters(String name) {
        return query.all(name);
    }

    /** How many bytes of body the client announced; -1 where it did not say. */
    public long contentLength() {
        return request.getLength();
    }

    /** The body, to be read once. */
    public InputStream body() {
        return body.stream();
    }

    /**
     * The whole body.
     *
     * @param limit how many bytes it may have
     * @param tooLarge what answers a body that has more
     */
    public byte[] body(int limit, WireError tooLarge) throws IOException {
        return body.whole(limit, tooLarge);
    }

    /** The identifier that the answer's header {@code X-Request-Id} and the log carry. */
    public String requestId() {
        return requestId;
    }

    /** The address that the request came from, without its port. */
    public String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    /** How the client reached this server: scheme, host and port, without a slash at the end. */
    public String baseUrl() {
        return BaseUrl.of(request);
    }

    /** Notes who is asking, for the log. */
    public void identify(String name) {
        caller = name;
    }

    /** Who is asking, or {@code -} for a stranger. */
    public String caller() {
        return caller;
    }

    /** Notes for the log, and for it alone, why the request is refused. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** Why the request was refused, empty where it was not. */
    public String refusal() {
        return refusal;
    }

    /** Sets a header of the answer. */
    public Exchange with(String name, String value) {
        response.getHeaders().put(name, value);
        return this;
    }

    /** Sets a header of the answer, prepared before. */
    Exchange with(HttpField field) {
        response.getHeaders().put(field);
        return this;
    }

    /** Sets a header of the answer that is not set yet. */
    Exchange withDefault(String name, String value) {
        return response.getHeaders().contains(name) ? this : with(name, value);
    }

    /** Adds one more header of this name to the answer. */
    public Exchange adding(String name, String value) {
        response.getHeaders().add(name, value);
        return this;
    }

    /** Adds a warning that clients show to people (distribution-spec, "Warnings"). */
    public Exchange warning(String text) {
        return adding("Warning", "299 - \"" + text.replace('\\', '/').replace('"', '\'') + "\"");
    }

    /** Reads what is left of the body, if that is short; or else the answer, which is one with a body, will be the connection's last. */
    void passOverBody() {
        leftover = body.passOver();
    }

    /** Answers without a body. */
    public void answer(int status) {
        start(status);
        if (status == 304) {
            // Written in one go, Jetty would give it the length 0, which is not that of the content (RFC 9110, 8.6).
            response.write(false, null, Callback.from(() -> response.write(true, null, callback), callback::failed));
            return;
        }
        if (status != 204) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0L);
        }
        response.write(true, null, callback);
    }

    /** Answers with a body; to {@code HEAD} with its headers alone. */
    public void answer(int status, String contentType, byte[] content) {
        start(status, contentType, content.length);
        ByteBuffer bytes = isHead() ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(content);
        if (leftover == null) {
            response.write(true, bytes, callback);
        } else {
            leftover.write(response, bytes);
        }
    }

    /** Passes over what the client still sends, after an answer that was the connection's last. */
    void end() {
        if (leftover != null) {
            leftover.passOver();
            callback.succeeded();
        }
    }

    /** Answers {@code HEAD} for a body of this many bytes. */
    public void answerHead(int status, String contentType, long length) {
        start(status, contentType, length);
        response.write(true, null, callback);
    }

    /** Answers with a body of this many bytes, -1 where nobody knows, that is written piece by piece. */
    public void stream(int status, String contentType, long length, LongBody body) throws IOException {
        start(status, contentType, length);
        body.writeTo((bytes, last) -> Content.Sink.write(response, last, bytes));
        callback.succeeded();
    }

    /** Answers with these bytes of a file, which the kernel sends by itself where the connection allows it. */
    public void sendFile(int status, String contentType, FileChannel file, long position, long length)
            throws IOException {
        start(status, contentType, length);
        SendfileEndPoint.send(request, response, file, position, length);
        callback.succeeded();
    }

    /** Whether {@link #sendFile} can be used: on plain connections; encryption has to see the bytes. */
    public boolean canSendFile() {
        return SendfileEndPoint.serves(request);
    }

    private void start(int status, String contentType, long length) {
        start(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        if (length >= 0) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        }
    }

    private void start(int status) {
        if (answered) {
            throw new IllegalStateException("answered twice");
        }
        answered = true;
        response.setStatus(status);
    }

    boolean isAnswered() {
        return answered;
    }

    /** Makes way for a failure's answer, which is too late once the first byte has left. */
    boolean retract() {
        if (response.isCommitted()) {
            return false;
        }
        if (answered) {
            answered = false;
            response.reset();
        }
        return true;
    }

    void abort(Throwable failure) {
        callback.failed(failure);
    }

    /** How many bytes of the request's body were read. */
    long received() {
        return Request.getContentBytesRead(request);
    }

    /** How many bytes of the answer's body were written. */
    long sent() {
        return Response.getContentBytesWritten(response);
    }

    int status() {
        return response.getStatus();
    }
}
