package dev.berth.registry.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.http.Gate;
import dev.berth.http.Exchange;
import dev.berth.http.Operation;
import dev.berth.registry.Repositories;
import java.util.List;

/** {@code GET /v2/_catalog}: the repositories that the caller may pull (Docker Registry HTTP API V2, "Catalog"). */
final class ListRepositories implements Operation {
    private final Gate gate;
    private final Repositories repositories;
    private final int pageLimit;

    ListRepositories(Gate gate, Repositories repositories, int pageLimit) {
        this.gate = gate;
        this.repositories = repositories;
        this.pageLimit = pageLimit;
    }

    @Override
    public void serve(Exchange exchange) {
        Caller caller = gate.identify(exchange);
        Page page = Page.of(exchange, pageLimit);
        List<String> found = repositories.page(caller.sees(), page.last(), page.probe());
        List<String> names = page.cut(found);
        if (page.hasNext(found)) {
            page.link(exchange, names.getLast(), "");
        }
        exchange.answer(200, "application/json", ListJson.repositories(names));
    }
}
