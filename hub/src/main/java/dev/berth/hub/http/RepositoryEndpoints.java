package dev.berth.hub.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.Role;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.database.Database;
import dev.berth.hub.Category;
import dev.berth.hub.Hub;
import dev.berth.hub.Listing;
import dev.berth.hub.Markdown;
import dev.berth.hub.Query;
import dev.berth.hub.Readmes;
import dev.berth.hub.Shelf.Change;
import dev.berth.hub.Shelf.Shelved;
import dev.berth.oci.RepositoryName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of repositories, and one of them: {@code /api/v1/repositories/<name>}. */
final class RepositoryEndpoints {
    static final Endpoint.Group GROUP = new Endpoint.Group("Repositories");
    static final String ONE = "/api/v1/repositories/{name…}";
    private static final int LONGEST_DESCRIPTION = 100;
    private static final int MOST_CATEGORIES = 3;

    private final Hub hub;
    private final Database database;
    private final ShelfDoor door;

    RepositoryEndpoints(Hub hub, ShelfDoor door) {
        this.hub = hub;
        this.database = hub.database();
        this.door = door;
    }

    /**
     * A repository as its page shows it.
     *
     * @param readme the Markdown; {@code readme_html} is what it looks like, safe to show
     * @param starred whether the caller likes it
     * @param tags how many there are
     * @param size the bytes of all its blobs
     * @param role what the caller may do
     */
    public record RepositoryView(
            String name,
            String namespace,
            Visibility visibility,
            String description,
            String readme,
            String readmeHtml,
            List<Category> categories,
            List<String> platforms,
            boolean official,
            boolean archived,
            long stars,
            boolean starred,
            long pulls,
            long tags,
            long size,
            Instant createdAt,
            Optional<Instant> pushedAt,
            Role role) {}

    /** A repository to be made. */
    public record NewRepository(String name, Optional<Visibility> visibility, Optional<String> description) {}

    /**
     * What is to change of a repository; what is absent stays.
     *
     * @param confirm the repository's name once more, where its visibility is to change
     */
    public record RepositoryChange(
            Optional<Visibility> visibility,
            Optional<String> description,
            Optional<String> readme,
            Optional<List<Category>> categories,
            Optional<Boolean> archived,
            Optional<String> confirm) {}

    void addTo(Api api) {
        api.add(
                GROUP.get("/api/v1/repositories", "list_repositories", "The repositories that the caller may see")
                        .access(Access.ANYBODY)
                        .parameter("namespace", String.class, "Only those of this person or organisation")
                        .parameter("q", String.class, "Only those whose name or description holds this")
                        .parameter("sort", Query.Sort.class, "By name, or those first that were pushed to last")
                        .paged()
                        .answersPage(RepositoryItem.class, this::list),
                GROUP.post("/api/v1/repositories", NewRepository.class, "create_repository", "Makes a repository")
                        .access(Access.ANYBODY)
                        .makes(RepositoryView.class, this::create),
                GROUP.get(ONE, "show_repository", "One repository")
                        .access(Access.ANYBODY)
                        .answers(RepositoryView.class, call -> view(call, door.seen(call))),
                GROUP.patch(ONE, RepositoryChange.class, "change_repository", "Changes what is sent of a repository")
                        .access(Access.ANYBODY)
                        .answers(RepositoryView.class, this::change),
                GROUP.delete(ONE, "delete_repository", "Deletes a repository with everything in it")
                        .parameter("confirm", String.class, "The repository's name once more")
                        .access(Access.ANYBODY)
                        .does(this::delete));
    }

    private Page<RepositoryItem> list(Call<Void> call) {
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        Optional<String> namespace = call.text("namespace");
        String text = call.text("q").orElse("");
        Optional<String> after = call.text("after");
        Page<Listing> page = namespace.isPresent()
                ? hub.search().ofNamespace(call.caller().sees(), namespace.get(), text, after, size)
                : hub.search()
                        .page(
                                call.caller().sees(),
                                Query.parse(text, Set.of(), SearchEndpoints.sort(call, Query.Sort.NAME)),
                                after,
                                size);
        return page.map(RepositoryItem::of);
    }

    private RepositoryView create(Call<NewRepository> call) {
        NewRepository wanted = call.body();
        RepositoryName name = RepositoryName.parse(wanted.name());
        door.requireMaker(call, name);
        boolean made = hub.shelf()
                .make(
                        name,
                        wanted.visibility().map(it -> it == Visibility.PUBLIC),
                        description(wanted.description()).orElse(""),
                        door.ownsNamespace(call.caller(), name),
                        call.caller().name());
        if (!made) {
            throw ShelfDoor.taken(name);
        }
        return view(call, hub.shelf().find(name).orElseThrow(() -> ShelfDoor.unknown(call)));
    }

    private RepositoryView change(Call<RepositoryChange> call) {
        Shelved found = door.managed(call);
        RepositoryChange wanted = call.body();
        RepositoryName name = found.repository().name();
        boolean shown = wanted.visibility()
                .map(it -> it == Visibility.PUBLIC)
                .orElse(found.repository().isPublic());
        if (shown != found.repository().isPublic()) {
            ShelfDoor.confirm(name, wanted.confirm(), "to change who may see it");
        }
        if (wanted.archived().orElse(true)) {
            ShelfDoor.requireOpen(found);
        }
        Change change = new Change(
                wanted.visibility().map(it -> it == Visibility.PUBLIC),
                description(wanted.description()),
                readme(wanted.readme()),
                categories(wanted.categories()),
                wanted.archived());
        if (!hub.shelf().change(name, change, call.caller().name())) {
            throw ShelfDoor.unknown(call);
        }
        return view(call, hub.shelf().find(name).orElseThrow(() -> ShelfDoor.unknown(call)));
    }

    private void delete(Call<Void> call) {
        // A token that may push but not delete lets its bearer look after the repository, and still not take it away.
        door.managed(call);
        RepositoryName name = door.allowed(call, Right.DELETE).repository().name();
        ShelfDoor.confirm(name, call.text("confirm"), "to delete it with everything in it");
        if (!hub.shelf().delete(name, call.caller().name())) {
            throw ShelfDoor.unknown(call);
        }
    }

    private static Optional<String> description(Optional<String> text) {
        text.filter(it -> it.length() > LONGEST_DESCRIPTION || it.lines().count() > 1)
                .ifPresent(it -> {
                    throw Call.invalid("description: one line of at most " + LONGEST_DESCRIPTION
                            + " characters is possible, not " + it.length());
                });
        return text.map(String::strip);
    }

    private static Optional<String> readme(Optional<String> text) {
        text.filter(it -> it.length() > Readmes.LONGEST).ifPresent(it -> {
            throw Call.invalid("readme: at most " + Readmes.LONGEST + " characters are possible, not " + it.length());
        });
        return text;
    }

    private static Optional<List<Category>> categories(Optional<List<Category>> all) {
        Optional<List<Category>> different =
                all.map(it -> it.stream().distinct().toList());
        different.filter(it -> it.size() > MOST_CATEGORIES).ifPresent(it -> {
            throw Call.invalid("categories: at most " + MOST_CATEGORIES + " are possible");
        });
        return different;
    }

    private RepositoryView view(Call<?> call, Shelved shelved) {
        Listing listing = shelved.listing();
        long id = listing.id();
        RepositoryItem item = RepositoryItem.of(listing);
        long size = hub.registry().repositorySizes().of(id);
        return database.read(transaction -> {
            String readme = hub.readmes().of(transaction, id);
            boolean starred = call.caller()
                    .authority()
                    .behind()
                    .map(account -> hub.stars().isStarred(transaction, account, id))
                    .orElse(false);
            return new RepositoryView(
                    item.name(),
                    item.namespace(),
                    Visibility.of(shelved.repository().isPublic()),
                    item.description(),
                    readme,
                    readme.isEmpty() ? "" : Markdown.html(readme),
                    item.categories(),
                    item.platforms(),
                    item.official(),
                    item.archived(),
                    item.stars(),
                    starred,
                    item.pulls(),
                    hub.registry().tagRows().count(transaction, id),
                    size,
                    item.createdAt(),
                    hub.registry().tagRows().lastPush(transaction, id),
                    door.role(call.caller(), listing.name()));
        });
    }
}
