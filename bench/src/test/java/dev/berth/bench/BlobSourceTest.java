package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobSourceTest {
    private static final int SIZE = 70_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void next_streamsBytesOfItsSizeAndDigest() throws IOException {
        Blob blob = new BlobSource(folder.resolve("blob"), SIZE).next();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        blob.body().writeTo(Channels.newChannel(stream));
        byte[] content = unframe(stream.toByteArray());
        assertThat(content).hasSize(SIZE);
        assertThat(Blob.digest(BlobSource.sha256().digest(content))).isEqualTo(blob.digest());
    }

    @Test
    void next_differsFromTheOneBefore() throws IOException {
        BlobSource source = new BlobSource(folder.resolve("blob"), SIZE);
        assertThat(source.next().digest()).isNotEqualTo(source.next().digest());
    }

    /** The content of a chunked body. */
    private static byte[] unframe(byte[] framed) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (framed[end] != '\r') {
                end++;
            }
            int length = Integer.parseInt(new String(framed, at, end - at, StandardCharsets.US_ASCII), 16);
            if (length == 0) {
                assertThat(framed).hasSize(end + 4);
                return content.toByteArray();
            }
            content.write(framed, end + 2, length);
            at = end + 2 + length + 2;
        }
    }
}
