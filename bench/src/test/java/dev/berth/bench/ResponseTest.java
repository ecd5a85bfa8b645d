package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class ResponseTest {
    private static Response response(String headers) {
        return Response.parse("POST /", "HTTP/1.1 202 Accepted\r\n" + headers + "\r\n");
    }

    @Test
    void parse_readsStatusAndHeadersOfAnyCase() {
        Response response = response("content-LENGTH: 12\r\n");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.length()).isEqualTo(12);
    }

    @Test
    void length_ofChunkedBody_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(response("Transfer-Encoding: chunked\r\n")::length)
                .withMessageContaining("Content-Length");
    }

    @Test
    void location_withHostAndQuery_isATargetWithOneMoreParameter() {
        Response response = response("Location: http://127.0.0.1:5000/v2/a/blobs/uploads/1?state=x\r\n");
        assertThat(response.location()).isEqualTo("/v2/a/blobs/uploads/1?state=x");
        assertThat(response.location("digest=d")).isEqualTo("/v2/a/blobs/uploads/1?state=x&digest=d");
    }

    @Test
    void location_withoutQuery_startsOne() {
        assertThat(response("Location: /u/1\r\n").location("digest=d")).isEqualTo("/u/1?digest=d");
    }

    @Test
    void expect_ofAnotherStatus_namesTheRequest() {
        assertThatIllegalStateException()
                .isThrownBy(() -> response("").expect(201))
                .withMessage("POST /: 202, expected 201");
    }
}
