package dev.berth.oci;

import static dev.berth.oci.Failures.assertFitToShow;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * No bytes make a parser fail otherwise than by a {@link RegistryFailure}. Replays its seeds;
 * {@code JAZZER_FUZZ=1 mvn -Djazzer.hooks=true} looks for new ones, and keeps what it finds beside them.
 */
class ParsersFuzzTest {
    @FuzzTest(maxDuration = "60s")
    void manifest(byte[] bytes) {
        for (MediaType type : new MediaType[] {MediaType.IMAGE_MANIFEST, MediaType.IMAGE_INDEX}) {
            parse(() -> {
                Manifest manifest = ManifestParser.parse(Optional.of(type), bytes);
                assertThat(manifest.mediaType()).isEqualTo(type);
            });
        }
        parse(() -> ManifestParser.parse(Optional.empty(), bytes));
    }

    @FuzzTest(maxDuration = "60s")
    void names(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        parse(() -> assertThat(Reference.parse(text)).hasToString(text));
        parse(() -> assertThat(Digest.parse(text)).hasToString(text));
        parse(() -> assertThat(Tag.parse(text)).hasToString(text));
        parse(() -> assertThat(RepositoryName.parse(text).toString()).endsWith(text));
        parse(() -> assertThat(text).contains(MediaType.parse(text).value()));
    }

    private static void parse(Runnable parsing) {
        try {
            parsing.run();
        } catch (RegistryFailure e) {
            assertFitToShow(e);
        }
    }
}
