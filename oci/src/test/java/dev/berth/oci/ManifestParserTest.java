package dev.berth.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good manifest is read as; {@link HostileManifestTest} has the others. */
class ManifestParserTest {
    private static final String A = "sha256:" + "a".repeat(64);
    private static final String B = "sha512:" + "b".repeat(128);
    private static final String CONFIG =
            "\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"" + A
                    + "\",\"size\":2}";

    private static Manifest parse(MediaType type, String json) {
        return ManifestParser.parse(Optional.of(type), json.getBytes(StandardCharsets.UTF_8));
    }

    private static Descriptor descriptor(String mediaType, String digest, long size) {
        return new Descriptor(new MediaType(mediaType), Digest.parse(digest), size);
    }

    @Test
    void parse_image_readsConfigLayersSubjectAndAnnotations() {
        Manifest manifest = parse(MediaType.IMAGE_MANIFEST, """
                {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                 "artifactType": "text/spdx",
                 "config": {"mediaType": "application/vnd.oci.empty.v1+json", "digest": "%1$s", "size": 2, "data": "e30="},
                 "layers": [{"mediaType": "a/b", "digest": "%2$s", "size": 9223372036854775807, "urls": ["http://x"]},
                            {"mediaType": "a/c", "digest": "%1$s", "size": 0, "annotations": {"k": "v"}}],
                 "subject": {"mediaType": "a/d", "digest": "%1$s", "size": 5},
                 "annotations": {"z": "", "a": "ü 🚢"}}""".formatted(A, B));

        assertThat(manifest.kind()).isEqualTo(ManifestKind.IMAGE);
        assertThat(manifest.mediaType()).isEqualTo(MediaType.IMAGE_MANIFEST);
        assertThat(manifest.artifactType()).contains("text/spdx");
        assertThat(manifest.config()).contains(descriptor("application/vnd.oci.empty.v1+json", A, 2));
        assertThat(manifest.layers()).containsExactly(descriptor("a/b", B, Long.MAX_VALUE), descriptor("a/c", A, 0));
        assertThat(manifest.children()).isEmpty();
        assertThat(manifest.subject()).contains(descriptor("a/d", A, 5));
        assertThat(manifest.annotations()).isEqualTo(Map.of("z", "", "a", "ü 🚢"));
        assertThat(manifest.referrerType()).contains("text/spdx");
    }

    @Test
    void parse_index_readsChildren() {
        Manifest manifest = parse(MediaType.IMAGE_INDEX, """
                {"schemaVersion": 2, "manifests": [
                   {"mediaType": "application/vnd.oci.image.index.v1+json", "digest": "%s", "size": 1,
                    "platform": {"os": "linux", "os.features": ["x"]}}]}""".formatted(A));

        assertThat(manifest.kind()).isEqualTo(ManifestKind.INDEX);
        assertThat(manifest.children()).containsExactly(descriptor(MediaType.IMAGE_INDEX.value(), A, 1));
        assertThat(manifest.referrerType()).isEmpty();
    }

    @Test
    void referrerType_ofAnImageWithoutOne_isItsConfigurationsMediaType() {
        Manifest manifest = parse(MediaType.IMAGE_MANIFEST, "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[]}");

        assertThat(manifest.referrerType()).contains("application/vnd.oci.image.config.v1+json");
    }

    @Test
    void parse_withoutContentType_goesByTheFieldMediaType() {
        String json = "{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.DOCKER_MANIFEST_LIST + "\",\"manifests\":[]}";

        assertThat(ManifestParser.parse(Optional.empty(), json.getBytes(StandardCharsets.UTF_8))
                        .mediaType())
                .isEqualTo(MediaType.DOCKER_MANIFEST_LIST);
    }

    /** Each of these is legal by the specification, however odd. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"schemaVersion\":2,\"manifests\":[]}",
                " \t\r\n{ \"manifests\" : [ ] , \"schemaVersion\" : 2 } \n",
                "{\"schemaVersion\":2,\"manifests\":[],\"subject\":null,\"annotations\":null}",
                "{\"schemaVersion\":2,\"manifests\":[],\"artifactType\":\"\"}",
                "{\"schemaVersion\":2,\"manifests\":[],\"unknown\":{\"a\":[1.5e300,{\"b\":[[]]},true,null,\"\"]}}",
                "{\"schemaVersion\":2,\"manifests\":[],\"\":{}, \"ключ\":\"значение\"}",
                "{\"schemaVersion\":2,\"manifests\":[],\"a\\u0000b\":\"\\ud800\"}",
                "{\"schemaVersion\":2,\"manifests\":[],\"a\":{\"a\":{\"a\":1}}}",
                "{\"schema\\u0056ersion\":2,\"manifests\":[]}"
            })
    void parse_oddButLegal_isAccepted(String json) {
        assertThat(parse(MediaType.IMAGE_INDEX, json).children()).isEmpty();
    }

    @Test
    void parse_ofFourMebibytes_isAccepted() {
        StringBuilder children = new StringBuilder();
        int count = 0;
        while (children.length() < 4 << 20) {
            children.append(count == 0 ? "" : ",")
                    .append("{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"size\":1,\"digest\":\"")
                    .append(Digest.of(new byte[] {(byte) count, (byte) (count >> 8)}))
                    .append("\"}");
            count++;
        }
        Manifest wide = parse(MediaType.IMAGE_INDEX, "{\"schemaVersion\":2,\"manifests\":[" + children + "]}");
        Manifest annotated = parse(
                MediaType.IMAGE_INDEX,
                "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"a\":\"" + "x".repeat(4 << 20) + "\"}}");

        assertThat(wide.children()).hasSize(count);
        assertThat(annotated.annotations().get("a")).hasSize(4 << 20);
    }

    @Test
    void manifest_isNotChangedThroughItsParts() {
        Manifest manifest = parse(MediaType.IMAGE_MANIFEST, "{\"schemaVersion\":2," + CONFIG + ",\"layers\":[]}");

        assertThat(List.of(manifest.layers(), manifest.children()))
                .allSatisfy(it -> assertThat(it).isUnmodifiable());
        assertThat(manifest.annotations()).isUnmodifiable();
    }
}
