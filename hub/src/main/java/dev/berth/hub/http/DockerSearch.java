package dev.berth.hub.http;

import dev.berth.accounts.Caller;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Doorkeeper;
import dev.berth.accounts.api.Json;
import dev.berth.accounts.api.Page;
import dev.berth.http.Exchange;
import dev.berth.http.Routes;
import dev.berth.hub.Listing;
import dev.berth.hub.Query;
import dev.berth.hub.Search;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What {@code docker search} asks for: {@code /v1/search} and {@code /v1/_ping} of the registry's first protocol. */
public final class DockerSearch {
    private static final int USUAL = 25;
    private static final String JSON = "application/json";

    private final Doorkeeper door;
    private final Search search;

    public DockerSearch(Doorkeeper door, Search search) {
        this.door = door;
        this.search = search;
    }

    /** One repository that was found. */
    public record Result(String name, String description, long starCount, boolean isOfficial, boolean isAutomated) {}

    /** All that was found, on one page. */
    public record Results(int numPages, int numResults, int page, int pageSize, String query, List<Result> results) {}

    /** Adds the routes. */
    public void addTo(Routes routes) {
        routes.add("GET", "/v1/_ping", "docker_ping", (exchange, path) -> ping(exchange));
        routes.add("GET", "/v1/search", "docker_search", (exchange, path) -> search(exchange));
    }

    /** The daemon takes this for a registry of the first protocol, whose search works alone (and asks for no more). */
    private static void ping(Exchange exchange) {
        exchange.with("X-Docker-Registry-Version", "0.6.0").with("X-Docker-Registry-Standalone", "True");
        exchange.answer(200, JSON, Json.write(true));
    }

    private void search(Exchange exchange) {
        Caller caller = door.admit(exchange, Access.ANYBODY);
        String text = exchange.parameter("q").orElse("");
        int size = size(exchange.parameter("n"));
        Page<Listing> page =
                search.page(caller.sees(), Query.parse(text, Set.of(), Query.Sort.RELEVANCE), Optional.empty(), size);
        List<Result> results = page.items().stream().map(DockerSearch::result).toList();
        exchange.answer(200, JSON, Json.write(new Results(1, results.size(), 1, size, text, results)));
    }

    /** What is no number, or out of bounds, is as if it were not there: old clients send all kinds of things. */
    private static int size(Optional<String> text) {
        try {
            int size = Integer.parseInt(text.orElse(""));
            return size < 1 ? USUAL : Math.min(size, Page.MOST);
        } catch (NumberFormatException e) {
            return USUAL;
        }
    }

    /** Official images are shown by their short name, by which they are pulled. */
    private static Result result(Listing listing) {
        String name = listing.name().value();
        boolean official = listing.name().namespace().equals("library");
        return new Result(
                official ? name.substring(name.indexOf('/') + 1) : name,
                listing.description(),
                listing.stars(),
                official,
                false);
    }
}
