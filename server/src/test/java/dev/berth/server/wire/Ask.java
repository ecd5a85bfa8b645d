package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request, said word for word, and the answer that is expected to it. */
final class Ask {
    /** What fits into the buffers of a connection whose other end does not read; more is sent while the answer is read. */
    private static final int BUFFERED = 16 << 10;

    private final Wire wire;
    private final String method;
    private final String target;
    private final List<String> headers = new ArrayList<>();
    private Optional<byte[]> body = Optional.empty();
    private boolean framed;

    Ask(Wire wire, String method, String target) {
        this.wire = wire;
        this.method = method;
        this.target = target;
    }

    /** Adds a header. */
    Ask with(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    /** Sends these bytes as the body, and their number as its length. */
    Ask sending(byte[] bytes) {
        body = Optional.of(bytes);
        return framed ? this : with("Content-Length", String.valueOf(bytes.length));
    }

    /** Sends this text as the body. */
    Ask sending(String text) {
        return sending(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends these bytes as a stream of chunks of HTTP, its length unsaid. */
    Ask streaming(byte[] bytes) {
        framed = true;
        with("Transfer-Encoding", "chunked");
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] end = (bytes.length == 0 ? "\r\n" : "\r\n0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[size.length + bytes.length + end.length];
        System.arraycopy(size, 0, all, 0, size.length);
        System.arraycopy(bytes, 0, all, size.length, bytes.length);
        System.arraycopy(end, 0, all, size.length + bytes.length, end.length);
        return sending(all);
    }

    /** Sends it, and takes whatever answer comes; one of the REST API has to be as that is described. */
    Answer send() {
        Answer answer = exchange();
        if (target.startsWith("/api/v1/")) {
            wire.described().check(method, target, answer.status(), answer.contentType(), answer.text());
        }
        return answer;
    }

    private Answer exchange() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\nHost: berth\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        try (Connection connection = wire.connect()) {
            connection.send(head.toString());
            byte[] content = body.orElse(new byte[0]);
            if (content.length <= BUFFERED) {
                connection.sendAsFarAsItIsRead(content);
            } else {
                Thread.ofVirtual().start(() -> connection.sendAsFarAsItIsRead(content));
            }
            return connection.answer(method);
        }
    }

    /** Sends it, and expects this status. */
    Answer answers(int status) {
        Answer answer = send();
        assertThat(answer.status())
                .as("%s %s was answered with %s", method, target, answer)
                .isEqualTo(status);
        return answer;
    }

    /** Sends it, and expects an error. */
    Answer fails(int status, String code) {
        Answer answer = answers(status);
        if (!method.equals("HEAD")) {
            assertThat(answer.errorCode())
                    .as("%s %s was answered with %s", method, target, answer)
                    .isEqualTo(code);
        }
        return answer;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
