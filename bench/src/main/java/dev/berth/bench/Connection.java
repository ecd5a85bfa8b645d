package dev.berth.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A kept-alive HTTP/1.1 connection that costs the machine little: bodies leave by sendfile and are read to nowhere. */
final class Connection implements AutoCloseable {
    private final SocketChannel channel;
    private final String fixedHeaders;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);

    Connection(URI address, Optional<String> authorization) throws IOException {
        this(
                address,
                authorization.map(value -> "Authorization: " + value + "\r\n").orElse(""));
    }

    /** @param headers of every request, a line each with its end */
    Connection(URI address, String headers) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        fixedHeaders = "Host: " + address.getAuthority() + "\r\nAccept: " + Image.MANIFEST + "\r\n" + headers;
    }

    Response get(String target) throws IOException {
        return send("GET", target, "");
    }

    Response head(String target) throws IOException {
        return send("HEAD", target, "");
    }

    /** Sends a request with a body and waits for the answer. */
    Response send(String method, String target, String contentType, Body body) throws IOException {
        write(method, target, "Content-Type: " + contentType + "\r\n" + body.framing() + "\r\n");
        body.writeTo(channel);
        return read(method, target);
    }

    private Response send(String method, String target, String headers) throws IOException {
        write(method, target, headers);
        return read(method, target);
    }

    private void write(String method, String target, String headers) throws IOException {
        String head = method + " " + target + " HTTP/1.1\r\n" + fixedHeaders + headers + "\r\n";
        ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private Response read(String method, String target) throws IOException {
        buffer.clear();
        int end = endOfHead();
        while (end < 0) {
            fill();
            end = endOfHead();
        }
        byte[] head = new byte[end];
        buffer.get(0, head);
        Response response = Response.parse(method + " " + target, new String(head, StandardCharsets.ISO_8859_1));
        long length = method.equals("HEAD") ? 0 : response.length();
        long missing = length - (buffer.position() - end);
        while (missing > 0) {
            buffer.clear();
            missing -= fill();
        }
        return response;
    }

    private int fill() throws IOException {
        int count = channel.read(buffer);
        if (count <= 0) {
            throw new EOFException("the server closed the connection");
        }
        return count;
    }

    /** The place behind the blank line, or -1 when it has not come yet. */
    private int endOfHead() {
        for (int i = 3; i < buffer.position(); i++) {
            if (buffer.get(i) == '\n' && buffer.get(i - 2) == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
