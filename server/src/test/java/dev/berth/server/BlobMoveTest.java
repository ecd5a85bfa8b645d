package dev.berth.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.oci.Algorithm;
import dev.berth.oci.Digest;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.PushedBlob;
import dev.berth.registry.Uploads;
import dev.berth.server.config.Configuration;
import dev.berth.server.config.EffectiveSettings;
import dev.berth.storage.BlobReader;
import dev.berth.storage.FilesystemBlobStore;
import dev.berth.storage.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blobs move to another store whole, or are named. */
class BlobMoveTest {
    private static final RepositoryName NAME = RepositoryName.parse("lib/app");

    @TempDir
    private Path folder;

    private final List<String> lines = new ArrayList<>();

    private Path target;

    @BeforeEach
    void describeTarget() throws IOException {
        target = Files.writeString(
                folder.resolve("target.yaml"), "storage.data: '" + folder.resolve("elsewhere") + "'\n");
    }

    @Test
    void copy_again_bringsOnlyWhatIsNew() throws Exception {
        try (Installation berth = berth()) {
            Digest early = push(berth, "early");
            assertThat(run(berth)).isZero();
            Digest late = push(berth, "late");
            assertThat(run(berth)).isZero();
            assertThat(lines).containsExactly("copied 1 of 1 blobs, 5 bytes", "copied 1 of 2 blobs, 4 bytes");
            assertThat(moved(berth, early)).isEqualTo("early");
            assertThat(moved(berth, late)).isEqualTo("late");
        }
    }

    @Test
    void copy_ofADamagedBlob_isNamedAndNotHandedOn() throws Exception {
        try (Installation berth = berth()) {
            Digest damaged = push(berth, "sound");
            Digest sound = push(berth, "another");
            Files.writeString(file(berth, damaged), "found");
            assertThat(run(berth, "--finish")).isEqualTo(1);
            assertThat(lines)
                    .contains("berth: the bytes of blob " + damaged + " are damaged; run a scrub")
                    .noneMatch(line -> line.startsWith("every blob is there"));
            assertThat(moved(berth, sound)).isEqualTo("another");
            assertThat(elsewhere(location(berth, damaged))).doesNotExist();
        }
    }

    @Test
    void copy_thatIsTheLast_endsUploadsUnderWay() throws Exception {
        try (Installation berth = berth()) {
            berth.registry().uploads().open(NAME, Algorithm.SHA256);
            assertThat(run(berth)).isZero();
            assertThat(berth.registry().uploadStore().count()).isEqualTo(1);
            assertThat(run(berth, "--finish")).isZero();
            assertThat(berth.registry().uploadStore().count()).isZero();
        }
    }

    @Test
    void copy_toWhatIsNotDescribed_saysSo() throws Exception {
        Files.writeString(target, "storage.s4.bucket: a\n");
        try (Installation berth = berth()) {
            assertThat(run(berth)).isEqualTo(1);
        }
        assertThat(lines).singleElement().asString().startsWith("berth: " + target + ":1: there is no setting");
    }

    private Installation berth() throws Exception {
        return Installation.open(Configuration.of(EffectiveSettings.of(
                Optional.empty(),
                Map.of(),
                Map.of("--data", folder.resolve("here").toString()))));
    }

    private int run(Installation berth, String... more) {
        List<String> words = new ArrayList<>(List.of("copy-blobs", target.toString()));
        words.addAll(List.of(more));
        return new AdminCommands(berth).run(words, lines::add);
    }

    private static Digest push(Installation berth, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        Digest digest = Digest.of(bytes);
        Uploads uploads = berth.registry().uploads();
        var session = uploads.open(NAME, Algorithm.SHA256);
        uploads.finish(
                NAME, session.id(), new ByteArrayInputStream(bytes), Optional.empty(), new PushedBlob(digest, "ada"));
        return digest;
    }

    private static Location location(Installation berth, Digest digest) {
        return berth.registry().blobs().find(NAME, digest).location();
    }

    private static Path file(Installation berth, Digest digest) {
        return path(berth.folder().blobs(), location(berth, digest));
    }

    private Path elsewhere(Location location) {
        return path(folder.resolve("elsewhere").resolve("blobs"), location);
    }

    private static Path path(Path blobs, Location location) {
        return blobs.resolve(location.value().substring(0, 2))
                .resolve(location.value().substring(2));
    }

    /** What the other store gives out for this blob. */
    private String moved(Installation berth, Digest digest) throws IOException {
        try (FilesystemBlobStore store =
                        FilesystemBlobStore.open(folder.resolve("elsewhere").resolve("blobs"));
                BlobReader reader = store.read(location(berth, digest))) {
            ByteBuffer content = ByteBuffer.allocate((int) reader.size());
            reader.read(content, 0);
            return UTF_8.decode(content.flip()).toString();
        }
    }
}
