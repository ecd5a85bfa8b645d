package dev.berth.registry.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.oci.Digest;
import dev.berth.oci.MediaType;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Referrers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** {@code GET /v2/<name>/referrers/<digest>} (end-12a, end-12b). */
final class ListReferrers {
    private static final int MOST_ON_PAGE = 1000;

    private final Gate gate;
    private final Referrers referrers;
    private final int pageLimit;

    ListReferrers(Gate gate, Referrers referrers, int pageLimit) {
        this.gate = gate;
        this.referrers = referrers;
        this.pageLimit = Math.min(pageLimit, MOST_ON_PAGE);
    }

    void serve(Exchange exchange, RepositoryName name, Digest subject) {
        gate.require(exchange, name, Right.PULL);
        Page page = Page.of(exchange, pageLimit);
        Optional<String> type = exchange.parameter("artifactType").filter(it -> !it.isEmpty());
        Referrers.Listed listed = referrers.page(name, subject, type, page.last(), page.size());
        if (type.isPresent()) {
            exchange.with("OCI-Filters-Applied", "artifactType");
        }
        if (listed.more()) {
            String filter = type.map(it -> "artifactType=" + URLEncoder.encode(it, StandardCharsets.UTF_8) + "&")
                    .orElse("");
            page.link(exchange, listed.referrers().getLast().digest(), filter);
        }
        exchange.answer(200, MediaType.IMAGE_INDEX.value(), ListJson.referrers(listed.referrers()));
    }
}
