package dev.berth.e2e.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A push of a blob in one request, over a bare socket, whose two halves are sent when the test says so. */
public final class SlowUpload implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answer;
    private final Blob blob;

    private SlowUpload(Socket socket, Blob blob) throws IOException {
        this.socket = socket;
        this.answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        this.blob = blob;
    }

    /** Sends the head of the request, and returns when the server asks for the blob: it has begun. */
    public static SlowUpload begin(URI server, User user, String repository, Blob blob) throws IOException {
        String basic = Base64.getEncoder().encodeToString(user.credentials().getBytes(StandardCharsets.UTF_8));
        String head = """
                POST /v2/%s/blobs/uploads/?digest=%s HTTP/1.1
                Host: %s
                Authorization: Basic %s
                Content-Type: application/octet-stream
                Content-Length: %d
                Expect: 100-continue

                """.formatted(repository, blob.digest(), server.getAuthority(), basic, blob.size());
        var upload = new SlowUpload(new Socket(InetAddress.getLoopbackAddress(), server.getPort()), blob);
        upload.send(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        String first = upload.status();
        upload.answer.readLine();
        if (!first.startsWith("HTTP/1.1 100")) {
            upload.close();
            throw new IOException("the server does not want the blob: " + first);
        }
        return upload;
    }

    public void sendHalf() throws IOException {
        send(blob.part(0, blob.size() / 2));
    }

    public void sendRest() throws IOException {
        send(blob.part(blob.size() / 2, blob.size()));
    }

    /** The first line of the answer. */
    public String status() throws IOException {
        String line = answer.readLine();
        return line == null ? "" : line;
    }

    private void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
