package dev.berth.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that no honest client sends. */
@ExtendWith(SharedBerth.class)
class HostilePathsTest {
    private static Answer get(Wire wire, String target) {
        return wire.get(target).send();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/%00/tags/list",
                "/v2/a%00b/tags/list",
                "/v2/a\0b/tags/list",
                "/v2/%zz/tags/list",
                "/v2/%/tags/list",
                "/v2/%2/tags/list",
                "/v2/%c0%af/tags/list",
                "/v2/%c0%ae%c0%ae/tags/list",
                "/v2/%ff/tags/list",
                "/v2/%ed%a0%80/tags/list",
                "/v2/%u0041/tags/list",
                "/v2/%2e%2e/%2e%2e/etc/passwd",
                "/v2/a/%2e%2e/tags/list",
                "/v2/a/..%2fb/tags/list",
                "/v2/../../etc/passwd",
                "/v2/..;/healthz",
                "/v2/a//b/tags/list",
                "//v2/",
                "/v2//",
                "/v2/a\\b/tags/list",
                "/v2/a%5cb/tags/list",
                "/v2/a%2fb/tags/list",
                "/v2/a%252fb/tags/list",
                "/v2/a%20b/tags/list",
                "/v2/a b/tags/list",
                "/v2/a\tb/tags/list",
                "/v2/é/tags/list",
                "/v2/%C3%A9/tags/list",
                "/v2/<script>/tags/list",
                "/v2/%3Cscript%3E/tags/list",
                "/v2/a\"b/tags/list",
                "/v2/a%22b/tags/list",
                "/v2/a%0d%0aX-Injected:%20y/tags/list",
                "/v2/a/manifests/%2e%2e",
                "/v2/a/manifests/..%00",
                "/v2/a/manifests/a%0ab",
                "/v2/a/blobs/..%2f..%2fetc%2fpasswd",
                "/v2/a/blobs/uploads/%2e%2e",
                "/v2/a/tags/list#fragment",
                "v2/",
                "?",
                "http://",
                "http://other:1/v2/",
                "http://user:password@berth/v2/"
            })
    void target_thatNamesNothing_isABadRequest(String target, Wire wire) {
        Answer answer = get(wire, target);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.headers()).doesNotContainKey("X-Injected");
        wire.isAlive();
    }

    /** Dots that stay inside, and parameters of a path's segment, mean what they mean in every address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/.",
                "/x/../v2/",
                "/v2/a/..",
                "/./v2/",
                "/v2;a=b/",
                "/v2/;a",
                "http://berth/v2/",
                "/v2/?",
                "/v2/?&&="
            })
    void target_thatIsThereInOtherWords_isAnswered(String target, Wire wire) {
        assertThat(get(wire, target).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n=%zz",
                "n=%",
                "n=%f",
                "last=%ff",
                "last=%c0%af",
                "last=%ed%a0%80",
                "%zz=1",
                "%ff",
                "n=1&last=%e2%82",
                "last=%u0041"
            })
    void query_thatCannotBeDecoded_isABadRequest(String query, Repository repository) {
        repository.push("v1", Document.image());

        repository.get("tags/list?" + query).fails(400, "UNSUPPORTED");
        repository.wire().get("/v2/_catalog?" + query).fails(400, "UNSUPPORTED");
        repository.post("blobs/uploads/?" + query).sending("").fails(400, "UNSUPPORTED");
        repository.wire().put(repository.open() + "?" + query).sending("").fails(400, "UNSUPPORTED");
    }

    @ParameterizedTest
    @ValueSource(ints = {17_000, 31_000, 33_000, 70_000, 1_000_000})
    void target_thatIsTooLong_isSaidToBe(int length, Wire wire) {
        assertIsTooLong(wire, "/v2/" + "a".repeat(length) + "/tags/list");
        assertIsTooLong(wire, "/" + "a/".repeat(length / 2));
        wire.isAlive();
    }

    /** The server answers when it has read enough, which need not be everything. */
    private static void assertIsTooLong(Wire wire, String target) {
        try (Connection connection = wire.connect()) {
            connection.sendAsFarAsItIsRead(
                    ("GET " + target + " HTTP/1.1\r\nHost: berth\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(414);
            assertThat(answer.errorCode()).isEqualTo("UNSUPPORTED");
        }
    }

    @Test
    void name_thatIsTooLong_isInvalid(Wire wire) {
        wire.get("/v2/a/" + "b".repeat(254) + "/tags/list").fails(400, "NAME_INVALID");
        wire.get("/v2/" + "a/".repeat(4000) + "b/tags/list").fails(400, "NAME_INVALID");
        wire.get("/v2/a/manifests/" + "b".repeat(129)).fails(400, "MANIFEST_INVALID");
        wire.get("/v2/a/blobs/sha256:" + "b".repeat(10_000)).fails(400, "DIGEST_INVALID");
    }

    @Test
    void headers_thatAreTooLong_areSaidToBe(Wire wire) {
        wire.get("/v2/").with("X-Long", "a".repeat(40_000)).fails(431, "UNSUPPORTED");
        wire.get("/v2/").with("X".repeat(40_000), "a").fails(431, "UNSUPPORTED");
        Ask many = wire.get("/v2/");
        for (int i = 0; i < 8000; i++) {
            many.with("X-" + i, "a");
        }
        many.fails(431, "UNSUPPORTED");
        wire.ask("M".repeat(40_000), "/v2/").fails(431, "UNSUPPORTED");
        wire.isAlive();
    }

    /** What strangers write is quoted in messages, and must not end them. */
    @Test
    void header_thatIsQuoted_isQuotedSafely(Repository repository) {
        Answer answer = repository
                .put("manifests/v1")
                .with("Content-Type", "application/\"},{\"<script>alert(1)</script>\u00ff")
                .sending("{}")
                .fails(400, "MANIFEST_INVALID");

        assertThat(answer.json().path("errors").size()).isEqualTo(1);
    }
}
