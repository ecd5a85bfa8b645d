package dev.berth.registry.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Manifests;
import java.util.List;

/** {@code GET /v2/<name>/tags/list} (end-8a, end-8b). */
final class ListTags {
    private final Gate gate;
    private final Manifests manifests;
    private final int pageLimit;

    ListTags(Gate gate, Manifests manifests, int pageLimit) {
        this.gate = gate;
        this.manifests = manifests;
        this.pageLimit = pageLimit;
    }

    void serve(Exchange exchange, RepositoryName name) {
        gate.require(exchange, name, Right.PULL);
        Page page = Page.of(exchange, pageLimit);
        List<String> found = manifests.tags(name, page.last(), page.probe());
        List<String> tags = page.cut(found);
        if (page.hasNext(found)) {
            page.link(exchange, tags.getLast(), "");
        }
        exchange.answer(200, "application/json", ListJson.tags(name, tags));
    }
}
