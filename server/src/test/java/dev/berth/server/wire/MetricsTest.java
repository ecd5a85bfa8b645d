package dev.berth.server.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.berth.oci.Digest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code /metrics} tells about requests. */
class MetricsTest {
    private static RunningBerth berth;

    @BeforeAll
    static void start() {
        berth = RunningBerth.start();
    }

    @AfterAll
    static void stop() {
        berth.close();
    }

    @Test
    void bytes_areCountedByOperation() {
        Repository repository = SharedBerth.fresh(berth.wire());
        byte[] large = new byte[300_000];
        Digest digest = repository.push(large);
        assertFigure("berth_http_received_bytes_total{operation=\"start-upload\"}", large.length);
        repository.get("blobs/" + digest).answers(200).holds(large);
        repository.head("blobs/" + digest).answers(200);
        assertFigure("berth_http_sent_bytes_total{operation=\"pull-blob\"}", large.length);
        Digest small = repository.push("small".getBytes(US_ASCII));
        repository.get("blobs/" + small).answers(200);
        assertFigure("berth_http_sent_bytes_total{operation=\"pull-blob\"}", large.length + 5);
    }

    @Test
    void requests_areCountedByOperationAndStatus() {
        berth.wire().get("/v2/not/there/tags/list").answers(404);
        assertFigure("berth_http_requests_seconds_count{operation=\"list-tags\",status=\"404\"}", 1);
    }

    /** A request is counted when it is over, which its client may learn earlier. */
    private static void assertFigure(String name, double expected) {
        Pattern line = Pattern.compile("^" + Pattern.quote(name) + " (\\S+)$", Pattern.MULTILINE);
        await().untilAsserted(() -> {
            String metrics = berth.wire().get("/metrics").answers(200).text();
            Matcher found = line.matcher(metrics);
            assertThat(found.find()).as(metrics).isTrue();
            assertThat(Double.parseDouble(found.group(1))).isEqualTo(expected);
        });
    }
}
