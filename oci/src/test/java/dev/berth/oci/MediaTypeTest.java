package dev.berth.oci;

import static dev.berth.oci.Failures.assertRefused;
import static dev.berth.oci.Failures.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {
    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.manifest.v1+json, IMAGE",
        "application/vnd.docker.distribution.manifest.v2+json, IMAGE",
        "application/vnd.oci.image.index.v1+json, INDEX",
        "application/vnd.docker.distribution.manifest.list.v2+json, INDEX",
        "application/vnd.oci.image.config.v1+json, ",
        "application/json, ",
        "application/vnd.docker.distribution.manifest.v1+json, "
    })
    void manifestKind_ofEachType(String type, ManifestKind kind) {
        assertThat(MediaType.parse(type).manifestKind()).isEqualTo(Optional.ofNullable(kind));
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.docker.distribution.manifest.v1+json, true",
        "application/vnd.docker.distribution.manifest.v1+prettyjws, true",
        "application/vnd.docker.distribution.manifest.v2+json, false"
    })
    void isSchema1_ofEachType(String type, boolean old) {
        assertThat(MediaType.parse(type).isSchema1()).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip, true",
        "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip, true",
        "application/vnd.oci.image.layer.v1.tar+gzip, false"
    })
    void isNondistributable_ofEachType(String type, boolean kept) {
        assertThat(MediaType.parse(type).isNondistributable()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json; charset=utf-8, application/json",
        "'  text/plain  ', text/plain",
        "application/json;, application/json"
    })
    void parse_withParameters_leavesThemAway(String text, String value) {
        assertThat(MediaType.parse(text).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "/",
                "a",
                "a/",
                "/b",
                "a/b/c",
                "a/b c",
                "a/b\r\nX-Injected: 1",
                "ä/b",
                "a/\0",
                "*/*",
                "a,b/c"
            })
    void parse_malformed_isRefused(String text) {
        assertRefused(WireError.MANIFEST_INVALID, () -> MediaType.parse(text));
    }

    @Property
    void parse_anyText_isEitherRefusedOrFitForAHeader(@ForAll String text) {
        parsed(WireError.MANIFEST_INVALID, () -> MediaType.parse(text))
                .ifPresent(it -> assertThat(it.value()).matches("[!-~]+/[!-~]+").hasSizeLessThanOrEqualTo(255));
    }
}
