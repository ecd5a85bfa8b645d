package dev.berth.accounts.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no well-behaved client sends. */
final class RawHttp {
    private RawHttp() {}

    /** Everything that the server answers until it closes the connection. */
    static String send(TestServer server, String request) throws IOException {
        String[] host = server.host().split(":");
        try (Socket socket = new Socket(host[0], Integer.parseInt(host[1]))) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
