package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.MediaType;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Referrers;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code GET /v2/<name>/referrers/<digest>} (end-12a, end-12b). */
final class ListReferrers {
    private static final int MOST_ON_PAGE = 1000;

    private final Referrers referrers;
    private final MemoryBudget memory;
    private final int pageLimit;

    ListReferrers(Referrers referrers, MemoryBudget memory, int pageLimit) {
        this.referrers = referrers;
        this.memory = memory;
        this.pageLimit = Math.min(pageLimit, MOST_ON_PAGE);
    }

    void serve(Exchange exchange, RepositoryName name, Digest subject) throws IOException {
        Page page = Page.of(exchange, pageLimit);
        Optional<String> type = exchange.parameter("artifactType").filter(it -> !it.isEmpty());
        Referrers.Extent extent = referrers.extent(name, subject, type, page.last(), page.size());
        if (type.isPresent()) {
            exchange.with("OCI-Filters-Applied", "artifactType");
        }
        if (extent.more()) {
            String filter = type.map(it -> "artifactType=" + URLEncoder.encode(it, StandardCharsets.UTF_8) + "&")
                    .orElse("");
            page.link(exchange, extent.last().orElseThrow(), filter);
        }
        memory.within(extent.bytes(), () -> answer(exchange, extent));
    }

    /** Answers, and returns when the last byte is sent: until then it takes memory. */
    private void answer(Exchange exchange, Referrers.Extent extent) throws IOException {
        byte[] index = ListJson.referrers(referrers.list(extent));
        if (exchange.isHead()) {
            exchange.answerHead(200, MediaType.IMAGE_INDEX.value(), index.length);
        } else {
            exchange.stream(
                    200, MediaType.IMAGE_INDEX.value(), index.length, sink -> sink.write(ByteBuffer.wrap(index), true));
        }
    }
}
