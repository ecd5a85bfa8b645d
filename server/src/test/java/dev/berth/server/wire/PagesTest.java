package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pages are served; those of this test are in its resources, the real ones are none of this room's business. */
@ExtendWith(SharedBerth.class)
class PagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String SCRIPT = "/assets/app-0a1b2c3d.js";
    private static final String SCRIPT_TEXT = "console.log(\"a page\");\n";

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/explore", "/explore?q=%3C", "/r/library/alpine:3.20", "/r/a/b@sha256:00/-/tags", "/v3/"})
    void address_thatABrowserAsksFor_isThePage(String target, Wire wire) {
        wire.get(target)
                .with("Accept", BROWSER)
                .answers(200)
                .has("Content-Type", "text/html; charset=utf-8")
                .has("Cache-Control", "no-cache")
                .has("X-Content-Type-Options", "nosniff")
                .has("Referrer-Policy", "same-origin")
                .holds("<!doctype html><title>Berth</title>");
        wire.head(target).with("Accept", BROWSER).answers(200).isEmpty();
    }

    @Test
    void root_withoutAccept_isThePage(Wire wire) {
        wire.get("/").answers(200).has("Content-Type", "text/html; charset=utf-8");
    }

    @Test
    void page_letsNothingRunThatIsNotOurs(Wire wire) {
        String policy = wire.get("/").answers(200).header("Content-Security-Policy");

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'");
    }

    @Test
    void address_thatAProgramAsksFor_isNoEndpoint(Wire wire) {
        wire.get("/explore").with("Accept", "application/json").fails(404, "UNSUPPORTED");
        wire.get("/explore").fails(404, "UNSUPPORTED");
        wire.post("/explore")
                .with("Accept", BROWSER)
                .with("Content-Length", "0")
                .fails(404, "UNSUPPORTED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/v1/nothing      | application/problem+json
            /v1/nothing          | application/json
            /v2/nothing          | application/json
            /token/nothing       | application/json
            /assets/gone-0123.js | application/json
            """)
    void address_ofPrograms_isNoPageForBrowsersEither(String target, String contentType, Wire wire) {
        wire.get(target).with("Accept", BROWSER).answers(404).has("Content-Type", contentType);
    }

    @Test
    void asset_isKeptForAYear(Wire wire) {
        wire.get(SCRIPT)
                .answers(200)
                .has("Cache-Control", "public, max-age=31536000, immutable")
                .has("Content-Type", "text/javascript; charset=utf-8")
                .has("Vary", "Accept-Encoding")
                .lacks("Content-Encoding")
                .holds(SCRIPT_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br, gzip", "gzip;q=0.5", "deflate, gzip; q=1.0"})
    void asset_toWhoUnderstandsGzip_isCompressed(String encodings, Wire wire) throws IOException {
        Answer answer =
                wire.get(SCRIPT).with("Accept-Encoding", encodings).answers(200).has("Content-Encoding", "gzip");

        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(content.readAllBytes()).asString().isEqualTo(SCRIPT_TEXT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "br", "gzip;q=0", "gzip; q=0.0", "gzipped"})
    void asset_toWhoDoesNot_isPlain(String encodings, Wire wire) {
        wire.get(SCRIPT)
                .with("Accept-Encoding", encodings)
                .answers(200)
                .lacks("Content-Encoding")
                .holds(SCRIPT_TEXT);
    }

    @Test
    void file_thatTheClientHas_isNotSentAgain(Wire wire) {
        String plain = wire.get(SCRIPT).answers(200).header("ETag");
        String compressed =
                wire.get(SCRIPT).with("Accept-Encoding", "gzip").answers(200).header("ETag");

        assertThat(compressed).isNotEqualTo(plain);
        wire.get(SCRIPT)
                .with("If-None-Match", plain)
                .answers(304)
                .has("ETag", plain)
                .isEmpty();
        wire.get(SCRIPT).with("If-None-Match", "\"other\", W/" + plain).answers(304);
        wire.get(SCRIPT).with("If-None-Match", compressed).answers(200);
        wire.get(SCRIPT)
                .with("Accept-Encoding", "gzip")
                .with("If-None-Match", compressed)
                .answers(304);
    }

    @Test
    void icon_isNotCompressed(Wire wire) {
        wire.get("/favicon.svg")
                .with("Accept-Encoding", "gzip")
                .answers(200)
                .has("Content-Type", "image/svg+xml")
                .has("Cache-Control", "no-cache")
                .lacks("Content-Encoding");
    }
}
