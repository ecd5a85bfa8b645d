package dev.berth.registry.http;

import dev.berth.http.Exchange;
import dev.berth.oci.RepositoryName;
import dev.berth.registry.Manifests;
import java.util.List;

/** {@code GET /v2/<name>/tags/list} (end-8a, end-8b). */
final class ListTags {
    private final Manifests manifests;
    private final int pageLimit;

    ListTags(Manifests manifests, int pageLimit) {
        this.manifests = manifests;
        this.pageLimit = pageLimit;
    }

    /** @param asked what the client calls the repository, which may be a former name */
    void serve(Exchange exchange, RepositoryName asked, RepositoryName name) {
        Page page = Page.of(exchange, pageLimit);
        List<String> found = manifests.tags(name, page.last(), page.probe());
        List<String> tags = page.cut(found);
        if (page.hasNext(found)) {
            page.link(exchange, tags.getLast(), "");
        }
        exchange.answer(200, "application/json", ListJson.tags(asked, tags));
    }
}
