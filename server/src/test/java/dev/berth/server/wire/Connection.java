package dev.berth.server.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One connection to the server, over which bytes go as the test says. */
final class Connection implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final InputStream in;

    Connection(Wire wire) {
        try {
            socket = new Socket(wire.host(), wire.port());
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends these characters, each as the byte of its number. */
    Connection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends these bytes. */
    Connection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends what a server that has refused it may stop reading at any time. */
    void sendAsFarAsItIsRead(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // The answer, which the test looks at, was there before the last byte.
        }
    }

    /** Says that nothing more will be sent; answers can still be read. */
    Connection finish() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The next answer, whatever it is. */
    Answer answer(String method) {
        try {
            return AnswerReader.read(in, method);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer, to a request whose answers have bodies. */
    Answer answer() {
        return answer("GET");
    }

    /** Everything up to the end that the server makes, as text; a connection that it cuts ends here too. */
    String rest() {
        StringBuilder text = new StringBuilder();
        try {
            for (int read = in.read(); read >= 0; read = in.read()) {
                text.append((char) read);
            }
        } catch (IOException e) {
            text.append("");
        }
        return text.toString();
    }

    /** Cuts the connection as a client that dies does: without a word. */
    void cut() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
