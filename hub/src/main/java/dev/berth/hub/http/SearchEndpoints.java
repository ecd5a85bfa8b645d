package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.hub.Category;
import dev.berth.hub.Filters;
import dev.berth.hub.Listing;
import dev.berth.hub.Query;
import dev.berth.hub.Search;
import dev.berth.oci.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finding repositories: {@code /api/v1/search}. */
final class SearchEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Search");

    private final Search search;

    SearchEndpoints(Search search) {
        this.search = search;
    }

    /** A category that a repository may be in. */
    public record CategoryItem(Category name, String title) {}

    void addTo(Api api) {
        api.add(
                GROUP.get("/api/v1/search", "search", "Finds repositories; without words, explores all of them")
                        .access(Access.ANYBODY)
                        .parameter(
                                "q",
                                String.class,
                                "Words of the name or the description, `name:tag`, or a digest or its beginning")
                        .parameter("category", Category.class, "Only those of this category")
                        .parameter("os", String.class, "Only those with images for this operating system")
                        .parameter("architecture", String.class, "Only those with images for this architecture")
                        .parameter("official", Boolean.class, "Only official images")
                        .parameter("sort", Query.Sort.class, "In which order; what fits best comes first otherwise")
                        .paged()
                        .answersPage(RepositoryItem.class, this::search),
                GROUP.get("/api/v1/categories", "list_categories", "The categories that repositories may be in")
                        .access(Access.ANYBODY)
                        .answersList(CategoryItem.class, call -> categories()));
    }

    private static List<CategoryItem> categories() {
        return Arrays.stream(Category.values())
                .map(it -> new CategoryItem(it, it.title()))
                .toList();
    }

    private Page<RepositoryItem> search(Call<Void> call) {
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        String text = call.text("q").orElse("");
        Page<Listing> page;
        if (Search.isDigest(text)) {
            page = search.holding(call.caller().sees(), text, size);
        } else {
            Filters filters = new Filters(
                    option(call, "category", Category.class),
                    call.text("os"),
                    call.text("architecture"),
                    call.flag("official"));
            Query query = Query.parse(text, filters.words(), sort(call, Query.Sort.RELEVANCE));
            page = search.page(call.caller().sees(), query, call.text("after"), size);
        }
        return page.map(RepositoryItem::of);
    }

    static Query.Sort sort(Call<?> call, Query.Sort otherwise) {
        return option(call, "sort", Query.Sort.class).orElse(otherwise);
    }

    /** The constant that a query parameter names. */
    static <E extends Enum<E>> Optional<E> option(Call<?> call, String parameter, Class<E> type) {
        return call.text(parameter)
                .map(text -> Arrays.stream(type.getEnumConstants())
                        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst()
                        .orElseThrow(() -> Call.invalid(parameter + ": one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))
                                + " is needed, not " + Quoted.of(text))));
    }
}
