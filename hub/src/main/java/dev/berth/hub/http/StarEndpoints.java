package dev.berth.hub.http;

import dev.berth.accounts.Sees;
import dev.berth.accounts.api.Api;
import dev.berth.accounts.api.Call;
import dev.berth.accounts.api.Endpoint;
import dev.berth.accounts.api.Page;
import dev.berth.hub.Listing;
import dev.berth.hub.Stars;
import dev.berth.hub.Stars.Starred;
import dev.berth.oci.Quoted;
import java.util.ArrayList;
import java.util.List;

/** What people like. */
final class StarEndpoints {
    private static final Endpoint.Group GROUP = new Endpoint.Group("Stars");
    private static final String STAR = RepositoryEndpoints.ONE + "/-/star";

    private final Stars stars;
    private final ShelfDoor door;

    StarEndpoints(Stars stars, ShelfDoor door) {
        this.stars = stars;
        this.door = door;
    }

    void addTo(Api api) {
        api.add(
                GROUP.put(STAR, "star_repository", "Notes that the caller likes a repository")
                        .does(call -> stars.set(call.account(), id(call), true)),
                GROUP.delete(STAR, "unstar_repository", "Takes that back")
                        .does(call -> stars.set(call.account(), id(call), false)),
                GROUP.get("/api/v1/user/starred", "list_starred", "What the caller likes, the newest first")
                        .paged()
                        .answersPage(RepositoryItem.class, this::starred));
    }

    private long id(Call<?> call) {
        return door.seen(call).repository().id();
    }

    /** What became private since it was starred is left out. */
    private Page<RepositoryItem> starred(Call<Void> call) {
        int size = call.number("n", 1, Page.MOST, Page.USUAL);
        Sees sees = call.caller().sees();
        List<Starred> found = new ArrayList<>();
        long before = call.text("after").map(StarEndpoints::time).orElse(Long.MAX_VALUE);
        List<Starred> some;
        do {
            some = stars.of(call.account(), before, size + 1);
            some.stream().filter(it -> isSeen(sees, it.listing())).forEach(found::add);
            before = some.isEmpty() ? before : some.getLast().at();
        } while (found.size() <= size && some.size() > size);
        return Page.of(found, size, it -> String.valueOf(it.at())).map(it -> RepositoryItem.of(it.listing()));
    }

    private static boolean isSeen(Sees sees, Listing listing) {
        return sees.includes(listing.name(), listing.isPublic());
    }

    private static long time(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Call.invalid("after: no page ends at " + Quoted.of(text));
        }
    }
}
