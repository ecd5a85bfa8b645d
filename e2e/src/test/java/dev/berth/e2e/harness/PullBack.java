package dev.berth.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Pulls what was pushed, and compares every byte. */
public record PullBack(Wire wire, String repository) {

    /** The image is there with everything that it names. */
    public void whole(Image image) throws IOException {
        Answer manifest = wire.manifest(repository, image.digest()).expect(200);
        assertThat(manifest.body())
                .as("%s", manifest)
                .isEqualTo(image.manifest().bytes());
        assertThat(manifest.header("Content-Type")).isEqualTo(image.mediaType());
        for (Blob blob : image.blobs()) {
            whole(blob);
        }
        for (Image child : image.children()) {
            whole(child);
        }
    }

    public void whole(Blob blob) throws IOException {
        Answer answer = wire.blob(repository, blob.digest()).expect(200);
        assertThat(Blob.of(answer.body()).digest()).as("%s", answer).isEqualTo(blob.digest());
    }

    /** The blob is there to its last byte, or not at all. */
    public void wholeOrAbsent(Blob blob) throws IOException {
        Answer answer = wire.blob(repository, blob.digest());
        if (answer.status() == 404) {
            return;
        }
        answer.expect(200);
        assertThat(Blob.of(answer.body()).digest()).as("%s", answer).isEqualTo(blob.digest());
    }
}
