package dev.berth.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String OUTPUT = """
            Running 3s test @ http://127.0.0.1:18999/f
              1 threads and 64 connections
              Thread Stats   Avg      Stdev     Max   +/- Stdev
                Latency     1.02ms    0.98ms  20.50ms   93.13%%
                Req/Sec    61.56k     5.17k   70.08k    76.67%%
              183771 requests in 3.01s, 1.45GB read
            %sRequests/sec:  61121.69
            Transfer/sec:    492.55MB
            """;

    @Test
    void parse_readsCountAndRate() {
        assertThat(Wrk.parse(OUTPUT.formatted(""))).isEqualTo(new Wrk(183_771, 61_121.69));
    }

    @Test
    void parse_withRefusedRequests_fails() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Wrk.parse(OUTPUT.formatted("  Non-2xx or 3xx responses: 12\n")))
                .withMessageContaining("responses: 12");
    }

    @Test
    void parse_withSocketErrors_fails() {
        String errors = "  Socket errors: connect 0, read 3, write 0, timeout 0\n";
        assertThatIllegalStateException().isThrownBy(() -> Wrk.parse(OUTPUT.formatted(errors)));
    }

    @Test
    void parse_withoutRate_fails() {
        assertThatIllegalStateException().isThrownBy(() -> Wrk.parse("unable to connect to 127.0.0.1:1"));
    }
}
