package dev.berth.hub.http;

import dev.berth.accounts.Right;
import dev.berth.accounts.api.Access;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Page;
import dev.berth.hub.Events;
import dev.berth.hub.HappenedEvent;
import dev.berth.hub.Hub;
import dev.berth.oci.Digest;
import dev.berth.oci.Quoted;
import dev.berth.oci.RepositoryName;
import dev.berth.oci.Tag;
import dev.berth.registry.Registry;
import dev.berth.registry.StoredRepository;
import dev.berth.registry.TagChanges.Deletion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What tags pointed to, and changing that: rolling back, and deleting many at once. */
final class TagChangeEndpoints {
    private static final String TAGS = RepositoryEndpoints.ONE + "/-/tags";
    private static final int MOST_TAGS = 1000;

    private final Registry registry;
    private final Events events;
    private final ShelfDoor door;

    TagChangeEndpoints(Hub hub, ShelfDoor door) {
        this.registry = hub.registry();
        this.events = hub.events();
        this.door = door;
    }

    /**
     * One move of a tag.
     *
     * @param digest what it pointed to from then on; absent when it was deleted
     * @param available whether the repository still has that, so that the tag can be rolled back to it
     */
    public record TagMove(
            String id,
            Instant at,
            Optional<String> digest,
            Optional<String> previous,
            Optional<String> by,
            boolean available) {}

    /** To what a tag is to point again. */
    public record Rollback(String digest) {}

    /** Which tags to delete; with {@code dry_run}, only what that would take is told. */
    public record TagDeletion(List<String> names, Optional<Boolean> dryRun) {}

    /**
     * What the deletion takes.
     *
     * @param deleted the tags that there were
     * @param manifests how many images and indexes nothing holds afterwards
     * @param freedBytes of layers and configurations that nothing needs afterwards, in any repository; the collection frees them
     */
    public record DeletionView(boolean dryRun, List<String> deleted, int manifests, long freedBytes) {}

    void addTo(Api api) {
        api.add(
                RepositoryEndpoints.GROUP
                        .get(TAGS + "/{tag}/history", "list_tag_history", "What a tag pointed to, the newest first")
                        .access(Access.ANYBODY)
                        .paged()
                        .answersPage(TagMove.class, this::history),
                RepositoryEndpoints.GROUP
                        .post(
                                TAGS + "/{tag}/rollback",
                                Rollback.class,
                                "roll_tag_back",
                                "Points a tag to what the repository has")
                        .access(Access.ANYBODY)
                        .does(this::rollBack),
                RepositoryEndpoints.GROUP
                        .delete(TAGS, TagDeletion.class, "delete_tags", "Deletes tags, or tells what that would free")
                        .access(Access.ANYBODY)
                        .answers(DeletionView.class, this::delete));
    }

    private Page<TagMove> history(Call<Void> call) {
        StoredRepository repository = door.seen(call).repository();
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        List<HappenedEvent> moves = events.ofTag(
                repository.id(),
                Tag.parse(call.path("tag")),
                call.text("after").map(TagChangeEndpoints::id).orElse(Long.MAX_VALUE),
                size + 1);
        return Page.of(moves, size, it -> String.valueOf(it.id())).map(it -> move(repository, it));
    }

    private static long id(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Call.invalid("after: no page ends at " + Quoted.of(text));
        }
    }

    private TagMove move(StoredRepository repository, HappenedEvent happened) {
        Optional<Digest> digest = happened.event().digest();
        boolean available =
                digest.map(it -> registry.manifests().has(repository.id(), it)).orElse(false);
        return new TagMove(
                String.valueOf(happened.id()),
                happened.at(),
                digest.map(Digest::toString),
                happened.event().previous().map(Digest::toString),
                happened.event().actor(),
                available);
    }

    private void rollBack(Call<Rollback> call) {
        RepositoryName name = door.allowed(call, Right.PUSH).repository().name();
        registry.tagChanges()
                .point(
                        name,
                        Tag.parse(call.path("tag")),
                        Digest.parse(call.body().digest()),
                        call.caller().name());
    }

    private DeletionView delete(Call<TagDeletion> call) {
        RepositoryName name = door.allowed(call, Right.DELETE).repository().name();
        List<Tag> tags = call.body().names().stream().map(Tag::parse).toList();
        if (tags.isEmpty() || tags.size() > MOST_TAGS) {
            throw Call.invalid("names: from 1 to " + MOST_TAGS + " tags are possible at a time");
        }
        boolean dryRun = call.body().dryRun().orElse(false);
        Deletion deletion = dryRun
                ? registry.tagChanges().rehearse(name, tags)
                : registry.tagChanges().delete(name, tags, call.caller().name());
        return new DeletionView(
                dryRun, deletion.tags().stream().map(Tag::name).toList(), deletion.manifests(), deletion.bytes());
    }
}
