package dev.berth.hub.http;

import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Page;
import dev.berth.http.Problem;
import dev.berth.hub.Hub;
import dev.berth.hub.Pulls;
import dev.berth.oci.Digest;
import dev.berth.oci.Quoted;
import dev.berth.oci.RegistryFailure;
import dev.berth.registry.Images;
import dev.berth.registry.Images.Image;
import dev.berth.registry.Platform;
import dev.berth.registry.StoredRepository;
import dev.berth.registry.TagRows;
import dev.berth.registry.TagRows.TagRow;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tags of a repository: {@code /api/v1/repositories/<name>/-/tags}. */
final class TagEndpoints {
    private static final String TAGS = RepositoryEndpoints.ONE + "/-/tags";
    private static final int MOST_ALIASES = 20;

    private final Hub hub;
    private final TagRows tags;
    private final ShelfDoor door;

    TagEndpoints(Hub hub, ShelfDoor door) {
        this.hub = hub;
        this.tags = hub.registry().tagRows();
        this.door = door;
    }

    /** A platform that a tag has an image for; the size is what a pull of it brings, at most. */
    public record PlatformView(String os, String architecture, Optional<String> variant, String digest, long size) {
        static PlatformView of(Platform platform) {
            return new PlatformView(
                    platform.os(), platform.architecture(), platform.variant(), platform.digest(), platform.size());
        }
    }

    /**
     * A tag.
     *
     * @param size all its configurations and layers, compressed, in bytes
     * @param createdAt when its image says that it was built
     * @param aliases other tags of the same digest
     */
    public record TagView(
            String name,
            String digest,
            String mediaType,
            long size,
            Optional<Instant> createdAt,
            Instant pushedAt,
            String pushedBy,
            long pulls,
            Optional<Instant> lastPulledAt,
            List<String> aliases,
            List<PlatformView> platforms) {}

    void addTo(Api api) {
        api.add(
                RepositoryEndpoints.GROUP
                        .get(TAGS, "list_repository_tags", "The tags, with what they point to")
                        .access(Access.ANYBODY)
                        .parameter("q", String.class, "Only those whose name holds this")
                        .parameter(
                                "sort",
                                TagRows.Order.class,
                                "The newest version first (`version`, as usual), by name, or what was pushed last first")
                        .paged()
                        .answersPage(TagView.class, this::list),
                RepositoryEndpoints.GROUP
                        .get(TAGS + "/{tag}", "show_tag", "One tag")
                        .access(Access.ANYBODY)
                        .answers(TagView.class, this::show));
    }

    private Page<TagView> list(Call<Void> call) throws IOException {
        StoredRepository repository = door.seen(call).repository();
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        TagRows.Order order =
                SearchEndpoints.option(call, "sort", TagRows.Order.class).orElse(TagRows.Order.VERSION);
        List<TagRow> rows = tags.page(repository.id(), order, call.text("q").orElse(""), call.text("after"), size + 1);
        Page<TagRow> page = Page.of(rows, size, order::position);
        return new Page<>(views(repository, page.items()), page.next());
    }

    private TagView show(Call<Void> call) throws IOException {
        StoredRepository repository = door.seen(call).repository();
        return views(repository, List.of(row(repository, call.path("tag")))).getFirst();
    }

    /** The tag of this name; a problem where there is none. */
    private TagRow row(StoredRepository repository, String tag) {
        return tags.find(repository.id(), tag)
                .orElseThrow(
                        () -> new Problem(404, "unknown tag", repository.name() + " has no tag " + Quoted.of(tag)));
    }

    /** A tag, and what is known of its manifest. */
    private record Known(TagRow row, Images.Facts facts) {}

    private List<TagView> views(StoredRepository repository, List<TagRow> rows) throws IOException {
        List<Known> all = new ArrayList<>();
        for (TagRow row : rows) {
            all.add(new Known(row, facts(repository, row)));
        }
        return hub.database().read(transaction -> {
            // Where many tags point to one digest, a page may have nothing else.
            Map<String, List<String>> names = new HashMap<>();
            return all.stream()
                    .map(it -> view(
                            it,
                            names.computeIfAbsent(
                                    it.row().digest(),
                                    digest -> tags.of(transaction, repository.id(), digest, MOST_ALIASES + 1)),
                            hub.pulls()
                                    .of(transaction, repository.id(), it.row().name())))
                    .toList();
        });
    }

    private Images.Facts facts(StoredRepository repository, TagRow row) throws IOException {
        if (row.facts().isPresent()) {
            return row.facts().get();
        }
        try {
            return hub.registry()
                    .images()
                    .of(new Image(repository.id(), repository.name(), Digest.parse(row.digest())));
        } catch (RegistryFailure e) {
            // It was deleted since the row was read.
            return new Images.Facts(0, List.of(), Optional.empty());
        }
    }

    private static TagView view(Known tag, List<String> names, Optional<Pulls.OfTag> pulls) {
        TagRow row = tag.row();
        Images.Facts facts = tag.facts();
        return new TagView(
                row.name(),
                row.digest(),
                row.mediaType(),
                facts.size(),
                facts.createdAt(),
                row.pushedAt(),
                row.pushedBy(),
                pulls.map(Pulls.OfTag::pulls).orElse(0L),
                pulls.map(it -> Instant.ofEpochMilli(it.lastPulledAt())),
                names.stream()
                        .filter(it -> !it.equals(row.name()))
                        .limit(MOST_ALIASES)
                        .toList(),
                facts.platforms().stream().map(PlatformView::of).toList());
    }
}
