package dev.berth.oci;

import static dev.berth.oci.Failures.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests that are refused, each with a failure that tells its pusher why, and none at the price of time or memory. */
class HostileManifestTest {
    private static final String START = "{\"schemaVersion\":2,\"manifests\":[],";
    private static final Duration MOMENT = Duration.ofSeconds(10);

    private static void refused(MediaType type, byte[] bytes) {
        assertRefused(WireError.MANIFEST_INVALID, () -> ManifestParser.parse(Optional.of(type), bytes));
    }

    private static void refused(MediaType type, String json) {
        refused(type, json.getBytes(StandardCharsets.UTF_8));
    }

    /** Quotes are apostrophes here, and {@code D} stands for a digest. */
    private static String json(String text) {
        return text.replace('\'', '"').replace("D", "sha256:" + "d".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "2",
                "''",
                "{",
                "{}",
                "}",
                "{'schemaVersion':2",
                "{'schemaVersion':2,",
                "{'schemaVersion':2,'manifests'",
                "{'schemaVersion':2,'manifests':",
                "{'schemaVersion':2,'manifests':[",
                "{'schemaVersion':2,'manifests':[]",
                "{'schemaVersion':2,'manifests':[]}}",
                "{'schemaVersion':2,'manifests':[]}{}",
                "{'schemaVersion':2,'manifests':[]} x",
                "{'schemaVersion':2,'manifests':[],}",
                "{'schemaVersion':2,'manifests':[] /* comment */}",
                "{schemaVersion:2,'manifests':[]}",
                "{'schemaVersion':02,'manifests':[]}",
                "{'schemaVersion':'2','manifests':[]}",
                "{'schemaVersion':2.0,'manifests':[]}",
                "{'schemaVersion':2e0,'manifests':[]}",
                "{'schemaVersion':true,'manifests':[]}",
                "{'schemaVersion':null,'manifests':[]}",
                "{'schemaVersion':-2,'manifests':[]}",
                "{'schemaVersion':18446744073709551618,'manifests':[]}",
                "{'schemaVersion':NaN,'manifests':[]}",
                "{'manifests':[]}",
                "{'schemaVersion':2}",
                "{'schemaVersion':2,'manifests':null}",
                "{'schemaVersion':2,'manifests':{}}",
                "{'schemaVersion':2,'manifests':[null]}",
                "{'schemaVersion':2,'manifests':['D']}",
                "{'schemaVersion':2,'manifests':[[]]}",
                "{'schemaVersion':2,'manifests':[],'layers':[]}",
                "{'schemaVersion':2,'manifests':[],'config':{'mediaType':'a/b','digest':'D','size':1}}",
                "{'schemaVersion':2,'manifests':[],'subject':'D'}",
                "{'schemaVersion':2,'manifests':[],'subject':{}}",
                "{'schemaVersion':2,'manifests':[],'annotations':[]}",
                "{'schemaVersion':2,'manifests':[],'annotations':{'a':1}}",
                "{'schemaVersion':2,'manifests':[],'annotations':{'a':null}}",
                "{'schemaVersion':2,'manifests':[],'artifactType':{}}",
                "{'schemaVersion':2,'manifests':[],'mediaType':''}",
                "{'schemaVersion':2,'manifests':[],'mediaType':'application/vnd.oci.image.manifest.v1+json'}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'D'}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','size':1}]}",
                "{'schemaVersion':2,'manifests':[{'digest':'D','size':1}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'D','size':-1}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'D','size':9223372036854775808}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'D','size':1.5}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'ab','digest':'D','size':1}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'sha256:abc','size':1}]}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'../../x','size':1}]}"
            })
    void parse_indexThatIsNone_isRefused(String text) {
        refused(MediaType.IMAGE_INDEX, json(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schemaVersion':2}",
                "{'schemaVersion':2,'layers':[]}",
                "{'schemaVersion':2,'config':{'mediaType':'a/b','digest':'D','size':1}}",
                "{'schemaVersion':2,'config':null,'layers':[]}",
                "{'schemaVersion':2,'config':[],'layers':[]}",
                "{'schemaVersion':2,'config':{'mediaType':'a/b','digest':'D','size':1},'layers':null}",
                "{'schemaVersion':2,'config':{'mediaType':'a/b','digest':'D','size':1},'layers':[],'manifests':[]}",
                "{'schemaVersion':2,'manifests':[]}"
            })
    void parse_imageThatIsNone_isRefused(String text) {
        refused(MediaType.IMAGE_MANIFEST, json(text));
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.docker.distribution.manifest.v1+json, 1",
        "application/vnd.docker.distribution.manifest.v1+prettyjws, 1",
        "application/vnd.docker.distribution.manifest.v1+json, 2",
        "application/vnd.docker.distribution.manifest.v2+json, 1"
    })
    void parse_schema1_isRefusedByName(String type, int version) {
        byte[] json =
                ("{\"schemaVersion\":" + version + ",\"name\":\"a\",\"fsLayers\":[]}").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ManifestParser.parse(Optional.of(new MediaType(type)), json))
                .isInstanceOf(RegistryFailure.class)
                .hasMessageContaining("schema 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/octet-stream", "application/x-www-form-urlencoded", "a/b"})
    void parse_ofATypeThatIsNoManifest_isRefused(String type) {
        refused(new MediaType(type), "{\"schemaVersion\":2,\"manifests\":[]}");
    }

    @Test
    void parse_withoutAnyType_isRefused() {
        byte[] json = "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(StandardCharsets.UTF_8);

        assertRefused(WireError.MANIFEST_INVALID, () -> ManifestParser.parse(Optional.empty(), json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'schemaVersion':2,'schemaVersion':2,'manifests':[]}",
                "{'schemaVersion':2,'manifests':[],'manifests':[]}",
                "{'schemaVersion':2,'schema\\u0056ersion':2,'manifests':[]}",
                "{'schemaVersion':2,'manifests':[],'annotations':{'a':'1','a':'2'}}",
                "{'schemaVersion':2,'manifests':[{'mediaType':'a/b','size':1,'digest':'D','digest':'D'}]}",
                "{'schemaVersion':2,'manifests':[],'unknown':[{'a':{'b':1,'c':2,'b':3}}]}"
            })
    void parse_fieldTwice_isRefused(String text) {
        refused(MediaType.IMAGE_INDEX, json(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 500, 1000, 100_000, 800_000})
    void parse_deepNesting_isRefused(int depth) {
        refused(MediaType.IMAGE_INDEX, START + "\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}");
        refused(MediaType.IMAGE_INDEX, START + "\"a\":" + "{\"a\":".repeat(depth) + "1" + "}".repeat(depth) + "}");
        refused(MediaType.IMAGE_INDEX, "[".repeat(depth));
        refused(MediaType.IMAGE_INDEX, "{\"manifests\":" + "[".repeat(depth));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 400, 999, 1001, 100_000, 4_000_000})
    void parse_hugeNumber_isRefusedWithoutBeingComputed(int digits) {
        String number = "9".repeat(digits);
        assertTimeout(MOMENT, () -> {
            refused(MediaType.IMAGE_INDEX, "{\"manifests\":[],\"schemaVersion\":" + number + "}");
            refused(MediaType.IMAGE_INDEX, "{\"manifests\":[],\"schemaVersion\":2e" + number + "}");
            refused(
                    MediaType.IMAGE_INDEX,
                    json("{'schemaVersion':2,'manifests':[{'mediaType':'a/b','digest':'D','size':" + number + "}]}"));
        });
    }

    @Test
    void parse_nameOfAMillionCharacters_isRefused() {
        refused(MediaType.IMAGE_INDEX, START + "\"" + "n".repeat(1_000_000) + "\":1}");
    }

    /** Readers keep the names of an object while they look for one that occurs twice: half a million of them took minutes. */
    @ParameterizedTest
    @ValueSource(strings = {"\"annotations\":{", "\"unknown\":{", ""})
    void parse_objectOfCountlessFields_isRefusedSoon(String opening) {
        StringBuilder json = new StringBuilder(START).append(opening);
        for (int i = 0; json.length() < 5 << 20; i++) {
            json.append('"').append(Integer.toString(i, 36)).append("\":\"\",");
        }
        json.append("\"last\":\"\"").append(opening.isEmpty() ? "}" : "}}");

        assertTimeout(MOMENT, () -> refused(MediaType.IMAGE_INDEX, json.toString()));
    }

    /** Keys may be chosen so that all have the same hash; the time must not grow with their square. */
    @Test
    void parse_annotationsThatCollide_takesNoTime() {
        StringBuilder json = new StringBuilder(START).append("\"annotations\":{");
        int count = 1 << 13;
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "\"" : ",\"");
            for (int bit = 0; bit < 13; bit++) {
                json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            json.append("\":\"\"");
        }
        byte[] bytes = json.append("}}").toString().getBytes(StandardCharsets.UTF_8);

        Manifest manifest =
                assertTimeout(MOMENT, () -> ManifestParser.parse(Optional.of(MediaType.IMAGE_INDEX), bytes));

        assertThat(manifest.annotations()).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void parse_otherThanUtf8_isRefused(String charset) {
        refused(MediaType.IMAGE_INDEX, "{\"schemaVersion\":2,\"manifests\":[]}".getBytes(Charset.forName(charset)));
    }

    /** Bytes are written in Latin-1 here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00c3(",
                "\u00ff",
                "\u00c0\u0080",
                "\u00ed\u00a0\u0080",
                "\u00f4\u0090\u0080\u0080",
                "\u00e2\u0082"
            })
    void parse_malformedUtf8_isRefusedWhereverItStands(String bytes) {
        for (String json : new String[] {
            START + "\"annotations\":{\"a\":\"" + bytes + "\"}}",
            START + "\"annotations\":{\"" + bytes + "\":\"\"}}",
            START + "\"unknown\":\"" + bytes + "\"}",
            START + "\"unknown\":[{\"a" + bytes + "\":1}]}",
            "{\"schemaVersion\":2,\"manifests\":[]}" + bytes
        }) {
            refused(MediaType.IMAGE_INDEX, json.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void parse_byteOrderMark_isRefused() {
        refused(MediaType.IMAGE_INDEX, "\ufeff{\"schemaVersion\":2,\"manifests\":[]}");
    }

    @Test
    void parse_controlCharactersInStrings_isRefused() {
        refused(MediaType.IMAGE_INDEX, START + "\"annotations\":{\"a\":\"\n\"}}");
        refused(MediaType.IMAGE_INDEX, START + "\"annotations\":{\"a\":\"\0\"}}");
    }
}
